"""Tables of `segment` to act on: whom to win back and protect, what tiers may be given, where a budget goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import polars as pl

from clvcli import __version__, notes
from clvcli.actions import budget, loyalty, protect, schema, winback
from clvcli.actions.plans import Plans, Terms, plans_of
from clvcli.actions.silence import usual_gap_of_others
from clvcli.on_disk import figures, listed, stacked
from clvcli.orders.currency import in_currency
from clvcli.output import identity
from clvcli.output.context import context_of
from clvcli.output.rows import Rows
from clvcli.segments.cuts import currencies_of
from clvcli.valuation.basis import is_contribution

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from clvcli.actions.contact import Contact
    from clvcli.cli.acting import Acting
    from clvcli.cli.segment_tables import Found
    from clvcli.on_disk import Table
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
    """The customers of one currency, and the terms in it."""

    table: Table
    """The customers of all currencies, sorted."""
    currency: str | None
    summaries: Mapping[str, pl.DataFrame]
    terms: Terms
    waits: pl.DataFrame | None
    """The waits between their purchases (`segments.scheme.Material.waits`); None where the run had no orders."""
    scheme: str
    """The first that was asked for."""

    @property
    def customers(self) -> pl.LazyFrame:
        """Those of its currency."""
        return self.table.lazy().filter(in_currency(self.currency))

    def listed(self, make: Callable[[pl.DataFrame, pl.Expr], pl.DataFrame], order: Mapping[str, bool]) -> Table:
        """Return what `make` makes of customers and the usual gap of others, in the `order` in which it sorts them.

        The run had the orders.
        """
        others = usual_gap_of_others(self.customers, cast("pl.DataFrame", self.waits))
        return listed(self.table, lambda rows: make(rows.filter(in_currency(self.currency)), others), order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One of the tables."""

    make: Callable[[Part], Table]
    """From customers, of whom all that it needs was given, to `columns`."""
    columns: Sequence[Column]
    title: str
    noun: str = "customers"
    first: tuple[str, ...]
    """Columns that a narrow screen keeps."""


def parts_of(segmented: Segmented, customers: Table, acting: Acting) -> dict[str | None, Part]:
    """Return sorted `customers` by currency, those without one last; raises as `Acting.terms`."""
    terms = acting.terms(currencies_of(customers))
    return {
        currency: Part(
            table=customers,
            currency=currency,
            summaries={name: table.filter(in_currency(currency)) for name, table in segmented.summaries.items()},
            terms=terms[currency],
            waits=None if segmented.waits is None else segmented.waits.filter(in_currency(currency)),
            scheme=next(iter(segmented.summaries)),
        )
        for currency in terms
    }


def plans_by_currency(
    segmented: Segmented, customers: Mapping[str | None, Table], acting: Acting
) -> dict[str | None, Plans]:
    """Return everything to act on, for the report, of `customers` by currency.

    The budget is split by RFM, which says how customers buy.
    """
    terms = acting.terms([*customers])
    return {
        currency: plans_of(
            table,
            {name: each.filter(in_currency(currency)) for name, each in segmented.summaries.items()},
            terms[currency],
            split_by="rfm",
            waits=None if segmented.waits is None else segmented.waits.filter(in_currency(currency)),
        )
        for currency, table in customers.items()
    }


def _winback(part: Part) -> Table:
    contact = cast("Contact", part.terms.contact)
    return part.listed(lambda rows, others: winback.winback(winback.judged(rows, contact, others)), winback.ORDER)


def _protect(part: Part) -> Table:
    waits = cast("pl.DataFrame", part.waits)
    return part.listed(lambda rows, others: protect.protect(rows, others, waits), protect.ORDER)


def _loyalty(part: Part) -> pl.DataFrame:
    return loyalty.loyalty_plan(part.customers, part.summaries["tiers"], part.terms.rewards)


def _budget(part: Part) -> pl.DataFrame:
    contact, amount = cast("Contact", part.terms.contact), cast("Decimal", part.terms.budget)
    return budget.budget_split(part.customers, part.summaries[part.scheme], part.scheme, contact, amount)


WINBACK = Listing(
    make=_winback,
    columns=schema.WINBACK,
    title="Win back",
    first=(
        "customer_id",
        "contact",
        "winback_gain",
        "value_if_back",
        "days_silent",
        "churn_factor",
        "stop_reason",
    ),
)

PROTECT = Listing(
    make=_protect,
    columns=schema.PROTECT,
    title="Protect",
    first=("customer_id", "value_at_risk", "days_silent", "churn_factor", "act_before", "next_purchase_to"),
)

LOYALTY = Listing(
    make=_loyalty,
    columns=schema.LOYALTY,
    title="Loyalty plan",
    noun="tiers",
    first=("tier", "customers", "allowable_reward", "reward_per_customer", "reward_rate", "break_even_revenue"),
)

BUDGET = Listing(
    make=_budget,
    columns=schema.BUDGET,
    title="Budget",
    noun="segments",
    first=("segment", "customers", "cost", "expected_gain", "roi", "allotted", "contacts"),
)


def winback_rows(found: Found) -> Rows:
    """Return silent customers, the largest expected gain of a contact first; its cost and the orders were given."""
    _tell_uplift(found)
    return _rows(found, WINBACK)


def protect_rows(found: Found) -> Rows:
    """Return customers with value at risk who have not lapsed, the most value first; the orders were given."""
    return _rows(found, PROTECT)


def loyalty_rows(found: Found) -> Rows:
    """Return what each tier may be given."""
    bases = figures(found.segmented.table, pl.col("basis").unique()).to_series()
    if not all(map(is_contribution, bases)):
        found.asked.session.doubt([notes.rewards_of_revenue()], strict=found.asked.reading.strict)
    return _rows(found, LOYALTY)


def budget_rows(found: Found) -> Rows:
    """Return what each segment of the first scheme gets of the budget; that and what a contact costs were given."""
    _tell_uplift(found)
    return _rows(found, BUDGET)


def _tell_uplift(found: Found) -> None:
    """Say by how much contacts are taken to change anything, where nobody said so."""
    session = found.asked.session
    if "uplift" not in session.given:
        session.doubt([notes.uplift_assumed(found.acting.uplift)], strict=found.asked.reading.strict)


def _rows(found: Found, listing: Listing) -> Rows:
    """Return what is made of the customers of each currency, one below the other."""
    customers, names = found.segmented.table, frozenset(column.name for column in listing.columns)
    if "customer_id" in names:
        customers = identity.for_format(customers, found.format, show_identity=found.asked.target.show_identity)
    made = [listing.make(part) for part in parts_of(found.segmented, customers, found.acting).values()]
    return Rows(
        frame=stacked(made),
        columns=tuple(listing.columns),
        title=listing.title,
        noun=listing.noun,
        about={"version": __version__, **found.asked.session.about(found.asked.inputs)},
        context=context_of(customers),
        money=MONEY & names,
        shares=SHARES & names,
        priority=(*(["currency"] if len(made) > 1 else []), *listing.first),
    )
