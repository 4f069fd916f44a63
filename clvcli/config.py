"""The defaults with their reasons, and `clvcli.toml`: where it lies, what it says, on which line.

A setting comes from the first of: the command line, `CLVCLI_<KEY>`, `clvcli.toml` in the working
directory (or the file that `--config` names), the user's own file, the default.  A key is an option's
long name; a key inside a `[compute]` table holds for that command only and wins over the same key
above it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from clvcli.errors import ConfigUnreadableError, UnknownSettingsError, nearest
from clvcli.small_files import text_of_small
from clvcli.toml_text import toml_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# --- defaults --------------------------------------------------------------------------------

HORIZON = "36m"
"""Three years: beyond it a forecast from two or three years of orders is mostly discount and hope."""

LIFETIME = "lifetime"
"""The word for a horizon as far as the models are tried, and longer than anybody stays (`valuation/horizon.py`)."""

DISCOUNT_RATE = 0.10
"""A year, effective: a usual cost of capital in retail; money in three years is worth three quarters."""

CAC_SHARE = 1 / 3
"""A rule of thumb: of what a new customer is worth in three years, a third may go into winning one."""

IdentityName = Literal["email", "id", "phone"]
"""What a buyer can be known by."""

IDENTITIES: tuple[IdentityName, ...] = ("email", "id", "phone")
"""Best first: an e-mail is one person in every system, an id in one, and a phone may be a household's."""

EngineName = Literal["polars", "duckdb", "spark"]
"""What makes customers of order lines."""

RefundDate = Literal["order", "refund"]
"""On which day a return lowers revenue: on that of its order, or on its own."""

FirstCredit = Literal["full", "shared"]
"""What a customer who began with several products counts for each: whole, or by its share of the money."""

Model = Literal["auto", "bg-nbd", "mbg-nbd", "pareto-nbd", "bg-cnbd", "mbg-cnbd", "nbd", "cohort-curve", "none"]
"""What may predict."""

MODEL: Model = "auto"
"""The best model that the data can carry; what it chose stands in the column `method`."""

CURRENCY = "currency"
"""Amounts of several are never added, whatever else customers are grouped by."""

GROUPINGS = (CURRENCY, "channel", "country", "cohort-year")
"""What `--by` takes: money that is never added, and customers that may behave differently."""

Method = Literal["model", "formula"]
"""What `compute` values: each customer by a model, or their average by formulas."""

METHOD: Method = "model"
"""Formulas are for comparison: they know one retention rate for everybody, and nobody observes it in a shop."""

MAX_REJECTS = 0.10
"""One broken row in ten is no longer dirt in the file, it is a file read wrongly."""

RETURN_WINDOW_DAYS = 30
"""The usual right to return in Nordic online shops, with some days in the post."""

MIN_COST_COVERAGE = 0.5
"""Costs of less than half of net sales say little of the rest."""

INTERVALS = True
"""A number without its doubt is taken for more than it is; for a million customers it costs a few seconds."""

SchemeName = Literal["tiers", "rfm", "grid", "life-cycle", "groups"]
"""Ways of sorting customers."""

SCHEMES: tuple[SchemeName, ...] = ("tiers", "rfm")
"""Who is worth most, and who has gone quiet: the two questions asked first."""

REPORTED: tuple[SchemeName, ...] = (*SCHEMES, "grid")
"""Schemes that have a section of the report."""

NetworkName = Literal["google", "meta", "klaviyo", "csv"]
"""Who audiences are written for."""

FEW = 30
"""Fewer customers than this say little of others: a share of them moves by several points with one."""

TIERS = "platinum=5,gold=15,silver=30,bronze=50"
"""Shares of customers, in percent: few enough at the top to be called by telephone."""

LanguageCode = Literal["en", "da", "sv"]
"""What reports, tables, workbooks and the action book that comes with clvcli are written in."""

LANGUAGES: tuple[LanguageCode, ...] = ("en", "da", "sv")
"""English first: the language that errors and columns are in."""

UPLIFT = "1,2,4"
"""Percentage points by which a contact raises the chance to buy again: a range, since only a shop's own test, with
customers who are left alone, tells it."""

REWARD_SHARE = 0.10
"""Of the contribution expected in 12 months: enough to be felt, and nine tenths are left."""

FOLDS = 1
"""One window, the last: what happened most recently tells most of what comes."""

SPRING_SUMMER = (2, 7)
"""First and last month in which spring and summer are sold: goods are in the shops before the weather is."""

# --- files -----------------------------------------------------------------------------------

VARIABLES = "CLVCLI_"
"""What the names of environment variables begin with."""

CHOOSING = (f"{VARIABLES}CONFIG", f"{VARIABLES}NO_CONFIG")
"""Variables that are no keys: they choose which files are read."""

KEY_VARIABLE = f"{VARIABLES}PSEUDONYM_KEY"
"""The variable that holds a secret, which no file of settings should."""

