"""What the text of an option means: periods, rates, days, pairs; the same from a flag, the environment or a file.

Each function takes the text and returns the value, or raises `UnfitError` with a reason that names no option:
whoever calls knows where the text stood.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from clvcli import budget, config
from clvcli.cli.reader import UnfitError
from clvcli.errors import few_nearest, nearest

MONTHS_PER_YEAR = 12

LONGEST_PERIOD_YEARS = 20
"""Beyond it no model of purchases says anything; the models are tested up to here."""

DAYS_PER_YEAR = 365
"""Nobody may send goods back for longer."""

MOST_MONTHS = 120
"""Of age: nobody waits longer for what winning a customer cost."""

MOST_DECIMALS = 6
"""More digits than any currency or model has."""

MOST_FOLDS = 24
"""Two years of months: more windows than any log of orders has years to fill."""

_PER_YEAR = {"d": 365.25, "w": 365.25 / 7, "m": 12.0, "y": 1.0}
"""Unit of a period -> how many make a year, leap years averaged."""


class Pair(NamedTuple):
    """The two sides of NAME=VALUE."""

    name: str
    value: str


def period(text: str) -> str:
    """Return a period such as `36m`, `52w`, `365d` or `2y`, without blanks and in lower case."""
    found = re.fullmatch(r"\s*(\d{1,5})\s*([dwmy])\s*", text, flags=re.IGNORECASE)
    if not found:
        raise UnfitError(f"`{text}` is not a period", "36m, 52w, 365d or 2y")
    number, unit = int(found[1]), found[2].lower()
    if number == 0:
        raise UnfitError("a period of nothing has no value", "36m, 52w, 365d or 2y")
    if number / _PER_YEAR[unit] > LONGEST_PERIOD_YEARS:
        raise UnfitError(f"`{text}` is longer than {LONGEST_PERIOD_YEARS} years", f"{LONGEST_PERIOD_YEARS}y")
    return f"{number}{unit}"


def months_of_year(text: str) -> str:
    """Return `2-7`, the first and the last of some months of the year, January 1; they may lie around its end."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*-\s*(\d{1,2})\s*", text)
    if not found or not all(1 <= int(month) <= MONTHS_PER_YEAR for month in found.groups()):
        raise UnfitError(f"`{text}` is not a first and a last month", "2-7")
    first, last = map(int, found.groups())
    if (last - first) % MONTHS_PER_YEAR == MONTHS_PER_YEAR - 1:
        raise UnfitError("a season of twelve months leaves none for the other", "2-7")
    return f"{first}-{last}"


def horizon(text: str) -> str:
    """Return a period, or `lifetime`."""
    word = text.strip().lower()
    return word if word == config.LIFETIME else period(text)


def rate(text: str) -> float:
    """Return a share between 0 and 1, written `10%` or `0.10`; a bare `10` could mean either and is refused."""
    found = re.fullmatch(r"\s*(\d{1,3}(?:\.\d{1,6})?|\.\d{1,6})\s*(%?)\s*", text)
    if not found:
        raise UnfitError(f"`{text}` is not a rate", "10% or 0.10")
    number = float(found[1])
    if not found[2] and number >= 1:
        raise UnfitError(f"`{text}` could be {number:g} % or {number * 100:g} %", f"{number:g}%")
    share = number / 100 if found[2] else number
    if share > 1:
        raise UnfitError(f"`{text}` is more than the whole", "10% or 0.10")
    return share


def memory(text: str) -> int:
    """Return the bytes of an amount of memory, not less than a run takes for itself."""
    size = budget.bytes_of(text)
    if size is None:
        raise UnfitError(f"`{text}` is not an amount of memory", "1GiB or 800MiB")
    if size < budget.LEAST:
        least = budget.size_as_text(budget.LEAST)
        raise UnfitError(f"`{text}` does not hold the libraries; the least is {least}", "512MiB")
    return size


def margin(text: str) -> str:
    """Return one rate, or NAME=RATE,... of categories or channels, each once, without blanks around."""
    parts = [item for item in text.split(",") if item.strip()]
    if "=" not in text:
        return str(rate(text))
    pairs = [pair(item) for item in parts]
    if len({part.name for part in pairs}) < len(pairs):
        raise UnfitError("a name stands twice", "shoes=50%,other=45%")
    return ",".join(f"{part.name}={rate(part.value)}" for part in pairs)


def margins_of(text: str | None) -> tuple[float | None, dict[str, float]]:
    """Return the one rate that `margin` left, or the rates by name."""
    if text is None:
        return None, {}
    if "=" not in text:
        return float(text), {}
    return None, {part.name: float(part.value) for part in map(pair, text.split(","))}


