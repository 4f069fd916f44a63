"""Spend beside the orders: what winning customers costs and brings, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli import notes
from clvcli.cli.reading import naming
from clvcli.errors import OptionsDisagreeError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.audit.acquisition.cost import Acquisition
    from clvcli.audit.acquisition.winning import Winning
    from clvcli.audit.audit import Audit
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.options import Reading
    from clvcli.cli.reported import Reported
    from clvcli.cli.session import Session
    from clvcli.notes import Note
    from clvcli.orders.attached.spend import Spend


def read_spend(session: Session, auditing: Auditing, reading: Reading) -> Spend | None:
    """Return what the file of `--spend` says, before the orders are read; None where there is none."""
    if auditing.spend is None:
        return None
    from clvcli.orders.attached.spend import read_spend

    spend = read_spend(auditing.spend, reading.options())
    session.doubt(spend.notes, strict=reading.strict)
    return spend


def winnings(
    session: Session,
    inputs: Sequence[str],
    customers: Reported,
    audits: Mapping[str | None, Audit] | None,
    spend: Spend | None,
    *,
    auditing: Auditing,
    reading: Reading,
) -> dict[str | None, Winning] | None:
    """Return what new customers cost and are worth, by currency; None where the run had no orders.

    Raises OptionsDisagreeError where spend was given without orders, and the errors of `spend.spend_in`.
    """
    if audits is None or customers.valuation is None or customers.ingested is None:
        if "spend" in session.given:
            raise OptionsDisagreeError.settled("spend")
        return None
    from clvcli.audit.acquisition.acquired import sources_of_days
    from clvcli.audit.acquisition.allowable import Limit
    from clvcli.audit.acquisition.winning import winning
    from clvcli.orders.attached.spend import spend_in
    from clvcli.orders.currency import in_currency

    if spend is not None:
        with naming(inputs, spend.source, *reading.beside):
            spend = spend_in(spend, list(audits), reading.options())
    limit = Limit(share=auditing.cac_share, months=auditing.payback_within)
    found: dict[str | None, Winning] = {}
    for currency, audit in audits.items():
        spent = None if spend is None else spend.frame.filter(in_currency(currency))
        if spent is None or spent.is_empty():
            found[currency] = winning(audit, customers.valuation, limit=limit)
        else:
            sources = sources_of_days(customers.lines, as_of=audit.as_of)
            found[currency] = winning(audit, customers.valuation, spend=spent, sources=sources, limit=limit)
    if spend is not None:
        session.doubt(tuple(_said(spend, found)), strict=reading.strict)
    return found


def _said(spend: Spend, found: Mapping[str | None, Winning]) -> Iterator[Note]:
    without = [str(currency) for currency, each in found.items() if not each.acquisition.spend_known]
    if without:
        yield notes.spend_of_some(spend.source, without=without)
    for each in found.values():
        if each.acquisition.spend_known:
            yield from _of(spend.source, each.acquisition)


def _of(source: str, found: Acquisition) -> Iterator[Note]:
    import polars as pl

    from clvcli.audit.acquisition.acquired import named_alike

    if found.unmatched:
        won_by = {name.casefold(): name for name in sorted(named_alike(found.customers, "channel"))}
        money = dict(found.cells.group_by("channel").agg(pl.col("spend").sum()).iter_rows())
        near = {name: won_by.get(nearest(name.casefold(), won_by) or "") for name in found.unmatched}
        named = [(name, money[name], near[name]) for name in found.unmatched]
        yield notes.spend_not_matched(source, named, share=1.0 - (found.matched or 0.0))
    lone, silent = found.months_without_customers(), found.months_without_spend()
    if lone or silent:
        yield notes.spend_months_apart(source, without_customers=lone, without_spend=silent)