PAGER_VARIABLE = f"{VARIABLES}PAGER"
"""The variable that names a pager for clvcli alone; `no-pager` is the setting."""

PROJECT_FILE, USER_FILE = "clvcli.toml", "config.toml"
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
ENV_LIST_SEPARATOR = ";"
"""Between the items of a repeatable option in one environment variable; column names hold commas."""

_PAIR_KEYS = frozenset({"map", "status"})
"""Repeatable keys of pairs, which a file may write as a table: `map = {customer_id = "Kunde"}`."""

_TABLE_LINE = r"^\s*\[\s*([\w-]+)\s*\]"
_KEY_LINE = r"""^\s*["']?([\w-]+)["']?\s*[=.]"""
_TOML_POSITION = r"\s*\(at (?:line (\d+), column \d+|end of document)\)$"

Value = str | bool | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing that can be set: an option that a file or the environment may carry."""

    name: str
    kind: Literal["flag", "text", "list"]
    commands: frozenset[str]
    check: Callable[[str], object]
    """Raises ValueError with the reason where a text cannot be meant."""
    default: object = None
    meaning: str = ""

    @property
    def variable(self) -> str:
        """The environment variable of the key."""
        return VARIABLES + self.name.replace("-", "_").upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that was set, and where."""

    name: str
    value: Value
    place: str
    """`clvcli.toml:4` or `CLVCLI_HORIZON`: what a message points at."""
    command: str = ""
    """The command whose table it stands in; empty at the top of a file and in the environment."""


def project_file(explicit: str | None) -> Path | None:
    """Return the file `--config` names, else `clvcli.toml` of the working directory where there is one."""
    if explicit is not None:
        return Path(explicit)
    found = Path(PROJECT_FILE)
    return found if found.is_file() else None


def user_file() -> Path:
    """Return where the user's own file lies on this system, whether or not it exists."""
    from platformdirs import user_config_path

    return user_config_path("clvcli") / USER_FILE


def config_files(explicit: str | None) -> list[Path]:
    """Return the files that hold settings, the winning one first."""
    own = user_file()
    files = [project_file(explicit), own if own.is_file() else None]
    return [file for file in files if file is not None]


def read_file(path: Path, keys: Mapping[str, Key]) -> list[Setting]:
    """Return every setting of a file.

    Raises ConfigUnreadableError where the file cannot be read as TOML, and UnknownSettingsError with every key
    that no command knows and every value that cannot be meant, each with its line.
    """
    shown = shown_path(path)
    text = text_of(path)
    try:
        document = toml_of(text)
    except ValueError as error:
        raise ConfigUnreadableError.not_toml(shown, *_reason_and_line(str(error), text)) from None
    lines = _lines_of_keys(text)
    settings: list[Setting] = []
    problems: list[str] = []
    for command, name, raw in _entries(document):
        place = f"{shown}:{lines.get((command, name), lines.get((name, ''), 1))}"
        problem = _problem(command, name, raw, keys)
        if problem is None:
            settings.append(Setting(name=name, value=_value(raw), place=place, command=command))
        else:
            problems.append(f"{place}: {problem}")
    if problems:
        raise UnknownSettingsError.of(problems)
    return settings


def text_of(path: Path) -> str:
    """Return the text of a file of settings; raises ConfigUnreadableError."""
    try:
        return text_of_small(path)
    except FileNotFoundError:
        raise ConfigUnreadableError.missing(shown_path(path)) from None
    except (OSError, UnicodeDecodeError):
        raise ConfigUnreadableError.unreadable(shown_path(path)) from None


def read_environment(environment: Mapping[str, str], keys: Iterable[Key]) -> list[Setting]:
    """Return what `CLVCLI_<KEY>` variables set; an empty variable sets nothing.

    Raises UnknownSettingsError with every variable of that kind that no key has, and every value that cannot
    be meant.
    """
    settings: list[Setting] = []
    keys = list(keys)
    problems = _unknown_variables(
        environment, [*(key.variable for key in keys), *CHOOSING, KEY_VARIABLE, PAGER_VARIABLE]
    )
    for key in keys:
        text = environment.get(key.variable, "")
        if not text:
            continue
        raw: Any = text
        if key.kind == "list":
            raw = [item.strip() for item in text.split(ENV_LIST_SEPARATOR) if item.strip()]
        elif key.kind == "flag" and text.lower() in TRUE_WORDS | FALSE_WORDS:
            raw = text.lower() in TRUE_WORDS
        problem = _problem("", key.name, raw, {key.name: key})
        if problem is None:
            settings.append(Setting(name=key.name, value=_value(raw), place=key.variable))
        else:
            problems.append(f"{key.variable}: {problem}")
    if problems:
        raise UnknownSettingsError.of(problems)
    return settings


