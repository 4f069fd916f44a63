"""Invented orders with goods in them, and what is known of them before anybody looks at products."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from clvcli.in_parts import InParts
from clvcli.products.products import Bought
from tests.conftest import canonical_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

START, LATER = date(2022, 1, 3), date(2024, 12, 31)


def goods(
    order_id: str, key: str | None, day: int, *lines: Mapping[str, Any], currency: str = "DKK", **facts: Any
) -> list[dict[str, Any]]:
    """Return the rows of one order, `day` days after START.

    A line says what is true of it (`product`, `size` ...) and: `money` (100), `quantity` (1), `off`, its discount,
    `back`, the days until it is returned whole.
    """
    when = START + timedelta(days=day)
    shared = {"order_id": order_id, "order_date": when, "customer_key": key, "currency": currency, **facts}
    sold: list[dict[str, Any]] = []
    returned: list[dict[str, Any]] = []
    for line in lines:
        told = {name: value for name, value in line.items() if name not in {"money", "quantity", "off", "back"}}
        money, units = Decimal(line.get("money", 100)), Decimal(line.get("quantity", 1))
        off = Decimal(line.get("off", 0))
        sale = {"quantity": units, "gross_amount": money + off, "discount_amount": off, "net_amount": money}
        sold.append({**shared, **told, "line_type": "product", **sale})
        if "back" in line:
            refund = {"quantity": -units, "refund_amount": money, "refunded_at": when + timedelta(line["back"])}
            returned.append({**shared, **told, "line_type": "refund", **refund})
    return [{**row, "line_no": number} for number, row in enumerate([*sold, *returned], start=1)]


def tiered(*keys: str, tier: str = "gold", currency: str = "DKK") -> pl.DataFrame:
    """Return people of one tier, whose first purchases are all believed."""
    return pl.DataFrame(
        {"customer_key": keys, "currency": currency, "tier": tier, "since": date.min},
        schema={"customer_key": pl.String, "currency": pl.String, "tier": pl.String, "since": pl.Date},
    )


def everybody(lines: pl.DataFrame, top: int = 1) -> pl.DataFrame:
    """Return the customers of lines by name: the first `top` of them gold, the others silver."""
    kept = lines.filter(pl.col("order_kept") & pl.col("customer_key").is_not_null())
    people = kept.select("customer_key", "currency").unique().sort("customer_key", "currency", nulls_last=True)
    place = pl.int_range(pl.len()).over("currency")
    tier = pl.when(place < top).then(pl.lit("gold")).otherwise(pl.lit("silver"))
    return people.with_columns(tier=tier, since=pl.lit(date.min))


def bought(
    rows: list[dict[str, Any]],
    *,
    as_of: date = LATER,
    people: pl.DataFrame | None = None,
    margin: float | None = None,
) -> Bought:
    """Return what is known of the orders of canonical rows at the end of `as_of`."""
    return bought_of(canonical_lines(rows), as_of=as_of, people=people, margin=margin)


def bought_of(
    lines: pl.DataFrame, *, as_of: date = LATER, people: pl.DataFrame | None = None, margin: float | None = None
) -> Bought:
    """Return what is known of the orders of canonical lines at the end of `as_of`."""
    known = known_at(lines.lazy(), as_of)
    table = order_table(known, CostSettings(margin=margin), as_of=as_of)
    return Bought(
        lines=InParts.of(lines),
        orders=table.orders,
        people=InParts.of(everybody(lines) if people is None else people),
        top="gold",
        as_of=as_of,
        value="net_revenue" if table.level == "none" else table.level,
        return_days=0,
    )
