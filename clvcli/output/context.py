"""What the money of a table of customers means, from the table's own columns: said above it, kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.on_disk import slices_of
from clvcli.output.document import Figure, Phrase
from clvcli.valuation.plan import HISTORIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.on_disk import Table
    from clvcli.output.settled import Fact


def context_of(values: Table) -> tuple[Phrase, ...]:
    """Return what `values` (the columns of `valuation.schema.VALUES`) were computed with, in phrases.

    The as-of day, what money is, what predicts how far ahead, and the currencies; nothing where there is no row.
    """
    if values.is_empty():
        return ()
    first, kinds = _first(values), _kinds(values)
    ahead = {
        "horizon": Figure(value=first["horizon"], kind="period"),
        "rate": Figure(value=first["discount_rate"], kind="share"),
    }
    named = _named_currencies(kinds)
    in_currencies = {"currency": Figure(value=", ".join(named), kind="text")}
    return (
        Phrase("context_as_of", {"day": Figure(value=first["as_of"], kind="date")}),
        *(Phrase("context_basis", {"basis": _term(basis)}) for basis in _bases(kinds)),
        *(
            Phrase(
                "context_no_forecast" if method == HISTORIC else "context_method", {"method": _term(method)} | ahead
            )
            for method in _methods(kinds)
        ),
        Phrase("context_currency", in_currencies) if named else Phrase("context_no_currency"),
    )


def facts_of(values: Table) -> dict[str, Fact]:
    """Return the same as plain facts, as a workbook and the metadata of a file keep them."""
    if values.is_empty():
        return {}
    first, kinds = _first(values), _kinds(values)
    return {
        "as_of": first["as_of"],
        "basis": tuple(_bases(kinds)),
        "currency": tuple(_named_currencies(kinds)) or "not named",
        "model": tuple(_methods(kinds)),
        "horizon": first["horizon"],
        "discount_rate": first["discount_rate"],
    }


def method_of(values: Table) -> str:
    """Return what predicts customers of one currency: the method of most of them."""
    return _most_used(_kinds(values))


def broken_between(parts: Sequence[str], separator: str, width: int) -> list[str]:
    """Return the parts in lines no wider than `width`, broken between them and never inside one that fits."""
    from rich.cells import cell_len

    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{separator}{part}" if lines else part
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def _first(values: Table) -> dict[str, Any]:
    return next(slices_of(values.head(1))).row(0, named=True)


def _kinds(values: Table) -> pl.DataFrame:
    """Return what rows were computed with, in the order it is met, and how many were: `rows`."""
    kinds = values.lazy().with_row_index("place").group_by("currency", "basis", "method")
    return kinds.agg(pl.col("place").min(), rows=pl.len()).sort("place").collect(engine="streaming")


def _most_used(kinds: pl.DataFrame) -> str:
    methods = kinds.drop_nulls("method").group_by("method").agg(pl.col("rows").sum())
    return str(methods.sort("rows", "method", descending=[True, False])["method"][0])


def _bases(kinds: pl.DataFrame) -> list[str]:
    return list(dict.fromkeys(kinds.sort("currency", nulls_last=True, maintain_order=True)["basis"]))


def _methods(kinds: pl.DataFrame) -> list[str]:
    return list(dict.fromkeys(map(_most_used, kinds.partition_by("currency", maintain_order=True))))


def _named_currencies(kinds: pl.DataFrame) -> list[str]:
    return kinds["currency"].drop_nulls().unique().sort().to_list()


def _term(key: str) -> Figure:
    return Figure(value=key, kind="term")
