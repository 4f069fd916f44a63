"""Numbers as people write them: the decimal sign decided from a column's own values, then one exact parse.

A value that could be read in two ways (`1,234`) decides nothing; one that could not (`1.234,50`, `10,5`,
`1.234.567`) decides for its column, and for the columns of the file that cannot tell.  What no value
decides stops the run, and so does a column whose values contradict one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import DecimalSignError
from clvcli.orders.currency import WRITTEN
from clvcli.orders.schema import EXACT, NUMBER
from clvcli.orders.tables import LINE, Decision
from clvcli.orders.understanding.parsing import ParsedColumn, helper, value
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DecimalMark = Literal[",", "."]

LARGEST = 10**12
"""Amounts of this size are slips of the key or ids in the wrong column, never money of one line."""

_SAFE_LENGTH = 12
"""So many characters cannot reach LARGEST."""

_PLAIN = r"^-?[0-9]+(?:\.[0-9]+)?$"
_OPEN = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"
_PLAIN_PROOF = r"^-?(?:0[0-9]*|[0-9]{4,})\.[0-9]+$|\.(?:[0-9]{1,2}|[0-9]{4,})$"

_UNDRESS: tuple[tuple[str, str], ...] = (
    (r"^\s*['’]\s*([-+−(.0-9])", "${1}"),
    (rf"(?i)^([\s(+\-−–]*){WRITTEN}\s*", "${1}"),
    (rf"(?i)\s*{WRITTEN}([\s)\-−–]*)$", "${1}"),
    (r"\s*:[-−–—]\s*$", ""),
    (r"([.,])[-−–—]{1,2}\s*$", "${1}00"),
    (r"^\s*\((.*)\)\s*$", "-${1}"),
    (r"[−–]", "-"),
    (r"^\s*([^-]+?)\s*-\s*$", "-${1}"),
    (r"^\s*\+?\s*", ""),
    (r"^-\s+", "-"),
    (r"\s+$", ""),
    (r"[\s’]", "'"),
)
"""What stands around the digits, taken off in this order: a spreadsheet's mark of text, currency, `:-` and `,-`
(no cents), the signs of a negative number, blanks.  A blank or apostrophe between digits becomes `'`, the mark of a
thousands group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberColumn:
    """A column to be read as numbers."""

    field: str
    column: str
    dtype: pl.DataType

    @property
    def is_text(self) -> bool:
        """Whether the numbers are written out; a typed container hands them over as they are."""
        return not (self.dtype.is_numeric())

    @property
    def is_money(self) -> bool:
        """Whether its decimal sign speaks for the amounts of the file."""
        return self.field not in {"quantity", "fx_rate"}

    @property
    def value_type(self) -> pl.Decimal:
        """What its values become: rates of exchange keep more decimals than money."""
        return EXACT if self.field == "fx_rate" else NUMBER

    @property
    def is_price(self) -> bool:
        """Whether it is money of the customer's; what a thing costs the shop may be in another currency."""
        return self.is_money and self.field not in {"unit_cost", "line_cost", "line_profit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """How the numbers of one column are written."""

    kind: Literal["typed", "plain", "written"]
    """Numbers of a typed container; bare digits with at most a point; anything else people write."""
    decimal: DecimalMark = "."
    share: float = 1.0
    """Share of the values that are numbers."""
    sound: bool = False
    """Whether every value is a number."""
    bounded: bool = False
    """Whether no value can be out of range."""
    grouped: bool = False
    """Whether any value has marks between thousands."""
    dress: tuple[int, ...] = ()
    """Steps of _UNDRESS that the values need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What one column's values say of its decimal sign: (line, value) pairs, first ones."""

    comma: tuple[int, str] | None = None
    point: tuple[int, str] | None = None
    open: tuple[int, str] | None = None


def survey(number: NumberColumn) -> list[pl.Expr]:
    """Return the aggregates that tell a plain column from one that needs a closer look."""
    name, text = number.column, pl.col(number.column)
    if not number.is_text:
        return [text.count().alias(f"{name}/count")]
    return [
        text.count().alias(f"{name}/count"),
        text.str.contains(_PLAIN).sum().alias(f"{name}/plain"),
        text.str.len_bytes().max().alias(f"{name}/length"),
        text.str.contains(".", literal=True).any().alias(f"{name}/points"),
    ]


def examples(number: NumberColumn) -> list[pl.Expr]:
    """Return the aggregates that find the first value with a point, and the first with one reading only."""
    name, text = number.column, pl.col(number.column)
    proof, pointed = text.str.contains(_PLAIN_PROOF), text.str.contains(".", literal=True)
    return [
        text.filter(proof).first().alias(f"{name}/proof"),
        pl.col(LINE).filter(proof).first().alias(f"{name}/proof line"),
        text.filter(pointed).first().alias(f"{name}/pointed"),
        pl.col(LINE).filter(pointed).first().alias(f"{name}/pointed line"),
    ]


def has_points(number: NumberColumn, facts: Mapping[str, object]) -> bool:
    """Whether any value has a point, by the survey's `facts`."""
    return bool(facts.get(f"{number.column}/points"))


def has_proof(number: NumberColumn, found: Mapping[str, object]) -> bool:
    """Whether the `examples` found hold a value with one reading only."""
    return found[f"{number.column}/proof"] is not None


def is_plain(number: NumberColumn, facts: Mapping[str, object]) -> bool:
    """Whether every value is bare digits with at most a point, by the survey's `facts`."""
    return facts[f"{number.column}/count"] == facts[f"{number.column}/plain"]


def decide(
    numbers: Sequence[NumberColumn],
    facts: Mapping[str, object],
    distinct: Mapping[str, pl.DataFrame],
    decimal: DecimalMark | None,
    source: str,
) -> tuple[dict[str, NumberStyle], list[Decision]]:
    """Decide how each column's numbers are written.

    `facts` are the results of `survey` and `examples`, `distinct` holds for each column that is not plain its
    distinct values (`text`, `line` of the first, `rows`), `decimal` is what the user set.  Returns styles by field.
    Raises DecimalSignError where the values contradict one another or nothing decides.
    """
    written = [number for number in numbers if number.is_text]
    evidence = {number.field: _evidence(number, facts, distinct) for number in written}
    signs: dict[str, DecimalMark] = {}
    for number in written:
        seen = evidence[number.field]
        if decimal is None and seen.comma and seen.point:
            raise DecimalSignError.contradictory(source, number.column, seen.comma, seen.point)
        if decimal or seen.comma or seen.point:
            signs[number.field] = decimal or ("," if seen.comma else ".")
    styles: dict[str, NumberStyle] = {}
    for number in numbers:
        if not number.is_text:
            styles[number.field] = NumberStyle(kind="typed")
            continue
        sign = signs.get(number.field) or _vote(number, signs, numbers, evidence[number.field].open, source)
        styles[number.field] = _style(number, sign, facts, distinct)
    return styles, _decisions(written, signs, evidence, decimal)


def parse(number: NumberColumn, style: NumberStyle) -> ParsedColumn:
    """Return the reading of a column: its `value_type`, `not_a_number` or `out_of_range`."""
    raw, name, parsed = pl.col(number.column), number.column, value(number.field)
    outside = pl.when(raw.is_not_null() & (parsed.is_null() | (parsed.abs() >= LARGEST))).then(
        pl.lit("out_of_range")
    )
    if style.kind == "typed":
        finite = raw.cast(pl.Float64, strict=False).is_finite()
        fault = pl.when(raw.is_not_null() & ~finite).then(pl.lit("not_a_number")).otherwise(outside)
        return ParsedColumn(
            column=name, values={number.field: raw.cast(number.value_type, strict=False)}, fault=fault
        )
    if style.kind == "plain":
        plain = raw.cast(number.value_type, strict=False)
        return ParsedColumn(column=name, values={number.field: plain}, fault=None if style.bounded else outside)
    text = helper(name, "number")
    fits = pl.col(text).str.contains(_fits(style.decimal))
    bare = _bare(pl.col(text), style).cast(number.value_type, strict=False)
    return ParsedColumn(
        column=name,
        prepared=({text: _undressed(raw, style.dress)},),
        values={number.field: bare if style.sound else pl.when(fits).then(bare)},
        fault=_fault_of_text(raw, fits, outside, style),
    )


def _fault_of_text(raw: pl.Expr, fits: pl.Expr, outside: pl.Expr, style: NumberStyle) -> pl.Expr | None:
    if style.sound:
        return None if style.bounded else outside
    return pl.when(raw.is_not_null() & ~fits).then(pl.lit("not_a_number")).otherwise(outside)


def _undressed(text: pl.Expr, dress: Iterable[int] = range(len(_UNDRESS))) -> pl.Expr:
    for at in dress:
        text = text.str.replace_all(*_UNDRESS[at])
    return text


def _dress_of(texts: pl.Series) -> tuple[int, ...]:
    """Return which of the steps of _UNDRESS change any of the texts."""
    needed = []
    for at, (pattern, replacement) in enumerate(_UNDRESS):
        undressed = texts.str.replace_all(pattern, replacement)
        if not undressed.equals(texts):
            needed.append(at)
        texts = undressed
    return tuple(needed)


def _bare(text: pl.Expr, style: NumberStyle) -> pl.Expr:
    """Return the text as a cast reads it: no thousands marks, a point as decimal sign."""
    if style.grouped:
        text = text.str.replace_all("." if style.decimal == "," else ",", "", literal=True)
        text = text.str.replace_all("'", "", literal=True)
    return text.str.replace(",", ".", literal=True) if style.decimal == "," else text


def _marks(decimal: DecimalMark) -> tuple[str, str]:
    return (",", r"\.") if decimal == "," else (r"\.", ",")


def _fits(decimal: DecimalMark) -> str:
    """Return the pattern of a whole number under a decimal sign: thousands in groups of three or none."""
    mark, group = _marks(decimal)
    whole = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]{{1,3}}(?:'[0-9]{{3}})+)"
    return rf"^-?{whole}(?:{mark}[0-9]*)?$|^-?{mark}[0-9]+$"


def _proof(decimal: DecimalMark) -> str:
    """Return the pattern of a number that can only be read with `decimal` as its decimal sign."""
    mark, group = _marks(decimal)
    ways = (
        rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+{mark}[0-9]*",
        rf"[0-9]{{1,3}}(?:'[0-9]{{3}})+{mark}[0-9]*",
        rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}}){{2,}}",
        rf"(?:0[0-9]*|[0-9]{{4,}}){mark}[0-9]*",
        rf"[0-9]*{mark}(?:[0-9]{{0,2}}|[0-9]{{4,}})",
    )
    return rf"^-?(?:{'|'.join(ways)})$"


