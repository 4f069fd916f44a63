"""How the reading of one column is handed over: expressions in steps, so that nothing is parsed twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedColumn:
    """The reading of one column of a raw table."""

    column: str
    values: Mapping[str, pl.Expr]
    """Field -> its value, over the raw columns and `prepared`."""
    fault: pl.Expr | None = None
    """Why a value cannot be read (String, null where it can), over the above and `value(field)`;
    None where the survey proved that every value can."""
    prepared: tuple[Mapping[str, pl.Expr], ...] = ()
    """Helping columns in steps, each over the raw columns and the steps before."""


def value(field: str) -> pl.Expr:
    """Return the parsed value of `field`, for the faults."""
    return pl.col(f"__value {field}")


def helper(column: str, what: str) -> str:
    """Return the name of a helping column."""
    return f"__{what} of {column}"


def read_columns(
    frame: pl.LazyFrame, key: str, parsed: Sequence[ParsedColumn], constants: Mapping[str, pl.Expr]
) -> pl.LazyFrame:
    """Return `key`, all fields and constants, `reject_reason`, `reject_column` and `reject_text`.

    `constants` are expressions over the raw columns that need no parsing.
    Of several faults of a record that of the first column is named, with the text that stands there.
    """
    for step in range(max((len(column.prepared) for column in parsed), default=0)):
        helpers = {
            name: expression
            for column in parsed
            if step < len(column.prepared)
            for name, expression in column.prepared[step].items()
        }
        frame = frame.with_columns(expression.alias(name) for name, expression in helpers.items())
    fields = [field for column in parsed for field in column.values]
    frame = frame.with_columns(
        expression.alias(f"__value {field}") for column in parsed for field, expression in column.values.items()
    )
    faults = [(column.column, column.fault) for column in parsed if column.fault is not None]
    frame = frame.with_columns(fault.alias(f"__fault {at}") for at, (_, fault) in enumerate(faults))
    reasons = [pl.col(f"__fault {at}") for at in range(len(faults))]
    places = [pl.when(reason.is_not_null()).then(pl.lit(faults[at][0])) for at, reason in enumerate(reasons)]
    none = pl.lit(None, pl.String)
    text: pl.Expr = none
    for reason, (column, _) in zip(reversed(reasons), reversed(faults), strict=True):
        text = pl.when(reason.is_not_null()).then(pl.col(column).cast(pl.String)).otherwise(text)
    return frame.select(
        key,
        *(value(field).alias(field) for field in fields),
        *(constant.alias(field) for field, constant in constants.items()),
        pl.coalesce(*reasons, none).alias("reject_reason"),
        pl.coalesce(*places, none).alias("reject_column"),
        text.alias("reject_text"),
    )
