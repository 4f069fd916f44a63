"""What people call the columns of an order list, whatever their language.

A header is compared by its `key`: without case, blanks, dots, underscores, hyphens and brackets, with the
Nordic and German letters spelled out, so that `Beløb`, `BELOEB` and `beløb:` are one name.  Words that say
something about the amounts (`inkl. moms`, `excl. VAT`, `(DKK)`) are taken out first and kept as facts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from clvcli.orders.currency import COMMON, SIGNS
from clvcli.orders.languages import languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.orders.formats.base import Status

CURRENCIES = {word.casefold(): code for word, code in {**SIGNS, **dict(zip(COMMON, COMMON, strict=True))}.items()}
"""Currency words in a header -> ISO 4217 code; None where the word is used in several countries."""

_ABOUT_TAX_ALONE = frozenset({"inkl", "incl", "ekskl", "exkl", "excl", "netto"})
"""Words that speak of tax even where no word for tax follows."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD = re.compile(r"[€£$¥#%]|[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zæøåäöüß0-9])(?=[A-ZÆØÅÄÖÜ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says: a name, and what it says about the amounts under it."""

    key: str
    tax_included: bool | None
    currency: str | None
    """ISO 4217 code; None where the header names none or an ambiguous one (`kr`)."""


def key(header: str) -> str:
    """Return `header` as names are compared: without case, blanks, punctuation and local letters."""
    return "".join(_words(header))


def parse(header: str) -> Header:
    """Take the words on tax and currency out of `header`; what is left is its name."""
    words = _words(header if " " in header.strip() else _CAMEL.sub(" ", header))
    words, tax_included = _without_tax(words)
    currency = None
    if len(words) > 1:
        currency = next((CURRENCIES[word] for word in words if CURRENCIES.get(word)), None)
        words = _without_currency(words)
    return Header(key="".join(words), tax_included=tax_included, currency=currency)


def known_name(header: str) -> str | None:
    """Return the field that `header` names in any of the five languages, or None."""
    found = _looked_up(header)
    return found[0] if found else None


def known_beside(header: str, fields: Sequence[str]) -> tuple[str, int] | None:
    """Return which of `fields` a column beside the orders is by its name, and how good a name (0 the best)."""
    names = (key(header), parse(header).key)
    own = next((_fields_beside()[name] for name in names if name in _fields_beside()), None)
    found = own if own is not None and own[0] in fields else _looked_up(header)
    if found is not None and found[0] in fields:
        return found
    if found is None and leaves_open_whose(header) and "customer_id" in fields:
        return "customer_id", len(_fields_by_key())
    return None


def rank(header: str) -> int:
    """Return how good a name of its field `header` is, 0 the best; a name nobody knows comes last."""
    found = _looked_up(header)
    return found[1] if found else len(_fields_by_key())


def names_people(header: str) -> bool:
    """Whether the column holds names of people by its header."""
    return parse(header).key in _keys("people")


def says_only_who(header: str) -> bool:
    """Whether the header (`customer`, `kunde`) leaves open if the column holds ids, e-mails or names."""
    return parse(header).key in _keys("who")


def leaves_open_whose(header: str) -> bool:
    """Whether the header (`id`, `nr`) leaves open if the column numbers customers or orders."""
    return parse(header).key in _keys("numbers")


def leaves_open_of_what(header: str) -> bool:
    """Whether the header (`price`, `pris`) leaves open if it is the price of a unit or of the row."""
    return parse(header).key in _keys("prices")


def may_be_before_discount(header: str) -> bool:
    """Whether the header (`gross`, `brutto`) leaves open if its money is before discount or holds tax."""
    return parse(header).key in _keys("gross")


def statuses() -> dict[str, Status]:
    """Return status word -> status of all languages."""
    return {word: status for language in languages() for word, status in language.statuses.items()}


def english_statuses() -> dict[str, Status]:
    """Return status word -> status of English, which systems of all countries print."""
    return next(dict(language.statuses) for language in languages() if language.code == "en")


def nobody() -> frozenset[str]:
    """Return customer ids that mean nobody in any language, lower-cased."""
    return frozenset(word for language in languages() for word in language.nobody)


def says_within(header: str) -> bool:
    """Whether the header of a tax says that it is a part of the amount beside it: `heraf moms`."""
    return key(header).startswith(tuple(key(language.within) for language in languages()))


def says_what_document(header: str) -> bool:
    """Whether the column says by its header what kind of document a row is: an invoice, a credit note."""
    return parse(header).key in _keys("documents")


def credit_notes() -> str:
    """Return what matches a kind of document that takes back, in any language, as a regular expression."""
    return rf"(?i)^(?:{_any('credits')})$"


def carriage() -> str:
    """Return what matches the name of a line for shipping, perhaps with who ships, as a regular expression."""
    return rf"(?i)^(?:{_any('carriage')})\s*(?:[-–:(,].*)?$"


def gift_cards() -> str:
    """Return what matches the name of a gift card in any language, as a regular expression."""
    return rf"(?i)^(?:{_any('gift_cards')})\b"


def _any(group: Literal["gift_cards", "credits", "carriage"]) -> str:
    """Return the alternatives of a pattern: the words of a group in all languages."""
    words = {word for language in languages() for word in getattr(language, group)}
    return "|".join(re.escape(word).replace(r"\ ", "[ _-]?") for word in sorted(words))


def _looked_up(header: str) -> tuple[str, int] | None:
    known = _fields_by_key()
    return known.get(key(header)) or known.get(parse(header).key)


def _words(header: str) -> list[str]:
    text = unicodedata.normalize("NFC", header).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(bare)


def _without_tax(words: list[str]) -> tuple[list[str], bool | None]:
    """Drop `inkl. moms` and its kin; a word like `incl` that is about something else stays."""
    tax, including, excluding = _keys("tax"), _keys("including"), _keys("excluding")
    for at, word in enumerate(words):
        if at == 0 or word not in including | excluding:
            continue
        followed = at + 1 < len(words) and words[at + 1] in tax
        led = at > 1 and words[at - 1] in tax
        last = at + 1 == len(words) and (led or word in _ABOUT_TAX_ALONE)
        if followed or last:
            start = at - 1 if led and not followed else at
            return words[:start] + words[at + 2 :], word in including
    return words, None


def _without_currency(words: list[str]) -> list[str]:
    """Drop `DKK` or `in EUR`; a header that is nothing else stays."""
    kept = [
        word
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if word not in CURRENCIES and not (word in {"in", "i"} and after in CURRENCIES)
    ]
    return kept or words


@cache
def _fields_by_key() -> dict[str, tuple[str, int]]:
    """Return compared name -> field, and how good a name it is (0 the best)."""
    found: dict[str, tuple[str, int]] = {}
    for language in languages():
        for field, names in language.names.items():
            for place, name in enumerate(names):
                known = found.get(key(name))
                if known is None or (known[0] == field and place < known[1]):
                    found[key(name)] = (field, place)
    return found


@cache
def _fields_beside() -> dict[str, tuple[str, int]]:
    """Return compared name -> field of a file beside the orders, and how good a name it is (0 the best)."""
    return {
        key(name): (field, place)
        for language in reversed(languages())
        for field, names in language.beside.items()
        for place, name in enumerate(names)
    }


@cache
def _keys(
    group: Literal["documents", "who", "people", "numbers", "prices", "gross", "tax", "including", "excluding"],
) -> frozenset[str]:
    """Return the compared words of one group in all languages."""
    return frozenset(key(word) for language in languages() for word in getattr(language, group))
