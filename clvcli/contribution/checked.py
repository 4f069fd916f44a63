"""Whether the costs a user names can be meant of these orders, and do for a contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.contribution.margins import NAMED_BY
from clvcli.contribution.settings import OTHER
from clvcli.errors import BadValueError, CostsNotUsableError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.contribution.orders import OrderTable
    from clvcli.contribution.settings import CostSettings
    from clvcli.notes import Note

MOST_NAMED = 3
"""As many names as a hint has room for."""


def check_named(lines: pl.LazyFrame, costs: CostSettings, currencies: Sequence[str | None]) -> None:
    """Check costs against canonical lines of orders in `currencies`.

    Raises BadValueError for a margin of what is neither a category nor a channel of the lines and for an amount
    of what is no channel, and CostsNotUsableError for amounts beside several currencies.
    """
    if costs.amounts and len(currencies) > 1:
        raise CostsNotUsableError.several_currencies(costs.amounts, [code or "none" for code in currencies])
    wanted = [name for name in costs.margins if name != OTHER]
    if wanted:
        names = _names(lines, NAMED_BY)
        _check("--margin", wanted, names, "neither a category nor a channel of the orders", example="45%")
    for option, cost in costs.by_channel.items():
        _check(option, cost.named, _names(lines, ("channel",)), "no channel of the orders", example="39")


def _names(lines: pl.LazyFrame, columns: Sequence[str]) -> list[str]:
    known = lines.select(pl.col(columns).unique().implode()).collect(engine="streaming").row(0)
    return sorted({name for column in known for name in column if name is not None})


def _check(option: str, wanted: Sequence[str], names: Sequence[str], is_not: str, *, example: str) -> None:
    for name in wanted:
        if name not in names:
            raise BadValueError.of(option, f"`{name}` is {is_not}", f"{option} {_instead(name, names, example)}")


def _instead(name: str, names: Sequence[str], example: str) -> str:
    """Return the setting with the name that is most like `name`, or with some that there are."""
    lower = {each.lower(): each for each in names}
    near = nearest(name.lower(), lower)
    meant = [lower[near]] if near else [*names[:MOST_NAMED], OTHER] if names else []
    return ",".join(f"{each}={example}" for each in meant) or example


def without_amount(table: OrderTable, costs: CostSettings) -> tuple[Note, ...]:
    """Say of each cost by channel which valid orders it leaves without an amount, where it names no OTHER."""
    if not costs.by_channel:
        return ()
    counted = pl.len().cast(pl.Int64).alias("orders")
    ordered = table.orders.filter("valid").added_up(["channel"], lambda part: part.group_by("channel").agg(counted))
    notes = []
    for option, cost in costs.by_channel.items():
        left = ordered.filter(~pl.col("channel").is_in(list(cost.named)).fill_null(value=False))
        if left.height and OTHER not in cost.amounts:
            channels = left["channel"].drop_nulls().sort().to_list()
            orders, of = int(left["orders"].sum()), int(ordered["orders"].sum())
            notes.append(said.channels_without_cost(option, channels, orders=orders, of=of))
    return tuple(notes)


def check_coverage(table: OrderTable, least: float) -> None:
    """Raise CostsNotUsableError where the cost of less than `least` of net sales is known, in any currency."""
    for currency, coverage in table.coverage.items():
        if coverage.share < least:
            raise CostsNotUsableError.too_few(coverage.share, least, currency=currency)