def _unknown_variables(environment: Mapping[str, str], known: Sequence[str]) -> list[str]:
    ours = sorted(name for name, text in environment.items() if name.startswith(VARIABLES) and text)
    return [f"unknown variable {name}{_meant(nearest(name, known))}" for name in ours if name not in known]


def settings_for(command: str, layers: Sequence[Sequence[Setting]]) -> dict[str, list[Setting]]:
    """Return, for each key that is set for a command, its settings, the winning one first.

    Inside a layer the command's own table wins over the top of the file.
    """
    found: dict[str, list[Setting]] = {}
    for layer in layers:
        own = [setting for setting in layer if command and setting.command == command]
        shared = [setting for setting in layer if not setting.command]
        for setting in (*own, *shared):
            found.setdefault(setting.name, []).append(setting)
    return found


def template(keys: Sequence[Key]) -> str:
    """Return a `clvcli.toml` that names every key, each commented out at its default."""
    lines = [
        "# Settings of clvcli. Take away a # to set a value.",
        "# A flag on the command line and a CLVCLI_ variable win over this file.",
        "# Under a heading such as [compute] a key holds for that command alone.",
    ]
    for key in keys:
        lines += ["", f"# {key.meaning}", f"# {key.name} = {_toml(key)}"]
    return "\n".join(lines) + "\n"


def shown_path(path: Path) -> str:
    """Return a path as a person writes it: `~` for their home."""
    home = os.environ.get("HOME")
    text = str(path)
    return "~" + text[len(home) :] if home and home != "/" and text.startswith(home + os.sep) else text


# --- reading, in detail ----------------------------------------------------------------------


def _reason_and_line(message: str, text: str) -> tuple[str, int]:
    """Split what the TOML reader says into the reason and the line it means."""
    position = re.search(_TOML_POSITION, message)
    reason = message[: position.start()] if position else message
    line = int(position[1]) if position and position[1] else len(text.splitlines())
    return reason[:1].lower() + reason[1:], line


def _lines_of_keys(text: str) -> dict[tuple[str, str], int]:
    """Return the line of each key as (table, key), and of each table's heading as (table, "")."""
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        heading, key = re.match(_TABLE_LINE, line), re.match(_KEY_LINE, line)
        if heading:
            table = heading[1]
            lines.setdefault((table, ""), number)
        elif key:
            lines.setdefault((table, key[1]), number)
    return lines


def _entries(document: Mapping[str, Any]) -> Iterable[tuple[str, str, Any]]:
    """Yield (command, key, value); a table that is the value of a repeatable key is one value."""
    for name, value in document.items():
        if isinstance(value, dict) and name not in _PAIR_KEYS:
            for inner, raw in value.items():
                yield name, inner, raw
        else:
            yield "", name, value


def _problem(command: str, name: str, raw: Any, keys: Mapping[str, Key]) -> str | None:
    """Return what is wrong with an entry, or None."""
    commands = sorted(set().union(*(key.commands for key in keys.values())))
    if command and command not in commands:
        return f"no command `{command}`" + _meant(nearest(command, commands))
    key = keys.get(name)
    if key is None:
        return f"unknown key `{name}`" + _meant(nearest(name, keys))
    if command and command not in key.commands:
        return f"`{command}` has no `{name}`; it belongs to {', '.join(sorted(key.commands))}"
    return _wrong_type(key, raw) or _wrong_value(key, _value(raw))


def _meant(near: str | None) -> str:
    return f"; did you mean `{near}`?" if near else ""


def _wrong_type(key: Key, raw: Any) -> str | None:
    if key.kind == "flag":
        return None if isinstance(raw, bool) else f"`{key.name}` is true or false"
    if key.kind == "list":
        pairs = isinstance(raw, dict) and key.name in _PAIR_KEYS
        return None if isinstance(raw, list | str) or pairs else f"`{key.name}` is a list of texts"
    good = isinstance(raw, str | int | float | date) and not isinstance(raw, bool)
    return None if good else f"`{key.name}` is one text or number"


def _wrong_value(key: Key, value: Value) -> str | None:
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    for text in texts:
        try:
            key.check(text)
        except ValueError as reason:
            return f"`{key.name}`: {reason}"
    return None


def _value(raw: Any) -> Value:
    """Return a TOML value as the command line would have given it."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, dict):
        return [f"{left}={right}" for left, right in raw.items()]
    if isinstance(raw, list):
        return [str(item) for item in raw]
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def _toml(key: Key) -> str:
    """Return a key's default as TOML writes it, or an empty value of its kind."""
    if key.kind == "flag":
        return "true" if key.default else "false"
    if isinstance(key.default, int | float):
        return str(key.default)
    if key.kind == "list":
        items = key.default if isinstance(key.default, list | tuple) else ()
        return "[" + ", ".join(f'"{item}"' for item in items) + "]"
    return f'"{key.default or ""}"'
