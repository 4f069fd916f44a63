"""Worked examples of customers and their groups: who is one, RFM, tiers, silence, rewards, hashes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from clvcli.actions.loyalty import Rewards, with_rewards
from clvcli.audiences.identifiers import e164, email_for, phone_for, sha256
from clvcli.customers.silence import LAPSED, state_of_silence, still_active, winback_day
from clvcli.customers.summary import summarise
from clvcli.orders.options import ReadOptions
from clvcli.segments.migration import NEW, migration
from clvcli.segments.rfm import rfm_scheme
from clvcli.segments.scheme import Material
from clvcli.segments.tier_spec import tiers_of
from clvcli.segments.tiers import tier_scheme
from tests.oracles.practice_shop import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.segments.scheme import Scheme
    from tests.oracles.practice_inputs import Inputs

TIERS = ("gold", "silver", "bronze")


def rewards(i: Inputs) -> Any:
    tiers = pl.DataFrame(
        {
            "tier": list(i["tiers"]),
            "expected_revenue_12m": [float(tier["rev12"]) for tier in i["tiers"].values()],
            "expected_contribution_12m": [float(tier["contrib12"]) for tier in i["tiers"].values()],
        }
    )
    return {
        row["tier"]: {
            "allowable": row["allowable_reward"],
            "reward_rate": row["reward_rate"],
            "breakeven_extra_revenue": row["break_even_revenue"],
        }
        for row in with_rewards(tiers, Rewards(share=i["share"])).to_dicts()
    }


def rfm(i: Inputs) -> Any:
    values = pl.DataFrame(i["customers"]).select(
        customer_id="id",
        currency=pl.lit(None, pl.String),
        days_since_last="recency_days",
        orders_24m="orders",
        net_revenue_24m=pl.col("monetary").cast(pl.Float64),
    )
    return dict(_sorted(rfm_scheme(), values).select("customer_id", "rfm").iter_rows())


def percentile_tiers(i: Inputs) -> Any:
    values = pl.DataFrame({"value_total": i["values"]}, schema={"value_total": pl.Float64}).with_columns(
        currency=pl.lit(None, pl.String), value_to_date="value_total"
    )
    sorted_in = _sorted(tier_scheme(tiers_of("high=30,medium=60,low=10")), values)
    by_tier = {name: sorted_in.filter(tier=name)["value_total"].to_list() for name in ("high", "low")}
    p10, p70 = np.percentile(i["values"], [10, 70])
    return {"p10": float(p10), "p70": float(p70), **by_tier}


def _sorted(scheme: Scheme, values: pl.DataFrame) -> pl.DataFrame:
    return scheme.assign(values, scheme.learn(Material(values=values)))


def moves(i: Inputs) -> Any:
    found = migration(pl.DataFrame(i, schema={"before": pl.String, "after": pl.String}), TIERS)
    entries = found.matrix.with_columns(pl.col("before").replace({NEW: "new"}))
    matrix = {f"{before}->{after}": n for before, after, n, _ in entries.iter_rows()}
    shares = {name: getattr(found, name) for name in ("upgraded", "downgraded", "lapsed", "stable")}
    return {"matrix": matrix, **shares}


def silence(i: Inputs) -> Any:
    days = pl.DataFrame({"days": i["days_since"]})
    states = days.select(state_of_silence(pl.col("days"), i["lapse_days"])).to_series()
    return {"state": states.replace({LAPSED: "lost"}).to_list()}


def winback(i: Inputs) -> Any:
    return {"days": pl.select(winback_day(pl.lit(i["latency"]), i["buffer"])).item()}


def merged(i: Inputs) -> Any:
    """One id with two addresses: apart each address is a customer, merged they are one."""
    start = date(2024, 1, 1)
    rows = [
        f"{person}{number},{start + timedelta(days=person * 40 + number)},7,mail{person}@x.dk,{money / orders:.2f}"
        for person, (orders, money) in enumerate(i["profiles"])
        for number in range(orders)
    ]
    text = "\n".join(["Order ID,Order Date,Customer ID,Email,Amount", *rows]) + "\n"
    apart, one = (
        summarise(read(text, options).lazy()).frame
        for options in (ReadOptions(merge_identities=False, identity=("email",)), ReadOptions())
    )
    return {
        "avg_before": float(apart.select(pl.col("net_revenue").cast(pl.Float64).mean()).item()),
        "avg_after": float(one.select(pl.col("net_revenue").cast(pl.Float64).mean()).item()),
        "repeat_before": int((apart["orders"] > 1).sum()),
        "orders_after": one["orders"].item(),
    }


def email_hash(i: Inputs) -> Any:
    written = pl.select(email_for("meta", pl.lit(i["email"]))).to_series()
    return {"normalised": written.item(), "sha256": sha256(written).item()}


def phone_hashes(i: Inputs) -> Any:
    numbers = pl.DataFrame({"phone": i.values(), "country": list(i)}).with_columns(
        pl.col("country").str.to_uppercase()
    )
    numbers = numbers.with_columns(number=e164(numbers["phone"], numbers["country"]))
    written = dict(zip(i, numbers["number"], strict=True))
    phone, number = pl.col("phone"), pl.col("number")
    google, meta = (
        dict(zip(i, sha256(numbers.select(phone_for(network, phone, number)).to_series()), strict=True))
        for network in ("google", "meta")
    )
    return {
        **written,
        "de_sha256": google["de"],
        "dk_meta_sha256": meta["dk"],
        "dk_google_sha256": google["dk"],
    }


BY_ID: dict[str, Callable[[Inputs], Any]] = {
    "loyalty-allowable-reward": rewards,
    "rfm-quintile-10": rfm,
    "tiers-percentile": percentile_tiers,
    "tier-migration": moves,
    "lapse-point-states": silence,
    "anti-defection-day": winback,
    "activity-half-life": lambda i: {"p": still_active(i["p0"], np.array(i["years"])).tolist()},
    "identity-merge": merged,
    "hash-meta-email": email_hash,
    "hash-phone-e164": phone_hashes,
}
