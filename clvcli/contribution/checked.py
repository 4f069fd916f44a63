"""Whether the costs a user names can be meant of these orders, and do for a contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.contribution.margins import NAMED_BY
from clvcli.contribution.settings import OTHER
from clvcli.errors import BadValueError, CostsNotUsableError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.contribution.orders import OrderTable
    from clvcli.contribution.settings import CostSettings


MOST_NAMED = 3
"""As many names as a hint has room for."""


def check_named(lines: pl.LazyFrame, costs: CostSettings, currencies: Sequence[str | None]) -> None:
    """Check costs against canonical lines of orders in `currencies`.

    Raises BadValueError for a margin of what is neither a category nor a channel of the lines, and
    CostsNotUsableError for amounts beside several currencies.
    """
    if costs.amounts and len(currencies) > 1:
        raise CostsNotUsableError.several_currencies(costs.amounts, [code or "none" for code in currencies])
    wanted = [name for name in costs.margins if name != OTHER]
    if not wanted:
        return
    known = lines.select(pl.col(NAMED_BY).unique().implode()).collect(engine="streaming").row(0)
    names = sorted({name for column in known for name in column if name is not None})
    for name in wanted:
        if name not in names:
            reason = f"`{name}` is neither a category nor a channel of the orders"
            raise BadValueError.of("--margin", reason, _instead(name, names))


def _instead(name: str, names: Sequence[str]) -> str:
    """Return the option with the name that is most like `name`, or with some that there are."""
    lower = {each.lower(): each for each in names}
    near = nearest(name.lower(), lower)
    meant = [lower[near]] if near else [*names[:MOST_NAMED], OTHER]
    return f"--margin {','.join(f'{each}=45%' for each in meant)}"


def check_coverage(table: OrderTable, least: float) -> None:
    """Raise CostsNotUsableError where the cost of less than `least` of net sales is known, in any currency."""
    for currency, coverage in table.coverage.items():
        if coverage.share < least:
            raise CostsNotUsableError.too_few(coverage.share, least, currency=currency)
