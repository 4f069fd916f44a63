"""Every language says all that English says, with the same figures in it, and writes figures in its own way."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.notes import of_group, spend_months_apart
from clvcli.orders.settling.validity import RULES
from clvcli.output.document import NAMELESS, Column, Figure
from clvcli.output.words.language import MEANING, ONE, Language
from clvcli.output.words.languages import ENGLISH, MANNERS, MODELS, language_of
from clvcli.sayings import Saying
from clvcli.valuation.revalued import Change
from tests.report.speaking import calls, columns, fields, letters, looked_up, said_in_code, templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.document import Kind, Value

TRANSLATED = ("da", "sv")
"""Every language but English, in the order of the glossary."""

translated = pytest.mark.parametrize("code", TRANSLATED)

ALIKE: Mapping[str, Mapping[str, str]] = {
    "da": {
        "segment": "glossary",
        "CAC": "glossary",
        "CAC {channel}": "glossary",
        "Data": "the same word",
        "bronze": "the metal has the same name",
        "median": "the same word",
        "model": "the same word",
        "parameter": "the same word",
        "version": "the same word",
        "log-likelihood": "the same word",
        "beta": "a letter",
        "BIC": "a name",
        "Gini": "a name",
        "Brier": "a name",
        "P(alive)": "a formula",
        "{orders:,.6f} x {value:,.4f}": "a formula",
        "{weight:.6f} x {own:,.4f} + {rest:.6f} x {population:,.4f}": "a formula",
        "((alpha + T) / (alpha + t_x)) ^ (r + x) = ({until_now:.4f} / {until_last:.4f}) ^ {rate:.4f}": "a formula",
    },
    "sv": {
        "segment": "glossary",
        "order": "glossary",
        "silver": "the metal has the same name",
        "Data": "the same word",
        "period": "the same word",
        "parameter": "the same word",
        "median": "the same word",
        "index": "the same word",
        "beta": "a letter",
        "BIC": "a name",
        "CAC": "glossary",
        "CAC {channel}": "glossary",
        "Gini": "a name",
        "Brier": "a name",
    },
}
"""Texts that are the same in English, and why."""

GLOSSARY: Mapping[str, tuple[str, str]] = {
    "value_to_date": ("værdi til dato", "värde hittills"),
    "total_value": ("samlet kundeværdi", "totalt kundvärde"),
    "clv_new": ("værdi af en ny kunde", "värde av en ny kund"),
    "customer_equity": ("kundebasens værdi", "kundbasens värde"),
    "repurchase_12m": ("genkøbsrate, 12 måneder", "återköpsgrad, 12 månader"),
    "lapsed": ("inaktiv", "inaktiv"),
    "at_risk": ("i risiko", "i riskzonen"),
    "active": ("aktiv", "aktiv"),
    "aov": ("gennemsnitlig ordreværdi", "genomsnittligt ordervärde"),
    "order_id": ("ordre", "order"),
    "purchase_number": ("køb", "köp"),
    "frequency": ("købsfrekvens", "köpfrekvens"),
    "first_purchase": ("første køb", "första köp"),
    "gross": ("bruttosalg", "bruttoförsäljning"),
    "account_net_revenue": ("nettoomsætning", "nettoomsättning"),
    "refunds": ("returneringer", "returer"),
    "return_rate": ("returrate", "returgrad"),
    "discount_rate": ("diskonteringsrente", "diskonteringsränta"),
    "segment": ("segment", "segment"),
    "tier": ("niveau", "nivå"),
    "champions": ("topkunder", "toppkunder"),
    "potential_loyal": ("potentielt loyale", "potentiellt lojala"),
    "promising": ("lovende", "lovande"),
    "needs_attention": ("kræver opmærksomhed", "behöver uppmärksamhet"),
    "about_to_sleep": ("på vej til at falde fra", "på väg att tappas"),
    "cannot_lose": ("må ikke mistes", "får inte förloras"),
    "hibernating": ("i dvale", "vilande"),
    "lost": ("tabt", "förlorad"),
    "planned_season": ("sæson", "säsong"),
    "began_with.category": ("varegruppe", "varugrupp"),
    "began_with.channel": ("kanal", "kanal"),
    "share_top20": ("de øverste 20 %s andel", "de översta 20 %:s andel"),
    "section.concentration": ("koncentration", "koncentration"),
    "forecaster": ("prognose", "prognos"),
}
"""Key -> what the glossary of the project says in Danish and Swedish; case and kind of blank do not matter."""


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").casefold()


def labels_lacking(words: Mapping[str, str]) -> set[str]:
    """Return the keys of headings and meanings of columns that a language lacks."""
    names = {name for name, _ in columns()}
    return {f"column.{name}{suffix}" for name in names for suffix in ("", MEANING)} - words.keys()


def words_of(code: str) -> dict[str, str]:
    """Return the words of a language that are written in it: neither column labels nor names of models."""
    return {
        key: text
        for key, text in language_of(code).words.items()
        if not key.startswith("column.") and key.partition("+")[0] not in MODELS
    }


def is_singular_of_own(key: str) -> bool:
    """Tell whether a key is a singular that English does without."""
    return key.endswith(ONE) and key.removesuffix(ONE) in ENGLISH.words


def same_figures(key: str, text: str) -> bool:
    """Tell whether a text has room for the figures of the English one; a singular may leave its number out."""
    count = {("count", "")} if key.endswith(ONE) else set()
    english = ENGLISH.words.get(key) or ENGLISH.words[key.removesuffix(ONE)]
    return fields(text) - count == fields(english) - count


@translated
def test_a_language_has_the_keys_of_english(code: str) -> None:
    own, english = words_of(code).keys(), words_of("en").keys()

    assert not english - own
    assert not {key for key in own - english if not is_singular_of_own(key)}


def test_rules_and_levers_have_words_of_their_own() -> None:
    """A key without words is spelled out in English, whatever the language."""
    levers = {field.name for field in dataclasses.fields(Change)}

    assert not (RULES.keys() | levers) - ENGLISH.words.keys()


@translated
def test_a_text_has_room_for_the_figures_of_the_english_one(code: str) -> None:
    wrong = {key: text for key, text in words_of(code).items() if not same_figures(key, text)}

    assert not wrong


@translated
def test_a_sentence_stays_a_sentence(code: str) -> None:
    """A full stop in one language only is a sentence in a list of fragments, or the other way round."""
    wrong = {
        key: text
        for key, text in words_of(code).items()
        if key in ENGLISH.words and text.endswith(".") != ENGLISH.words[key].endswith(".")
    }

    assert not wrong


@translated
def test_no_text_is_english(code: str) -> None:
    own = {key: text for key, text in words_of(code).items() if letters(text)}
    english = {key: text for key, text in own.items() if ENGLISH.words.get(key) == text}

    assert not {key: text for key, text in english.items() if text not in ALIKE[code]}


@translated
def test_what_is_alike_is_said_somewhere(code: str) -> None:
    language = language_of(code)
    alike = {text for key, text in language.words.items() if ENGLISH.words.get(key) == text}
    alike |= {text for english, text in language.sayings.items() if english == text}

    assert not ALIKE[code].keys() - alike


@pytest.mark.parametrize(("code", "place"), [(code, place) for place, code in enumerate(TRANSLATED)])
def test_terms_are_those_of_the_glossary(code: str, place: int) -> None:
    words = language_of(code).words
    wrong = {key: words[key] for key, said in GLOSSARY.items() if plain(words[key]) != said[place]}

    assert not wrong


def test_the_glossary_speaks_of_keys_that_there_are() -> None:
    assert not GLOSSARY.keys() - ENGLISH.words.keys()


@translated
def test_every_column_of_rows_has_a_heading_and_a_meaning(code: str) -> None:
    assert not labels_lacking(language_of(code).words)


@translated
def test_every_saying_is_said(code: str) -> None:
    assert not looked_up() - language_of(code).sayings.keys()


@translated
def test_no_saying_is_kept_that_nobody_says(code: str) -> None:
    assert not language_of(code).sayings.keys() - looked_up()


@translated
def test_a_saying_has_the_figures_of_the_english_one(code: str) -> None:
    sayings = language_of(code).sayings

    assert not {
        text: own for text, own in sayings.items() if text in said_in_code() and fields(own) != fields(text)
    }


@translated
def test_no_saying_is_english(code: str) -> None:
    same = {text for text, own in language_of(code).sayings.items() if text == own}

    assert not same - ALIKE[code].keys()


def test_every_saying_is_written_out_where_it_is_made() -> None:
    for call in calls():
        assert list(templates(call.args[0]))


FIGURES: tuple[tuple[Value, Kind, int | None, str | None, str, str, str], ...] = (
    (1234.56, "money", 2, "DKK", "DKK 1,234.56", "1.234,56 kr.", "1 234,56 DKK"),
    (1234.56, "money", 2, "SEK", "SEK 1,234.56", "1.234,56 SEK", "1 234,56 kr"),
    (1234.56, "money", 2, "EUR", "EUR 1,234.56", "1.234,56 EUR", "1 234,56 EUR"),
    (-1234567.0, "money", None, None, "-1,234,567", "-1.234.567", "−1 234 567"),
    (1234567, "count", None, None, "1,234,567", "1.234.567", "1 234 567"),
    (0.125, "share", 1, None, "12.5%", "12,5 %", "12,5 %"),
    (0.0004, "share", None, None, "<0.1%", "<0,1 %", "<0,1 %"),
    (0.9999, "share", None, None, ">99%", ">99 %", ">99 %"),
    (-0.25, "share", None, None, "-25%", "-25 %", "−25 %"),
    (0.6, "number", None, None, "0.60", "0,60", "0,60"),
    (date(2024, 12, 31), "date", None, None, "31 Dec 2024", "31-12-2024", "2024-12-31"),
    (date(2024, 5, 1), "month", None, None, "May 2024", "maj 2024", "maj 2024"),
)
"""Value, kind, digits and unit; as English, Danish and Swedish write it, blanks that do not break as blanks."""


@pytest.mark.parametrize(("value", "kind", "digits", "unit", "english", "danish", "swedish"), FIGURES)
def test_figures_are_written_as_in_the_country(
    value: Value, kind: Kind, digits: int | None, unit: str | None, english: str, danish: str, swedish: str
) -> None:
    figure = Figure(value=value, kind=kind, digits=digits, unit=unit)
    written = [MANNERS[code].figure(figure) for code in ("en", "da", "sv")]

    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in written] == [english, danish, swedish]


@translated
def test_no_line_breaks_inside_a_figure(code: str) -> None:
    for value, kind, digits, unit, *_ in FIGURES:
        if kind != "month":
            assert " " not in MANNERS[code].figure(Figure(value=value, kind=kind, digits=digits, unit=unit))


def test_a_saying_is_said_in_another_language_with_its_figures() -> None:
    note = of_group("DK", spend_months_apart("spend.csv", without_customers=[date(2024, 5, 1)], without_spend=[]))
    sayings = {
        "nobody was new in {months}": "ingen var nye i {months}",
        "{count:,} ids, {share:.1%}, {money:,} since {day}": "{share:.1%}: {count:,} numre, {money:,} fra {day}",
    }
    danish = Language(code="da", words={}, manner=MANNERS["da"], sayings=sayings)
    figures = {"count": 1234, "share": 0.125, "money": Decimal("1234.50"), "day": date(2024, 12, 31)}
    ids = Saying("{count:,} ids, {share:.1%}, {money:,} since {day}", **figures)

    assert danish.prose(note.text) == "DK: spend.csv: ingen var nye i maj 2024"
    assert plain(danish.prose(ids)) == "12,5 %: 1.234 numre, 1.234,50 fra 31-12-2024"
    assert ENGLISH.prose(ids) == ids == "1,234 ids, 12.5%, 1,234.50 since 2024-12-31"


def test_every_language_has_a_manner() -> None:
    assert list(MANNERS) == ["en", *TRANSLATED]


@pytest.mark.parametrize("code", ["en", *TRANSLATED])
@pytest.mark.parametrize("name", ["new", "size", "t_shirts", "active", "yes", "test"])
def test_names_of_a_shop_are_never_translated(code: str, name: str) -> None:
    column = Column(key="category", kind="name")
    assert language_of(code).cell(name, column) == name


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_stands_for_a_name_is_said_in_the_language(code: str) -> None:
    column = Column(key="category", kind="name")
    said = {key: language_of(code).cell(key, column) for key in NAMELESS}
    assert said == {key: language_of(code).words[key] for key in NAMELESS}
