"""Values are rendered once: rounded, checked and emptied here, so that no two formats can differ in one."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from clvcli.errors import UnfitNumberError
from clvcli.on_disk import Table, figures, slices_of
from clvcli.orders.currency import CURRENCY, USUAL_MINOR_UNITS, minor_units
from clvcli.orders.schema import Column  # noqa: TC001  (the same)
from clvcli.output.words.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from clvcli.output.document import Phrase
    from clvcli.output.words.language import Language
    from clvcli.sayings import Saying

SHARE_DECIMALS = 4
"""A hundredth of a percent: finer than any model knows a probability."""

OTHER_DECIMALS = 4
"""Of expected orders and the like, as for line money."""

_WIDEST = 38
"""Digits of a Polars decimal."""

_BEYOND_ALL_MONEY = 1e28
"""Below this a number fits into `_WIDEST` digits, whatever its decimals; nothing real comes near it."""

_ISO_INSTANT = "%Y-%m-%dT%H:%M:%S%.f"


Fact = str | float | date | tuple[str, ...]
"""Something to know of a result: typed where a workbook has a type for it, several texts one below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a result and what must be known to write them in any format."""

    frame: Table
    """Sorted, in memory or on disk; only the columns named in `columns` are written, in that order."""
    columns: tuple[Column, ...]
    title: str
    """What the rows are, as a heading: `Customers`; the name of the workbook's sheet."""
    noun: str = "rows"
    """What one counts: `20 of 4,212 customers`."""
    about: Mapping[str, Fact] = field(default_factory=dict)
    """version, command, as_of, model, inputs ...: the About sheet, and `clvcli.KEY` in Parquet metadata."""
    context: tuple[Phrase, ...] = ()
    """What the money of the rows means, in parts: said above them where people read them."""
    language: Language = ENGLISH
    """Of what people read: headings, words in cells, and how figures are written on a screen."""
    money: frozenset[str] = frozenset()
    """Columns rounded to the decimals of their row's currency, or to those asked for."""
    shares: frozenset[str] = frozenset()
    """Columns of probabilities and rates."""
    priority: tuple[str, ...] = ()
    """Columns a narrow terminal keeps, the most important first; those not named follow as declared."""
    sayings: tuple[Saying, ...] = ()
    """What texts of the frame were made of, which a frame does not hold."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Column -> key of the words of a short heading on a terminal; default: its name."""

    @property
    def held(self) -> pl.DataFrame:
        """The rows in memory."""
        return self.frame if isinstance(self.frame, pl.DataFrame) else self.frame.lazy().collect()


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Rows whose values are final: text, integers, fixed-point numbers, booleans, dates and instants, or null.

    A value is settled when it is looked at, so that a long table need not be held twice, nor at all.
    """

    rows: Rows
    steps: tuple[tuple[pl.Expr, ...], ...]
    """What settles the columns of `rows.frame`, then what shows them as a format does, each row by itself."""

    @cached_property
    def frame(self) -> pl.DataFrame:
        """All rows at once."""
        return self._of(self.rows.held)

    @property
    def schema(self) -> pl.Schema:
        """The columns and the types of what is settled."""
        return next(self.first(0).parts()).schema

    @property
    def text(self) -> pl.LazyFrame:
        """The columns of text, as they were before anything was done to them."""
        return self.rows.frame.lazy().select((cs.string() | cs.categorical() | cs.enum()).cast(pl.String))

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the rows, some at once; one part without rows where there are none."""
        return map(self._of, slices_of(self.rows.frame))

    def first(self, rows: int) -> Settled:
        """Return the first rows."""
        return replace(self, rows=replace(self.rows, frame=self.rows.frame.head(rows)))

    def shown(self, columns: Iterable[pl.Expr]) -> Settled:
        """Return the same rows, some of their columns shown in another way."""
        return replace(self, steps=(*self.steps, tuple(columns)))

    def _of(self, part: pl.DataFrame) -> pl.DataFrame:
        for columns in self.steps:
            part = part.with_columns(columns)
        return part


def settle(rows: Rows, *, decimals: int | None = None) -> Settled:
    """Round half-even and turn empty text to null: the last change to any value.

    `decimals` is that of money, whatever the currency.  Fixed-point columns that are neither money nor
    shares stay as they are.  Raises UnfitNumberError for a float that is infinite or not a number.
    """
    frame = rows.frame.select([column.name for column in rows.columns])
    _require_fit(frame)
    units = _minor_units(frame)
    columns = (_settled(name, dtype, rows, decimals, units) for name, dtype in frame.schema.items())
    return Settled(rows=replace(rows, frame=frame), steps=(tuple(columns),))


def instants_as_text(frame: Table) -> Iterator[pl.Expr]:
    """Write the instants of a table as ISO 8601 text, with the offset where they have one."""
    instants = [(name, dtype) for name, dtype in frame.schema.items() if isinstance(dtype, pl.Datetime)]
    return (
        pl.col(name).dt.to_string(_ISO_INSTANT if dtype.time_zone is None else f"{_ISO_INSTANT}%:z")
        for name, dtype in instants
    )


def _settled(name: str, dtype: pl.DataType, rows: Rows, decimals: int | None, units: tuple[int, ...]) -> pl.Expr:
    value = pl.col(name)
    if name in rows.money:
        return _fixed(value, decimals) if decimals is not None else _by_currency(value, units)
    if name in rows.shares:
        return _fixed(value, SHARE_DECIMALS)
    if dtype.is_float():
        return _fixed(value, OTHER_DECIMALS)
    if dtype.is_decimal() or dtype.is_integer() or dtype.is_temporal() or dtype == pl.Boolean:
        return value
    text = value.cast(pl.String)
    return pl.when(text != "").then(text).alias(name)


def _fixed(value: pl.Expr, decimals: int) -> pl.Expr:
    return value.cast(pl.Decimal(_WIDEST, decimals))


def _by_currency(value: pl.Expr, units: tuple[int, ...]) -> pl.Expr:
    """Round each row to its own currency and write all with as many decimals as the finest."""
    if len(units) == 1:
        return _fixed(value, units[0])
    return pl.coalesce(
        pl.when(minor_units() == unit).then(_fixed(_fixed(value, unit), max(units))) for unit in units
    )


def _minor_units(frame: Table) -> tuple[int, ...]:
    if CURRENCY not in frame.columns or frame.is_empty():
        return (USUAL_MINOR_UNITS,)
    currencies = figures(frame, pl.col(CURRENCY).unique())
    return tuple(currencies.select(minor_units().unique()).to_series().sort())


def _require_fit(frame: Table) -> None:
    unfit = figures(frame, (~(cs.float().abs() < _BEYOND_ALL_MONEY)).sum())
    for name in unfit.columns:
        if unfit[name].item():
            raise UnfitNumberError.from_column(name, unfit[name].item())