def money(text: str) -> str:
    """Return an amount, not negative, written `39`, `39.50` or `39,50`, with a point."""
    found = re.fullmatch(r"\s*(\d{1,9})(?:[.,](\d{1,4}))?\s*", text)
    if not found:
        raise UnfitError(f"`{text}` is not an amount of money", "39.50")
    return f"{found[1]}.{found[2]}" if found[2] else found[1]


def amount_in(text: str) -> str:
    """Return one amount of money, or CODE=AMOUNT,... of currencies, each once, without blanks around."""
    if "=" not in text:
        return money(text)
    pairs = [pair(item) for item in re.split(r",(?=[^,]*=)", text.strip().rstrip(","))]
    codes = [currency(part.name) for part in pairs]
    if len(set(codes)) < len(codes):
        raise UnfitError("a currency stands twice", "DKK=10,SEK=15")
    return ",".join(f"{code}={money(part.value)}" for code, part in zip(codes, pairs, strict=True))


def points(text: str) -> str:
    """Return one number of percentage points, or three from the lowest on: `2`, `1,2,4`; without blanks."""
    found = [part.strip() for part in text.split(",")]
    fit = all(re.fullmatch(r"\d{1,2}(\.\d{1,3})?", part) and float(part) > 0 for part in found)
    if not fit or len(found) not in {1, 3} or found != sorted(found, key=float):
        raise UnfitError(f"`{text}` is not one number of points, nor three from the lowest on", config.UPLIFT)
    return ",".join(found)


def listed(text: str) -> str:
    """Return NAME,..., each once, without blanks around."""
    names = list(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))
    if not names:
        raise UnfitError("nothing is named", "gold,silver")
    return ",".join(names)


def amounts(text: str) -> str:
    """Return one amount of money, or NAME=AMOUNT,... of channels, each once, without blanks around."""
    if "=" not in text:
        return money(text)
    pairs = [pair(item) for item in re.split(r",(?=[^,]*=)", text.strip().rstrip(","))]
    if len({part.name for part in pairs}) < len(pairs):
        raise UnfitError("a name stands twice", "Webshop=39,other=0")
    return ",".join(f"{part.name}={money(part.value)}" for part in pairs)


def days(text: str) -> int:
    """Return a number of days, at most a year."""
    if not re.fullmatch(r"\d{1,3}", text.strip()) or int(text.strip()) > DAYS_PER_YEAR:
        raise UnfitError(f"`{text}` is not a number of days up to {DAYS_PER_YEAR}", "30")
    return int(text.strip())


def months(text: str) -> int:
    """Return a number of months, written `12` or `12m`, at most ten years."""
    found = re.fullmatch(r"(\d{1,3})m?", text.strip().lower())
    if not found or not 0 < int(found[1]) <= MOST_MONTHS:
        raise UnfitError(f"`{text}` is not a number of months up to {MOST_MONTHS}", "12")
    return int(found[1])


def day(text: str) -> date:
    """Return a calendar day written `2024-06-30`."""
    try:
        return date.fromisoformat(text.strip()) if "-" in text else _not_a_day(text)
    except ValueError:
        return _not_a_day(text)


def day_or_version(text: str) -> str:
    """Return a calendar day written `2024-06-30`, or a version of a store written `v3`."""
    found = re.fullmatch(r"v(\d{1,9})", text.strip().lower())
    if found:
        return f"v{int(found[1])}"
    try:
        return day(text).isoformat()
    except UnfitError as error:
        raise UnfitError(f"`{text}` is no day and no version", "--compare-to 2024-06-30") from error


def day_version_or_file(text: str) -> str:
    """Return what `day_or_version` does, or the path of a file: one that is there, or is written like one."""
    path = Path(text)
    written_like_one = bool(path.suffix) or len(path.parts) > 1
    return text if written_like_one or path.is_file() else day_or_version(text)


def _not_a_day(text: str) -> date:
    raise UnfitError(f"`{text}` is not a day", "2024-06-30")


def pair(text: str) -> Pair:
    """Return the two sides of NAME=VALUE; the value may hold further equal signs."""
    name, sign, value = text.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise UnfitError(f"`{text}` has no two sides", "NAME=VALUE")
    return Pair(name.strip(), value.strip())


def column_pair(text: str) -> Pair:
    """Return FIELD=COLUMN, where the field is one that an order line has."""
    from clvcli.orders.fields import BY_NAME

    found = pair(text)
    if found.name not in BY_NAME:
        near = nearest(found.name, BY_NAME)
        raise UnfitError(f"no field `{found.name}`", f"{near}={found.value}" if near else "clvcli explain map")
    return found


