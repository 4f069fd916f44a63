"""How one customer's value came about, as a document: each step a figure and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.models.discounting import continuous_rate_per_day
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.output.account_figures import (
    CENTS,
    FINE,
    HAIR,
    PERCENT,
    amount,
    by_period,
    day,
    formula_of,
    horizon_of,
    money,
    step,
)
from clvcli.output.context import context_of
from clvcli.output.document import Column, Document, Figure, KeyFigure, Phrase, Section, Table
from clvcli.output.report_sections.frames import count, plain, term, text
from clvcli.sayings import Saying
from clvcli.valuation.account import KEPT
from clvcli.valuation.schema import VALUES_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.valuation.account import Account, Leaving, Purchasing, Spending

SHOWN_ORDERS = 20
"""Orders a screen has room for; the others are one line."""

SHOWN_IDS = 8
"""Customer numbers a line has room for."""


def build_account(
    accounts: Sequence[Account],
    *,
    customer: str,
    kind: str,
    ids: Sequence[str],
    emails: int,
    files: Sequence[str],
    most_orders: int = SHOWN_ORDERS,
) -> Document:
    """Return how the value of one customer came about, one account for each currency.

    `customer` is who it is, as may be shown; `kind` what the identity rests on, `ids` the shop's numbers of
    this buyer, `emails` how many addresses.
    """
    rows = pl.DataFrame([account.row for account in accounts], schema=VALUES_SCHEMA)
    sections = [section for account in accounts for section in _sections(account, most_orders)]
    return Document(
        title=Phrase("account_title", {"customer": text(customer)}),
        context=(Phrase("context_files", {"files": text(", ".join(files))}), *context_of(rows)),
        sections=(_who(customer, kind, ids, emails, len(accounts)), *sections),
    )


def _sections(account: Account, most_orders: int) -> Iterator[Section]:
    yield _orders(account, most_orders)
    if account.row["repeat_purchases"] is not None:
        yield _history(account)
    if account.purchasing is not None:
        yield _alive(account, account.purchasing)
        yield _purchases(account, account.purchasing)
    if account.spending is not None:
        yield _spend(account, account.spending)
    yield _value(account)


def _who(customer: str, kind: str, ids: Sequence[str], emails: int, currencies: int) -> Section:
    said = [Phrase("account_who", {"customer": text(customer), "kind": term(f"kind.{kind}")})]
    if len(ids) > 1:
        more = [f"+ {len(ids) - SHOWN_IDS}"] if len(ids) > SHOWN_IDS else []
        told = ", ".join([*ids[:SHOWN_IDS], *more])
        said.append(Phrase("account_merged", {"count": count(len(ids)), "ids": text(told)}))
    if emails > 1:
        said.append(Phrase("account_emails", {"count": count(emails)}))
    if currencies > 1:
        said.append(Phrase("account_currencies", {"count": count(currencies)}))
    return Section(id="account_who", answer=tuple(said))


# --- the past --------------------------------------------------------------------------------


def _orders(account: Account, most: int) -> Section:
    orders = account.orders
    shown = orders.tail(most)
    columns = (
        Column(key="order_date", kind="date"),
        Column(key="order_id", kind="name"),
        Column(key="fate", kind="term"),
        Column(key="rule", kind="term", priority=2),
        Column(key="net_sales", kind="money", digits=CENTS, heading=Phrase("account_net_sales"), priority=1),
        Column(key="refunds", kind="money", digits=CENTS, priority=1),
        Column(key="net_revenue", kind="money", digits=CENTS, heading=Phrase("account_net_revenue")),
    )
    rows = tuple(tuple(map(plain, row)) for row in shown.select(column.key for column in columns).iter_rows())
    return Section(
        id="account_orders",
        unit=account.row["currency"],
        answer=(_kept(account),),
        tables=(Table(id="orders", columns=columns, rows=rows, unit=account.row["currency"]),),
        notes=_cut(account, orders.height - shown.height),
    )


def _kept(account: Account) -> Phrase:
    kept = account.orders.filter(pl.col("fate") == KEPT).height
    if not kept:
        return Phrase("account_orders_none")
    return Phrase(
        "account_orders",
        {
            "count": count(kept),
            "first": day(account.row["first_order"]),
            "last": day(account.row["last_order"]),
            "revenue": money(account, float(account.orders["net_revenue"].sum())),
            "refunds": money(account, float(account.orders["refunds"].sum())),
        },
    )


def _cut(account: Account, hidden: int) -> tuple[Phrase, ...]:
    if not hidden:
        return ()
    orders = account.orders
    figures = {
        "shown": count(orders.height - hidden),
        "all": count(orders.height),
        "count": count(hidden),
        "revenue": money(account, float(orders.head(hidden)["net_revenue"].sum())),
    }
    return (Phrase("account_orders_cut", figures),)


def _history(account: Account) -> Section:
    row = account.row
    weeks = {
        name: Figure(value=row[name] / DAYS_PER_WEEK, kind="number", digits=FINE)
        for name in ("active_days", "age_days")
    }
    return Section(
        id="account_history",
        unit=row["currency"],
        answer=(Phrase("account_history"),),
        key_figures=(
            step("repeat_purchases", row["repeat_purchases"], "count"),
            step(
                "active_days",
                row["active_days"],
                "days",
                Phrase("active_weeks_meaning", {"weeks": weeks["active_days"]}),
            ),
            step("age_days", row["age_days"], "days", Phrase("age_weeks_meaning", {"weeks": weeks["age_days"]})),
            step("days_since_last", row["days_since_last"], "days"),
        ),
    )


# --- the future ------------------------------------------------------------------------------


def _alive(account: Account, found: Purchasing) -> Section:
    row = account.row
    share = Figure(value=row["p_alive"], kind="share", digits=PERCENT)
    purchases = row["repeat_purchases"] + 1
    if found.leaving is not None or found.p_alive < 1:
        said = {"p": share, "count": count(purchases), "days": Figure(value=row["days_since_last"], kind="days")}
        answer = Phrase("account_alive", said)
    else:
        answer = Phrase("account_alive_by_construction" if purchases == 1 else "account_no_leaving", {"p": share})
    paradox = found.without_one is not None and found.without_one > found.p_alive
    without = Figure(value=found.without_one, kind="share", digits=PERCENT)
    return Section(
        id="account_alive",
        unit=row["currency"],
        answer=(answer,),
        key_figures=(*_odds(found.leaving), _p_alive(row["p_alive"], by_odds=found.leaving is not None)),
        notes=(Phrase("account_paradox", {"without": without}),) if paradox else (),
    )


def _odds(leaving: Leaving | None) -> tuple[KeyFigure, ...]:
    if leaving is None:
        return ()
    at_last = Saying(
        "a / (b + purchases it could have come after - 1) = {a:.4f} / {others:.4f}",
        a=leaving.a,
        others=leaving.others,
    )
    silence = Saying(
        "((alpha + T) / (alpha + t_x)) ^ (r + x) = ({until_now:.4f} / {until_last:.4f}) ^ {rate:.4f}",
        until_now=leaving.until_now,
        until_last=leaving.until_last,
        rate=leaving.rate,
    )
    return (
        step("odds_at_last", leaving.at_last_purchase, "number", formula_of("odds_at_last_meaning", at_last)),
        step("silence_factor", leaving.silence, "number", formula_of("silence_factor_meaning", silence)),
        step("odds_left", leaving.odds, "number"),
    )


def _p_alive(value: float, *, by_odds: bool) -> KeyFigure:
    return step("p_alive", value, "share", Phrase("p_alive_of_odds_meaning" if by_odds else "p_alive_meaning"))


def _purchases(account: Account, found: Purchasing) -> Section:
    row = account.row
    horizon = {"horizon": horizon_of(account)}
    by_model, expected = found.expected["clv_residual"], row["expected_orders"]
    orders = Figure(value=expected, kind="number", digits=CENTS)
    chance = Figure(value=row["p_buy"], kind="share", digits=PERCENT)
    factors = {"season": _ratio(found.in_season, by_model), "boost": _ratio(expected, found.in_season)}
    corrections = tuple(_corrections(factors, smallest=HAIR / max(by_model, HAIR)))
    by_itself = (step("model_orders", by_model, "number"),) if corrections else ()
    return Section(
        id="account_purchases",
        unit=row["currency"],
        answer=(Phrase("account_purchases", {"orders": orders, "p": chance} | horizon),),
        key_figures=(
            *by_itself,
            *corrections,
            step("expected_orders", expected, "number", Phrase("expected_orders_meaning", horizon)),
            step("p_buy", row["p_buy"], "share", Phrase("p_buy_meaning", horizon)),
        ),
        tables=(
            by_period(
                account, "purchases_by_period", "expected_in_period", "number", [*found.expected.values()], FINE
            ),
        ),
    )


def _ratio(after: float, before: float) -> float:
    """Return by what a correction multiplies; 1 where there is next to nothing to multiply."""
    return after / before if before > HAIR else 1.0


def _corrections(factors: Mapping[str, float], *, smallest: float) -> Iterator[KeyFigure]:
    """Yield the steps of those corrections that change anything."""
    for name, factor in factors.items():
        if abs(factor - 1.0) > smallest:
            yield step(f"times_{name}", factor, "number")


def _spend(account: Account, found: Spending) -> Section:
    row, value = account.row, account.row["expected_order_value"]
    said = {
        "value": money(account, value),
        "count": count(found.purchases),
        "weight": Figure(value=found.weight, kind="share", digits=PERCENT),
    }
    mixed = Saying(
        "{weight:.6f} x {own:,.4f} + {rest:.6f} x {population:,.4f}" if found.weight else "{population:,.4f}",
        weight=found.weight,
        own=found.own,
        rest=1 - found.weight,
        population=found.population,
    )
    season = account.purchasing.season_of_spend if account.purchasing is not None else 1.0
    factors = {"season": season, "boost": _ratio(value, found.after_returns * season)}
    return Section(
        id="account_spend",
        unit=row["currency"],
        answer=(Phrase("account_spend" if found.weight else "account_spend_mean", said),),
        key_figures=(
            amount(account, "own_mean", found.own),
            amount(account, "population_mean", found.population),
            step("own_weight", found.weight, "share"),
            amount(account, "before_returns", found.before_returns, formula_of("before_returns_meaning", mixed)),
            _returned(found),
            *_corrections(factors, smallest=10.0**-FINE / max(abs(value), 1.0)),
            amount(account, "expected_order_value", value),
        ),
    )


def _returned(found: Spending) -> KeyFigure:
    """Return the step from sales to revenue: the rate of all purchases, or of those with such a number."""
    if found.numbers is None:
        return step("return_rate_of_all", found.return_rate, "share")
    meaning = Phrase("return_rate_of_number_meaning", {"numbers": text(found.numbers)})
    return step("return_rate_of_number", found.return_rate, "share", meaning)


def _value(account: Account) -> Section:
    row = account.row
    earned = money(account, row["value_to_date"])
    if row["clv_residual"] is None:
        reason = text(row["note"] or "")
        return Section(
            id="account_value",
            unit=row["currency"],
            answer=(Phrase("account_value_past", {"earned": earned}),),
            key_figures=tuple(_past_steps(account)),
            notes=(Phrase("account_no_forecast", {"reason": reason}),),
        )
    said = {
        "total": money(account, row["value_total"]),
        "earned": earned,
        "residual": money(account, row["clv_residual"]),
    }
    worth = [row[name] for name in account.periods]
    total = amount(account, "total", row["value_total"])
    return Section(
        id="account_value",
        unit=row["currency"],
        answer=(Phrase("account_value", said),),
        key_figures=(*_past_steps(account), *_future_steps(account), total),
        tables=(by_period(account, "value_by_period", "worth_in_period", "money", worth, CENTS),),
        notes=tuple(_remarks(account)),
    )


def _past_steps(account: Account) -> Iterator[KeyFigure]:
    yield amount(account, "revenue_to_date", account.history["net_revenue"])
    if account.margin is not None:
        yield step("margin_rate", account.margin, "share")
    for name, money_of_step in account.ladder.items():
        yield amount(account, f"step_{name}", money_of_step)
    yield amount(
        account,
        "earned",
        account.row["value_to_date"],
        Phrase("earned_meaning", {"basis": text(account.row["basis"])}),
    )


def _future_steps(account: Account) -> Iterator[KeyFigure]:
    row = account.row
    undiscounted = (
        row["expected_revenue"] * account.worth.rate + row["expected_orders"] * account.worth.per_purchase
    )
    product = Saying(
        "{orders:,.6f} x {value:,.4f}", orders=row["expected_orders"], value=row["expected_order_value"]
    )
    yield amount(
        account, "expected_revenue", row["expected_revenue"], formula_of("expected_revenue_meaning", product)
    )
    if account.worth.rate != 1.0:
        yield step("contribution_rate", account.worth.rate, "share")
        if account.worth.per_purchase:
            yield amount(account, "contribution_per_purchase", account.worth.per_purchase)
        yield amount(account, "undiscounted", undiscounted)
    if undiscounted > 0:
        rates = {
            "rate": Figure(value=row["discount_rate"], kind="share", digits=PERCENT),
            "daily": Figure(value=continuous_rate_per_day(row["discount_rate"]), kind="share", digits=FINE),
        }
        yield step(
            "discount_factor",
            row["clv_residual"] / undiscounted,
            "number",
            Phrase("discount_factor_meaning", rates),
        )
    yield amount(
        account, "residual", row["clv_residual"], Phrase("residual_meaning", {"horizon": horizon_of(account)})
    )


def _remarks(account: Account) -> Iterator[Phrase]:
    row = account.row
    if row["clv_low"] is not None:
        ends = {"low": money(account, row["clv_low"]), "high": money(account, row["clv_high"])}
        yield Phrase("account_interval", ends)
    if account.purchasing is None:
        yield Phrase("account_other_method", {"method": term(row["method"])})
    if row["note"]:
        yield Phrase("account_note", {"text": text(row["note"])})
