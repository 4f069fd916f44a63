"""What changed and what would change it, on two shops: nordlys, who is invented, and a real log of two years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
import pytest

from clvcli.audit.audit import Audit, audits
from clvcli.audit.changes.compared import Compared, audits_then, compared
from clvcli.audit.changes.new_returning import acquisition_by_period, new_and_returning
from clvcli.audit.worth.what_if import Lever, equity_under, what_if
from clvcli.audit.worth.yearly import yearly
from clvcli.contribution.settings import CostSettings
from clvcli.customers.months import months_after
from clvcli.customers.summary import Customers, summarise
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.valuation.revalued import Change, Forecasted, forecasted
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES = Path(__file__).parents[2] / "sample_data"
LEVERS = [
    Lever(name="retention", amount=0.01, said="+1pp"),
    Lever(name="aov", amount=0.05, said="+5%"),
    Lever(name="frequency", amount=0.1, said="+10%"),
    Lever(name="discount_rate", amount=-0.02, said="8%"),
    Lever(name="returns", amount=-0.01, said="-1pp"),
]
ALL = Change(retention=0.01, aov=0.05, frequency=0.1, discount_rate=-0.02, returns=-0.01)


class Shop(NamedTuple):
    """One currency of a shop, as the tables of the shop see it."""

    audit: Audit
    compared: Compared
    parts: Sequence[Forecasted]
    equity: Decimal


def shops(path: Path, options: ReadOptions) -> dict[str | None, Shop]:
    lines = ingest([str(path)], options).lines.collect().lazy()
    customers = summarise(lines)
    now = audits(lines, customers, CostSettings())
    day = months_after(customers.as_of, -12)
    then = audits_then(now, lines, CostSettings(), day)
    return {currency: _shop(audit, compared(audit, then[currency]), customers) for currency, audit in now.items()}


def _shop(audit: Audit, found: Compared, customers: Customers) -> Shop:
    asked = ValueSettings(model="nbd" if audit.currency == "SEK" else "auto", intervals=False)
    valuation = value_customers(customers, asked)
    ours = valuation.frame.filter(pl.col("currency") == audit.currency)
    parts = forecasted(customers, valuation, asked, {audit.currency: yearly(audit).retention})[audit.currency]
    return Shop(audit, found, parts, Decimal(ours["clv_residual"].cast(pl.Decimal(38, 2)).sum()))


@pytest.fixture(scope="module")
def nordlys() -> dict[str | None, Shop]:
    return shops(SAMPLES / "nordlys" / "ordrelinjer.csv", ReadOptions(by_currency=True))


@pytest.fixture(scope="module")
def real() -> Shop:
    return shops(SAMPLES / "online_retail_ii.parquet", ReadOptions())["GBP"]


def check(shop: Shop) -> None:
    """Hold all tables of a shop against one another and against a full recomputation."""
    bridge, states = shop.compared.bridge, shop.compared.flows.states
    change = dict(bridge.totals.select("whose", "change").iter_rows())
    assert bridge.factors["effect"].sum() == change["customers"]
    assert change["customers"] + change["guests"] == change["shop"]
    assert (states["value_before"].sum(), states["value_after"].sum()) == bridge.totals.row(0)[1:3]
    orders = shop.audit.orders.collect()
    whole = orders[shop.audit.value].sum()
    assert new_and_returning(shop.audit)["value"].sum() == whole
    assert acquisition_by_period(shop.audit, "1q", "1q")["value"].sum() == whole
    found = what_if(LEVERS, shop.parts)
    assert found.before == shop.equity
    assert found.before + found.together == equity_under(ALL, shop.parts)
    assert found.added + found.interaction == found.together


def test_nordlys_adds_up_in_both_currencies(nordlys: dict[str | None, Shop]) -> None:
    assert set(nordlys) == {"DKK", "SEK"}
    for shop in nordlys.values():
        check(shop)


@pytest.mark.long
def test_a_real_log_adds_up(real: Shop) -> None:
    check(real)


@pytest.mark.slow
def test_two_years_of_a_real_log_are_bridged_to_the_penny(real: Shop) -> None:
    bridge = real.compared.bridge
    assert (bridge.before.until, bridge.after.until) == (date(2010, 12, 9), date(2011, 12, 9))
    assert bridge.factors["before"][0] == 4212
    assert bridge.factors["after"][0] == 4250
    before, after, change = bridge.totals.row(2)[1:]
    assert (before, after, change) == (
        Decimal("9207568.8100"), Decimal("9399694.1000"), Decimal("192125.2900"),
    )  # fmt: skip
    assert bridge.factors["effect"].sum() + bridge.totals["change"][1] == Decimal("192125.2900")
    assert bridge.known_later == Decimal("-13868.6000")