def status_pair(text: str) -> Pair:
    """Return WORD=MEANING, where the meaning is a status that an order can have."""
    from typing import get_args

    from clvcli.orders.formats.base import Status

    word, meaning = pair(text)
    known = get_args(Status)
    if meaning.lower() not in known:
        raise UnfitError(f"`{meaning}` is no status", f"{word}={nearest(meaning, known) or 'paid'}")
    return Pair(word, meaning.lower())


def separator(text: str) -> str:
    r"""Return the one character between the cells of a file; `tab` and `\t` are the tabulator."""
    if text.lower() in {"tab", "\\t", "\t"}:
        return "\t"
    if len(text) != 1 or text.isalnum():
        raise UnfitError(f"`{text}` is not one sign", "; or , or | or tab")
    return text


def currency(text: str) -> str:
    """Return a currency code of three letters, in capitals."""
    if not re.fullmatch(r"\s*[A-Za-z]{3}\s*", text):
        raise UnfitError(f"`{text}` is not a currency code", "EUR, DKK, SEK ...")
    return text.strip().upper()


def colour(text: str) -> str:
    """Return a colour as `#rrggbb`; the `#` may be left out, because a shell takes it for a comment."""
    found = re.fullmatch(r"\s*#?([0-9A-Fa-f]{6})\s*", text)
    if not found:
        raise UnfitError(f"`{text}` is not a colour", "'#0b5c7a', or 0b5c7a")
    return f"#{found[1].lower()}"


def groupings(text: str) -> str:
    """Return NAME,... of what customers can be grouped by, each once, without blanks."""
    names = list(dict.fromkeys(item.strip().lower() for item in text.split(",") if item.strip()))
    unknown = next((name for name in names if name not in config.GROUPINGS), None)
    if unknown is not None or not names:
        choices = "one or more of " + ",".join(config.GROUPINGS)
        raise UnfitError(
            f"`{unknown or text}` is no group of customers", nearest(unknown or text, config.GROUPINGS) or choices
        )
    return ",".join(names)


def identities(text: str) -> str:
    """Return NAME,... of what buyers can be known by, each once, without blanks."""
    names = list(dict.fromkeys(item.strip().lower() for item in text.split(",") if item.strip()))
    unknown = next((name for name in names if name not in config.IDENTITIES), None)
    if unknown is not None or not names:
        near = nearest(unknown or text, config.IDENTITIES)
        raise UnfitError(f"buyers are not known by `{unknown or text}`", near or ",".join(config.IDENTITIES))
    return ",".join(names)


def names_of_identity(text: str | None) -> tuple[config.IdentityName, ...]:
    """Return the names that `identities` left, in order."""
    asked = text.split(",") if text else []
    known: dict[str, config.IdentityName] = {name: name for name in config.IDENTITIES}
    return tuple(known[name] for name in asked)


def tiers(text: str) -> str:
    """Return what `--tiers` means (`segments.tier_spec`), as it is written shortest."""
    from clvcli.segments.tier_spec import TierSpecError, tiers_of

    try:
        return tiers_of(text).text
    except TierSpecError as error:
        raise UnfitError(str(error), error.hint) from None


def tier_column(text: str) -> str:
    """Return the name of a column that tiers can rank by; that of the default is known without looking."""
    from clvcli.segments.tier_spec import TOTAL

    name = text.strip().lower().replace("-", "_")
    if name == TOTAL:
        return name
    from clvcli.segments.tiers import RANKABLE

    if name not in RANKABLE:
        raise UnfitError(f"tiers cannot rank by `{text}`", nearest(name, RANKABLE) or few_nearest(name, RANKABLE))
    return name


def decimals(text: str) -> int:
    """Return a number of digits after the point."""
    if not re.fullmatch(r"\d", text.strip()) or int(text.strip()) > MOST_DECIMALS:
        raise UnfitError(f"`{text}` is not a number of decimals", f"0 to {MOST_DECIMALS}")
    return int(text.strip())


def rows(text: str) -> int:
    """Return a number of rows."""
    if not re.fullmatch(r"\d{1,12}", text.strip()):
        raise UnfitError(f"`{text}` is not a number of rows", "20")
    return int(text.strip())


def version(text: str) -> int:
    """Return the number of a version, 0 or more."""
    return _whole(text, "a version")


def seed(text: str) -> int:
    """Return the number that a draw begins with, 0 or more."""
    return _whole(text, "a seed, which is a whole number")


def _whole(text: str, what: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text.strip()):
        raise UnfitError(f"`{text}` is not {what}", "0, 1, 2 ...")
    return int(text.strip())


def folds(text: str) -> int:
    """Return a number of folds, one at least."""
    number = int(text.strip()) if re.fullmatch(r"\d{1,3}", text.strip()) else 0
    if not 1 <= number <= MOST_FOLDS:
        raise UnfitError(f"`{text}` is not a number of folds", f"1 to {MOST_FOLDS}")
    return number
