"""Tables of a shop whose orders lie in parts: equal to those of all orders at once, whatever the parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.audit.acquisition.acquired import earned
from clvcli.audit.acquisition.cost import acquisition
from clvcli.audit.acquisition.payback import curves, first_year
from clvcli.audit.audit import Audit, audits
from clvcli.audit.buying.attach import attached_categories
from clvcli.audit.buying.journey import journey
from clvcli.audit.buying.order_values import order_values
from clvcli.audit.changes.bridge import bridge
from clvcli.audit.changes.compared import audits_then
from clvcli.audit.changes.flows import flows
from clvcli.audit.changes.new_returning import acquisition_by_period, new_and_returning
from clvcli.audit.changes.standing import standing
from clvcli.audit.changes.top_fifth import top_fifth
from clvcli.audit.retention.cohort_tables import active_by_age, cohort_table
from clvcli.audit.retention.ltv_curves import ltv_curves, value_windows
from clvcli.audit.retention.members import by_period, by_trait, members
from clvcli.audit.retention.newest_cohorts import newest_cohorts
from clvcli.audit.retention.order_ladder import order_ladder, purchases
from clvcli.audit.retention.period_retention import period_retention
from clvcli.audit.worth.equity import new_per_year
from clvcli.audit.worth.yearly import yearly
from clvcli.contribution.ladder import ladder
from clvcli.contribution.open_returns import open_returns
from clvcli.contribution.return_rates import return_rates
from clvcli.contribution.settings import CostSettings
from clvcli.customers.cohorts import cohorts_by_currency
from clvcli.customers.months import months_after
from clvcli.customers.summary import summarise
from clvcli.in_parts import InParts
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.settling.by_buyer import lines_by_buyer
from clvcli.products.kept_lines import goods_lines
from clvcli.products.seasonality import seasonality

if TYPE_CHECKING:
    from typing import Any

NORDLYS = Path(__file__).parents[2] / "sample_data/nordlys/ordrelinjer.csv"

COSTS = CostSettings(margin=0.45)

PARTS = 5


@pytest.fixture(scope="module")
def lines() -> pl.LazyFrame:
    return ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.collect().lazy()


@pytest.fixture(scope="module")
def laid_apart(lines: pl.LazyFrame) -> InParts:
    return InParts.in_files(lines_by_buyer(lines, PARTS, lines.collect_schema().names()))


def tables_of(audit: Audit) -> dict[str, Any]:
    """Return what is told of a shop from its orders alone."""
    people, bought = members(audit), purchases(audit)
    months, channels = by_period(people, "month"), by_trait(people, "channel")
    won, left = acquisition(audit), earned(audit)
    year_ago = months_after(audit.as_of, -12)
    values = order_values(audit)
    return {
        "members": people.collect().sort("customer_key"),
        "cohorts": cohort_table(audit, months),
        "channels": cohort_table(audit, channels),
        "active": active_by_age(audit, months),
        "curves": ltv_curves(audit, months),
        "windows": value_windows(audit, channels),
        "newest": newest_cohorts(audit),
        "ladder": order_ladder(bought),
        "period": period_retention(audit, year_ago, audit.as_of),
        "journey": journey(audit),
        "attach": attached_categories(audit.baskets) if audit.baskets is not None else None,
        "groups": values.groups,
        "bands": values.bands,
        "frequency": values.frequency,
        "won": won.customers.collect().sort("customer_key"),
        "payback": curves(won.customers, left, by="channel", as_of=audit.as_of),
        "first_year": first_year(won.customers, left, by="channel", as_of=audit.as_of),
        "periods": new_and_returning(audit),
        "acquired": acquisition_by_period(audit),
        "standing": standing(audit),
        "top_fifth": top_fifth(audit),
        "yearly": yearly(audit),
        "new": new_per_year(audit),
        "months": ladder(audit.orders, audit.goods).months,
        "products": ladder(audit.orders, audit.goods).products,
        "open": open_returns(audit.orders, audit.return_days, as_of=audit.as_of, window_days=30),
        "returned": return_rates(audit.orders, as_of=audit.as_of, window_days=30).shop,
        "last_day": audit.last_day,
    }


def test_tables_of_orders_in_parts_are_those_of_all_orders(lines: pl.LazyFrame, laid_apart: InParts) -> None:
    people = summarise(lines)
    day = months_after(people.as_of, -12)
    found = []
    for some in (InParts.of(lines), laid_apart):
        now = audits(some, people, COSTS, refund_date="refund")
        then = audits_then(now, some, COSTS, day)
        tables = {
            (currency, name): table for currency, shop in now.items() for name, table in tables_of(shop).items()
        }
        for currency, shop in now.items():
            tables[currency, "bridge"] = bridge(shop, then[currency]).factors
            tables[currency, "flows"] = flows(shop, then[currency], shop.value).states
            goods = some.filter(pl.col("currency") == currency).map(lambda part: goods_lines(part, people.as_of))
            seasons = seasonality(
                goods, shop.orders, currency=currency, first_date=people.first_date, as_of=people.as_of
            )
            tables |= {(currency, name): getattr(seasons, name) for name in ("months", "categories", "profiles")}
        for currency, came_back in cohorts_by_currency(some, people).items():
            tables |= {(currency, name): getattr(came_back, name) for name in ("by_age", "cells", "last_year")}
        found.append(tables)
    assert found[0].keys() == found[1].keys()
    for name, table in found[0].items():
        if isinstance(table, pl.DataFrame):
            assert_frame_equal(found[1][name], table, check_exact=True)
        else:
            assert found[1][name] == table, name


def test_what_no_part_knows_is_null_and_what_one_knows_is_a_sum() -> None:
    rows = pl.DataFrame(
        {"who": ["a", "b"], "known": [1, 2], "unknown": [None, None]}, schema_overrides={"unknown": pl.Int64}
    )
    parts = InParts(tables=(rows.lazy(), rows.lazy()))
    sums = parts.added_up(
        ["who"], lambda part: part.group_by("who").agg(pl.col("known").sum(), pl.col("unknown").max())
    )
    assert sorted(sums.rows()) == [("a", 2, None), ("b", 4, None)]
    assert parts.total(pl.len()).item() == rows.height * 2
