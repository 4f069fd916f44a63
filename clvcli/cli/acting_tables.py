"""Tables of `segment` to act on: whom to win back and protect, what tiers may be given, where a budget goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import polars as pl

from clvcli import __version__, notes
from clvcli.actions import budget, loyalty, protect, schema, winback
from clvcli.cli import tables
from clvcli.orders.currency import in_currency
from clvcli.output import identity
from clvcli.output.rows import Rows
from clvcli.valuation.basis import is_contribution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from clvcli.actions.contact import Contact
    from clvcli.actions.plans import Terms
    from clvcli.cli.segment_tables import Found
    from clvcli.orders.schema import Column

    Maker = Callable[[str | None, pl.DataFrame, Terms], pl.DataFrame]

MONEY = frozenset({
    "winback_gain", "gain_low", "gain_high", "value_if_back", "clv_12m", "value_at_risk", "value_total",
    "threshold", "expected_revenue_12m", "expected_contribution_12m", "allowable_reward", "reward_per_customer",
    "liability", "break_even_revenue", "cost", "expected_gain", "spend_ceiling", "allotted", "gain_of_allotted",
})  # fmt: skip

SHARES = frozenset({"break_even_uplift", "p_buy", "p_alive", "reward_rate", "roi"})


def winback_rows(found: Found) -> Rows:
    """Return silent customers, the largest expected gain of a contact first; what one costs was given."""

    def make(_: str | None, customers: pl.DataFrame, terms: Terms) -> pl.DataFrame:
        return winback.winback(winback.judged(customers, cast("Contact", terms.contact), found.segmented.gaps))

    _tell_uplift(found)
    first = (
        "customer_id",
        "contact",
        "winback_gain",
        "value_if_back",
        "days_silent",
        "churn_factor",
        "stop_reason",
    )
    return _rows(found, make, schema.WINBACK, "Win back", "customers", first)


def protect_rows(found: Found) -> Rows:
    """Return customers with value at risk who have not lapsed, the most value first."""

    def make(_: str | None, customers: pl.DataFrame, __: Terms) -> pl.DataFrame:
        return protect.protect(customers, found.segmented.gaps)

    first = ("customer_id", "value_at_risk", "days_silent", "churn_factor", "act_before", "next_purchase_to")
    return _rows(found, make, schema.PROTECT, "Protect", "customers", first)


def loyalty_rows(found: Found) -> Rows:
    """Return what each tier may be given."""

    def make(currency: str | None, customers: pl.DataFrame, terms: Terms) -> pl.DataFrame:
        tiers = found.segmented.summaries["tiers"].filter(in_currency(currency))
        return loyalty.loyalty_plan(customers, tiers, terms.rewards)

    if not is_contribution(str(found.segmented.frame["basis"][0])):
        found.asked.session.doubt([notes.rewards_of_revenue()], strict=False)
    first = ("tier", "customers", "allowable_reward", "reward_per_customer", "reward_rate", "break_even_revenue")
    return _rows(found, make, schema.LOYALTY, "Loyalty plan", "tiers", first)


def budget_rows(found: Found) -> Rows:
    """Return what each segment of the first scheme gets of the budget; that and what a contact costs were given."""
    scheme, summary = next(iter(found.segmented.summaries.items()))

    def make(currency: str | None, customers: pl.DataFrame, terms: Terms) -> pl.DataFrame:
        segments = summary.filter(in_currency(currency))
        return budget.budget_split(
            customers, segments, scheme, cast("Contact", terms.contact), cast("Decimal", terms.budget)
        )

    _tell_uplift(found)
    first = ("segment", "customers", "cost", "expected_gain", "roi", "allotted", "contacts")
    return _rows(found, make, schema.BUDGET, "Budget", "segments", first)


def _tell_uplift(found: Found) -> None:
    """Say by how much contacts are taken to change anything, where nobody said so."""
    session = found.asked.session
    if "uplift" not in session.given:
        session.doubt([notes.uplift_assumed(found.acting.uplift)], strict=found.asked.reading.strict)


def _rows(
    found: Found, make: Maker, columns: Sequence[Column], title: str, noun: str, first: Sequence[str]
) -> Rows:
    """Return what `make` makes of the customers of each currency, one below the other."""
    target = found.asked.target
    customers = identity.for_format(found.segmented.frame, found.format, show_identity=target.show_identity)
    currencies = customers["currency"].unique().sort(nulls_last=True).to_list()
    terms = found.acting.terms(currencies)
    parts = [make(each, customers.filter(in_currency(each)), terms[each]) for each in currencies]
    names = frozenset(column.name for column in columns)
    return Rows(
        frame=pl.concat(parts, how="vertical_relaxed"),
        columns=tuple(columns),
        title=title,
        noun=noun,
        about={"version": __version__, **found.asked.session.about(found.asked.inputs)},
        context=tables.context_lines(customers),
        money=MONEY & names,
        shares=SHARES & names,
        priority=(*(["currency"] if len(currencies) > 1 else []), *first),
    )
