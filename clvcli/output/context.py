"""What the money of a table of customers means, from the table's own columns: said above it, kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Figure, Phrase
from clvcli.valuation.plan import HISTORIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from clvcli.output.settled import Fact


def context_of(values: pl.DataFrame) -> tuple[Phrase, ...]:
    """Return what `values` (the columns of `valuation.schema.VALUES`) were computed with, in phrases.

    The as-of day, what money is, what predicts how far ahead, and the currencies; nothing where there is no row.
    """
    if values.is_empty():
        return ()
    first = values.row(0, named=True)
    ahead = {
        "horizon": Figure(value=first["horizon"], kind="period"),
        "rate": Figure(value=first["discount_rate"], kind="share"),
    }
    named = _named_currencies(values)
    in_currencies = {"currency": Figure(value=", ".join(named), kind="text")}
    return (
        Phrase("context_as_of", {"day": Figure(value=first["as_of"], kind="date")}),
        *(Phrase("context_basis", {"basis": _term(basis)}) for basis in _bases(values)),
        *(
            Phrase(
                "context_no_forecast" if method == HISTORIC else "context_method", {"method": _term(method)} | ahead
            )
            for method in _methods(values)
        ),
        Phrase("context_currency", in_currencies) if named else Phrase("context_no_currency"),
    )


def facts_of(values: pl.DataFrame) -> dict[str, Fact]:
    """Return the same as plain facts, as a workbook and the metadata of a file keep them."""
    if values.is_empty():
        return {}
    first = values.row(0, named=True)
    return {
        "as_of": first["as_of"],
        "basis": tuple(_bases(values)),
        "currency": tuple(_named_currencies(values)) or "not named",
        "model": tuple(_methods(values)),
        "horizon": first["horizon"],
        "discount_rate": first["discount_rate"],
    }


def method_of(values: pl.DataFrame) -> str:
    """Return what predicts customers of one currency: the method of most of them."""
    methods = values["method"].drop_nulls().value_counts(sort=False)
    return str(methods.sort("count", "method", descending=[True, False])["method"][0])


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


def _bases(values: pl.DataFrame) -> list[str]:
    pairs = values.select("currency", "basis").unique(maintain_order=True)
    return list(dict.fromkeys(pairs.sort("currency", nulls_last=True, maintain_order=True)["basis"]))


def _methods(values: pl.DataFrame) -> list[str]:
    by_currency = values.select("currency", "method").partition_by("currency", maintain_order=True)
    return list(dict.fromkeys(map(method_of, by_currency)))


def _named_currencies(values: pl.DataFrame) -> list[str]:
    return values["currency"].drop_nulls().unique().sort().to_list()


def _term(key: str) -> Figure:
    return Figure(value=key, kind="term")
