"""Worked examples of the shop as a whole: payback, what changed, who stayed, what cohorts brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.audit.acquisition.cost import acquisition
from clvcli.audit.acquisition.payback import payback
from clvcli.audit.audit import audits
from clvcli.audit.changes.bridge import effects
from clvcli.audit.retention.ltv_curves import ltv_curves
from clvcli.audit.retention.members import by_period, members
from clvcli.audit.retention.period_retention import classic_retention
from clvcli.audit.retention.rebuy_curve import increments, month_reached
from clvcli.audit.worth.equity import NewCustomers, equity
from clvcli.contribution.events import money_by_month
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from clvcli.customers.summary import summarise
from clvcli.orders.schema import MONEY
from tests.conftest import canonical_lines, order_rows
from tests.oracles.practice_inputs import tiny_audit, tiny_shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.oracles.practice_inputs import Inputs


def paid_back(i: Inputs) -> Any:
    found = {str(cac): payback(i["cumulative_contribution"], cac) for cac in i["cac"]}
    return {
        "month": {cac: each.month for cac, each in found.items()},
        "interpolated": {cac: each.interpolated for cac, each in found.items()},
    }


def decomposition(i: Inputs) -> Any:
    before, after = (list(i[when].values()) for when in ("before", "after"))
    found = dict(zip(i["before"], effects(before, after), strict=True))
    old, new = (pl.Series(each, dtype=pl.Float64).product() for each in (before, after))
    return {"before": old, "after": new, "change": sum(found.values()), "effect": found}


def refunded_cell(i: Inputs) -> Any:
    """The order of January loses in January: in the month of age in which its money came."""
    first, order, refund = (date.fromisoformat(f"{i[name]}-10") for name in ("first", "order", "refund"))
    rows = order_rows("1", first, "a", Decimal(100)) + order_rows(
        "2", order, "a", Decimal(100), refund=Decimal(40), refunded_at=refund
    )
    lines = canonical_lines(rows).lazy()
    audit = audits(lines, summarise(lines, as_of=date(2023, 12, 31)), CostSettings())[None]
    curve = ltv_curves(audit, by_period(members(audit), "month"))
    added = curve.with_columns(pl.col("net_revenue").diff().cast(pl.Float64).alias("added"))
    cell = added.filter(pl.col("added") != 0).row(0, named=True)
    assert cell["added"] == 60.0
    return {"cohort": f"{cell['cohort']:%Y-%m}", "month_index": cell["age"]}


def won(i: Inputs) -> Any:
    """The spend of a half-year, a sixth of it in each month."""
    months = [date(2024, month, 1) for month in range(1, 7)]
    spent = [(month, channel, Decimal(amount) / 6) for month in months for channel, amount in i["spend"].items()]
    spend = pl.DataFrame(spent, {"month": pl.Date, "channel": pl.String, "amount": MONEY}, orient="row")
    found = acquisition(tiny_audit(), spend=spend)
    paid = found.channels.filter(pl.col("spend") > 0).sort("channel")
    return {
        "by_valid": dict(paid.select("channel", "cac").iter_rows()),
        "by_kept": dict(paid.select("channel", "cac_kept").iter_rows()),
        "blended": found.blended.cac,
        "paid": found.paid.cac,
    }


def rebought(i: Inputs) -> Any:
    return {
        **{month: increments(curve) for month, curve in i.items()},
        "months_for_december_to_reach_october_month_2": month_reached(i["december"], i["october"][2]),
    }


def by_refund_date(_: Inputs) -> Any:
    """Monthly cohorts whose returns lower the month they were made in."""
    audit = tiny_audit()
    moved = money_by_month(known_at(tiny_shop().lines, audit.as_of)).map(lambda part: part.drop("currency"))
    curves = ltv_curves(replace(audit, by_refund_day=moved), by_period(members(audit), "month"))
    return {
        f"{cohort['cohort'][0]:%Y-%m}": cohort["net_revenue_per_customer"].to_list()
        for cohort in curves.partition_by("cohort", maintain_order=True)
    }


def rolled_up(i: Inputs) -> Any:
    worth = [float(each["residual"]) for each in i["segments"] for _ in range(each["customers"])]
    values = pl.DataFrame({"clv_residual": worth, "clv_36m": worth})
    new = NewCustomers(
        per_year=i["new_per_year"],
        clv_new=i["clv_new_incl_first"],
        cac=i["cac"],
        discount_rate=i["discount"],
        years=i["years"],
    )
    found = equity(values, new=new)
    return {"current": float(found.current), "new": new.value, "total": found.total}


BY_ID: dict[str, Callable[[Inputs], Any]] = {
    "cac-payback": paid_back,
    "audit-profit-decomposition": decomposition,
    "retention-rate-classic": lambda i: {"rate": classic_retention(**i)},
    "equity-roll-up": rolled_up,
    "refund-cohort-cell": refunded_cell,
    "rebuy-curve-increments": rebought,
    "tiny-cac": won,
    "tiny-cohort-ltv-refund-date": by_refund_date,
}
