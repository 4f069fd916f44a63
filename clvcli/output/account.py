"""How one customer's value came about, as a document: each step a figure and what it means."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from clvcli.models.discounting import continuous_rate_per_day
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.output.context import context_of
from clvcli.output.document import Column, Document, Figure, KeyFigure, Phrase, Section, Table
from clvcli.output.report_sections.frames import count, plain, term, text
from clvcli.valuation.account import KEPT
from clvcli.valuation.schema import VALUES_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from clvcli.output.document import Kind, Value
    from clvcli.valuation.account import Account, Leaving, Purchasing, Spending

SHOWN_ORDERS = 20
"""Orders a screen has room for; the others are one line."""

SHOWN_IDS = 8
"""Customer numbers a line has room for."""

CENTS, FINE, PERCENT = 2, 4, 2
"""Decimals of money, of expected purchases and odds, and of shares in percent."""

HAIR = 1e-6
"""Scores of a row are rounded to this; a correction nearer to 1 is none."""


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
        Column(key="order_id", kind="text"),
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
            "first": _day(account.row["first_order"]),
            "last": _day(account.row["last_order"]),
            "revenue": _money(account, float(account.orders["net_revenue"].sum())),
            "refunds": _money(account, float(account.orders["refunds"].sum())),
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
        "revenue": _money(account, float(orders.head(hidden)["net_revenue"].sum())),
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
            _step("repeat_purchases", row["repeat_purchases"], "count"),
            _step(
                "active_days",
                row["active_days"],
                "days",
                Phrase("active_weeks_meaning", {"weeks": weeks["active_days"]}),
            ),
            _step("age_days", row["age_days"], "days", Phrase("age_weeks_meaning", {"weeks": weeks["age_days"]})),
            _step("days_since_last", row["days_since_last"], "days"),
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
    at_last = f"a / (b + purchases it could have come after - 1) = {leaving.a:.4f} / {leaving.others:.4f}"
    silence = (
        "((alpha + T) / (alpha + t_x)) ^ (r + x) = "
        f"({leaving.until_now:.4f} / {leaving.until_last:.4f}) ^ {leaving.rate:.4f}"
    )
    return (
        _step("odds_at_last", leaving.at_last_purchase, "number", _formula("odds_at_last_meaning", at_last)),
        _step("silence_factor", leaving.silence, "number", _formula("silence_factor_meaning", silence)),
        _step("odds_left", leaving.odds, "number"),
    )


def _p_alive(value: float, *, by_odds: bool) -> KeyFigure:
    return _step("p_alive", value, "share", Phrase("p_alive_of_odds_meaning" if by_odds else "p_alive_meaning"))


def _purchases(account: Account, found: Purchasing) -> Section:
    row = account.row
    horizon = {"horizon": _horizon(account)}
    by_model, expected = found.expected["clv_residual"], row["expected_orders"]
    orders = Figure(value=expected, kind="number", digits=CENTS)
    chance = Figure(value=row["p_buy"], kind="share", digits=PERCENT)
    factors = {"season": _ratio(found.in_season, by_model), "boost": _ratio(expected, found.in_season)}
    corrections = tuple(_corrections(factors, smallest=HAIR / max(by_model, HAIR)))
    by_itself = (_step("model_orders", by_model, "number"),) if corrections else ()
    return Section(
        id="account_purchases",
        unit=row["currency"],
        answer=(Phrase("account_purchases", {"orders": orders, "p": chance} | horizon),),
        key_figures=(
            *by_itself,
            *corrections,
            _step("expected_orders", expected, "number", Phrase("expected_orders_meaning", horizon)),
            _step("p_buy", row["p_buy"], "share", Phrase("p_buy_meaning", horizon)),
        ),
        tables=(
            _periods(
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
            yield _step(f"times_{name}", factor, "number")


def _spend(account: Account, found: Spending) -> Section:
    row, value = account.row, account.row["expected_order_value"]
    said = {
        "value": _money(account, value),
        "count": count(found.purchases),
        "weight": Figure(value=found.weight, kind="share", digits=PERCENT),
    }
    mixed = (
        f"{found.weight:.6f} x {found.own:,.4f} + {1 - found.weight:.6f} x {found.population:,.4f}"
        if found.weight
        else f"{found.population:,.4f}"
    )
    season = account.purchasing.season_of_spend if account.purchasing is not None else 1.0
    factors = {"season": season, "boost": _ratio(value, found.after_returns * season)}
    return Section(
        id="account_spend",
        unit=row["currency"],
        answer=(Phrase("account_spend" if found.weight else "account_spend_mean", said),),
        key_figures=(
            _amount(account, "own_mean", found.own),
            _amount(account, "population_mean", found.population),
            _step("own_weight", found.weight, "share"),
            _amount(account, "before_returns", found.before_returns, _formula("before_returns_meaning", mixed)),
            _step("return_rate_of_all", found.return_rate, "share"),
            *_corrections(factors, smallest=10.0**-FINE / max(abs(value), 1.0)),
            _amount(account, "expected_order_value", value),
        ),
    )


def _value(account: Account) -> Section:
    row = account.row
    earned = _money(account, row["value_to_date"])
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
        "total": _money(account, row["value_total"]),
        "earned": earned,
        "residual": _money(account, row["clv_residual"]),
    }
    worth = [row[name] for name in account.periods]
    total = _amount(account, "total", row["value_total"])
    return Section(
        id="account_value",
        unit=row["currency"],
        answer=(Phrase("account_value", said),),
        key_figures=(*_past_steps(account), *_future_steps(account), total),
        tables=(_periods(account, "value_by_period", "worth_in_period", "money", worth, CENTS),),
        notes=tuple(_remarks(account)),
    )


def _past_steps(account: Account) -> Iterator[KeyFigure]:
    yield _amount(account, "revenue_to_date", account.history["net_revenue"])
    if account.margin is not None:
        yield _step("margin_rate", account.margin, "share")
    if account.cost_known is not None:
        yield _amount(account, "cost_of_goods", account.cost_known)
    if account.cost_estimated:
        yield _amount(account, "cost_estimate", account.cost_estimated)
    yield _amount(
        account,
        "earned",
        account.row["value_to_date"],
        Phrase("earned_meaning", {"basis": text(account.row["basis"])}),
    )


def _future_steps(account: Account) -> Iterator[KeyFigure]:
    row = account.row
    undiscounted = row["expected_revenue"] * account.contribution
    product = f"{row['expected_orders']:,.6f} x {row['expected_order_value']:,.4f}"
    yield _amount(
        account, "expected_revenue", row["expected_revenue"], _formula("expected_revenue_meaning", product)
    )
    if account.contribution != 1.0:
        yield _step("contribution_rate", account.contribution, "share")
        yield _amount(account, "undiscounted", undiscounted)
    if undiscounted > 0:
        rates = {
            "rate": Figure(value=row["discount_rate"], kind="share", digits=PERCENT),
            "daily": Figure(value=continuous_rate_per_day(row["discount_rate"]), kind="share", digits=FINE),
        }
        yield _step(
            "discount_factor",
            row["clv_residual"] / undiscounted,
            "number",
            Phrase("discount_factor_meaning", rates),
        )
    yield _amount(
        account, "residual", row["clv_residual"], Phrase("residual_meaning", {"horizon": _horizon(account)})
    )


def _remarks(account: Account) -> Iterator[Phrase]:
    row = account.row
    if row["clv_low"] is not None:
        ends = {"low": _money(account, row["clv_low"]), "high": _money(account, row["clv_high"])}
        yield Phrase("account_interval", ends)
    if account.purchasing is None:
        yield Phrase("account_other_method", {"method": term(row["method"])})
    if row["note"]:
        yield Phrase("account_note", {"text": text(row["note"])})


# --- figures ---------------------------------------------------------------------------------


def _periods(account: Account, name: str, key: str, kind: Kind, totals: Sequence[float], digits: int) -> Table:
    """Return totals until the end of each period, and what each period adds."""
    before = [0.0, *totals[:-1]]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (day, total - earlier, total)
        for day, total, earlier in zip(account.periods.values(), totals, before, strict=True)
    )
    columns = (
        Column(key="until", kind="date"),
        Column(key=key, kind=kind, digits=digits),
        Column(key="so_far", kind=kind, digits=digits),
    )
    title = Phrase("account_worth" if kind == "money" else "account_periods")
    return Table(id=name, columns=columns, rows=rows, title=title, unit=account.row["currency"])


def _step(name: str, value: float, kind: Kind, meaning: Phrase | None = None) -> KeyFigure:
    digits = {"number": _digits(value), "share": PERCENT}.get(kind)
    return KeyFigure(
        id=name, figure=Figure(value=value, kind=kind, digits=digits), meaning=meaning or Phrase(f"{name}_meaning")
    )


def _digits(value: float) -> int:
    """Return the decimals of a number that others are multiplied with: four, and four digits where it is small."""
    return FINE if abs(value) >= 1 or abs(value) < HAIR else FINE - 1 - math.floor(math.log10(abs(value)))


def _amount(account: Account, name: str, value: float, meaning: Phrase | None = None) -> KeyFigure:
    return KeyFigure(id=name, figure=_money(account, value), meaning=meaning or Phrase(f"{name}_meaning"))


def _money(account: Account, value: float) -> Figure:
    return Figure(value=value, kind="money", digits=CENTS, unit=account.row["currency"])


def _day(value: date) -> Figure:
    return Figure(value=value, kind="date")


def _horizon(account: Account) -> Figure:
    return Figure(value=account.row["horizon"], kind="period")


def _formula(key: str, formula: str) -> Phrase:
    return Phrase(key, {"formula": text(formula)})
