"""Tables of `segment` to act on: whom to win back and protect, what tiers may be given, where a budget goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import polars as pl

from clvcli import __version__, notes
from clvcli.actions import budget, loyalty, protect, schema, winback
from clvcli.actions.plans import Plans, Terms, plans_of
from clvcli.cli import tables
from clvcli.orders.currency import in_currency
from clvcli.output import identity
from clvcli.output.rows import Rows
from clvcli.valuation.basis import is_contribution

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from clvcli.actions.contact import Contact
    from clvcli.cli.acting import Acting
    from clvcli.cli.segment_tables import Found
    from clvcli.orders.schema import Column
    from clvcli.segments.schemes import Segmented

MONEY = frozenset({
    "winback_gain", "gain_low", "gain_high", "value_if_back", "clv_12m", "value_at_risk", "value_total",
    "threshold", "expected_revenue_12m", "expected_contribution_12m", "allowable_reward", "reward_per_customer",
    "liability", "break_even_revenue", "cost", "expected_gain", "spend_ceiling", "allotted", "gain_of_allotted",
})  # fmt: skip

SHARES = frozenset({"break_even_uplift", "p_buy_12m", "p_alive", "reward_rate", "roi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The customers of one currency, sorted, and the terms in it."""

    customers: pl.DataFrame
    summaries: Mapping[str, pl.DataFrame]
    terms: Terms
    waits: pl.DataFrame | None
    """The waits between their purchases (`segments.scheme.Material.waits`); None where the run had no orders."""


def parts_of(segmented: Segmented, customers: pl.DataFrame, acting: Acting) -> dict[str | None, Part]:
    """Return sorted `customers` by currency, those without one last; raises as `Acting.terms`."""
    terms = acting.terms(customers["currency"].unique().sort(nulls_last=True).to_list())
    return {
        currency: Part(
            customers=customers.filter(in_currency(currency)),
            summaries={name: table.filter(in_currency(currency)) for name, table in segmented.summaries.items()},
            terms=terms[currency],
            waits=None if segmented.waits is None else segmented.waits.filter(in_currency(currency)),
        )
        for currency in terms
    }


def plans_by_currency(segmented: Segmented, customers: pl.DataFrame, acting: Acting) -> dict[str | None, Plans]:
    """Return everything to act on, for the report; the budget is split by RFM, which says how customers buy."""
    return {
        currency: plans_of(part.customers, part.summaries, part.terms, split_by="rfm", waits=part.waits)
        for currency, part in parts_of(segmented, customers, acting).items()
    }


def winback_rows(found: Found) -> Rows:
    """Return silent customers, the largest expected gain of a contact first; its cost and the orders were given."""

    def make(part: Part) -> pl.DataFrame:
        contact, waits = cast("Contact", part.terms.contact), cast("pl.DataFrame", part.waits)
        return winback.winback(winback.judged(part.customers, contact, waits))

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
    """Return customers with value at risk who have not lapsed, the most value first; the orders were given."""

    def make(part: Part) -> pl.DataFrame:
        return protect.protect(part.customers, cast("pl.DataFrame", part.waits))

    first = ("customer_id", "value_at_risk", "days_silent", "churn_factor", "act_before", "next_purchase_to")
    return _rows(found, make, schema.PROTECT, "Protect", "customers", first)


def loyalty_rows(found: Found) -> Rows:
    """Return what each tier may be given."""

    def make(part: Part) -> pl.DataFrame:
        return loyalty.loyalty_plan(part.customers, part.summaries["tiers"], part.terms.rewards)

    if not all(map(is_contribution, found.segmented.frame["basis"].unique())):
        found.asked.session.doubt([notes.rewards_of_revenue()], strict=found.asked.reading.strict)
    first = ("tier", "customers", "allowable_reward", "reward_per_customer", "reward_rate", "break_even_revenue")
    return _rows(found, make, schema.LOYALTY, "Loyalty plan", "tiers", first)


def budget_rows(found: Found) -> Rows:
    """Return what each segment of the first scheme gets of the budget; that and what a contact costs were given."""
    scheme = next(iter(found.segmented.summaries))

    def make(part: Part) -> pl.DataFrame:
        contact, amount = cast("Contact", part.terms.contact), cast("Decimal", part.terms.budget)
        return budget.budget_split(part.customers, part.summaries[scheme], scheme, contact, amount)

    _tell_uplift(found)
    first = ("segment", "customers", "cost", "expected_gain", "roi", "allotted", "contacts")
    return _rows(found, make, schema.BUDGET, "Budget", "segments", first)


def _tell_uplift(found: Found) -> None:
    """Say by how much contacts are taken to change anything, where nobody said so."""
    session = found.asked.session
    if "uplift" not in session.given:
        session.doubt([notes.uplift_assumed(found.acting.uplift)], strict=found.asked.reading.strict)


def _rows(
    found: Found,
    make: Callable[[Part], pl.DataFrame],
    columns: Sequence[Column],
    title: str,
    noun: str,
    first: Sequence[str],
) -> Rows:
    """Return what `make` makes of the customers of each currency, one below the other."""
    shows = found.asked.target.show_identity
    customers = identity.for_format(found.segmented.frame, found.format, show_identity=shows)
    made = [make(part) for part in parts_of(found.segmented, customers, found.acting).values()]
    names = frozenset(column.name for column in columns)
    return Rows(
        frame=pl.concat(made, how="vertical_relaxed"),
        columns=tuple(columns),
        title=title,
        noun=noun,
        about={"version": __version__, **found.asked.session.about(found.asked.inputs)},
        context=tables.context_lines(customers),
        money=MONEY & names,
        shares=SHARES & names,
        priority=(*(["currency"] if len(made) > 1 else []), *first),
    )