def _evidence(number: NumberColumn, facts: Mapping[str, object], distinct: Mapping[str, pl.DataFrame]) -> _Evidence:
    name = number.column
    if is_plain(number, facts):
        return _Evidence(
            point=_pair(facts.get(f"{name}/proof line"), facts.get(f"{name}/proof")),
            open=_pair(facts.get(f"{name}/pointed line"), facts.get(f"{name}/pointed")),
        )
    values = distinct[name].with_columns(bare=_undressed(pl.col("text"))).sort("line")
    first = {
        way: values.filter(pl.col("bare").str.contains(pattern)).select("line", "text").head(1).rows()
        for way, pattern in (("comma", _proof(",")), ("point", _proof(".")), ("open", _OPEN))
    }
    return _Evidence(**{way: rows[0] if rows else None for way, rows in first.items()})


def _pair(line: object, text: object) -> tuple[int, str] | None:
    return (line, text) if isinstance(line, int) and isinstance(text, str) else None


def _vote(
    number: NumberColumn,
    signs: Mapping[str, DecimalMark],
    numbers: Sequence[NumberColumn],
    undecided: tuple[int, str] | None,
    source: str,
) -> DecimalMark:
    """Return the sign a column takes from the others: money speaks first, then the rest."""
    money = {signs[other.field] for other in numbers if other.is_money and other.field in signs}
    votes = money or set(signs.values())
    if undecided and len(votes) != 1:
        raise DecimalSignError.undecided(source, number.column, *undecided)
    return next(iter(votes)) if len(votes) == 1 else "."


def _style(
    number: NumberColumn, sign: DecimalMark, facts: Mapping[str, object], distinct: Mapping[str, pl.DataFrame]
) -> NumberStyle:
    name = number.column
    length = facts[f"{name}/length"]
    bounded = not isinstance(length, int) or length <= _SAFE_LENGTH
    if is_plain(number, facts):
        if sign == "." or not has_points(number, facts):
            return NumberStyle(kind="plain", bounded=bounded)
        # points throughout that are thousands marks by the word of another column or of the user
        return NumberStyle(kind="written", decimal=sign, grouped=True)
    values = distinct[name].with_columns(bare=_undressed(pl.col("text")))
    fitting = values.filter(pl.col("bare").str.contains(_fits(sign)))
    rows = values["rows"].sum()
    return NumberStyle(
        kind="written",
        decimal=sign,
        share=float(fitting["rows"].sum()) / float(rows) if rows else 1.0,
        sound=fitting.height == values.height,
        bounded=bounded,
        dress=_dress_of(values["text"]),
        grouped=bool(values["bare"].str.contains("[,']" if sign == "." else "[.']").any()),
    )


def _decisions(
    written: Sequence[NumberColumn],
    signs: Mapping[str, DecimalMark],
    evidence: Mapping[str, _Evidence],
    decimal: DecimalMark | None,
) -> list[Decision]:
    """Return what to say of the decimal signs: once where all columns agree, else once for each sign."""
    if decimal:
        return [Decision(subject=Saying("decimal sign"), value=decimal, how="set", because="--decimal")]
    said: dict[str, Decision] = {}
    for number in written:
        sign, seen = signs.get(number.field), evidence[number.field]
        proof = seen.comma or seen.point
        if sign and proof and sign not in said:
            because = Saying("`{column}`, line {line}: {text}", column=number.column, line=proof[0], text=proof[1])
            said[sign] = Decision(subject=Saying("decimal sign"), value=sign, how="detected", because=because)
    return list(said.values())
