"""`backtest`: the forecast held against orders that came."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.budget import Budget
from clvcli.cli import laying_apart
from clvcli.cli.fitting import backtest_in_parts, check_fits, estimate
from clvcli.cli.model_files import refuse_model_file
from clvcli.cli.options import Holding, Inputs, Reading, Target, Valuing  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.scaling import Memory  # noqa: TC001  (the same)
from clvcli.cli.session import begin, deliver, destination
from clvcli.errors import AnalysisError, BadValueError
from clvcli.output.targets import is_standard_output

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.backtest.run import Backtest, Trying
    from clvcli.cli.session import Session
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.progress import Progress

    Found = Mapping[str | None, Backtest | AnalysisError]
    """What came of each currency."""


OF_ALL = frozenset({"cohort-curve"})
"""Models that look at all customers at once."""


def backtest(
    ctx: typer.Context,
    inputs: Inputs,
    holding: Holding,
    valuing: Valuing,
    target: Target,
    reading: Reading,
    run: Run,
    memory: Memory = None,
) -> None:
    """Hold the forecast against orders that came, beside naive rules."""
    session = begin(ctx, run)
    chosen = destination(session, target, inputs)
    refuse_model_file(valuing, "a model that has seen the orders cannot be judged by them")
    if valuing.model == "none":
        raise BadValueError.of("--model", "without a model there is nothing to judge", "--model auto")
    from clvcli.cli import tables
    from clvcli.cli.reading import read_inputs

    asked = _Asked(
        session=session,
        inputs=inputs,
        holding=holding,
        valuing=valuing,
        target=target,
        reading=reading,
        budget=Budget.of(memory),
    )
    found = _backtests(asked, read_inputs(session, inputs, reading))
    judged = _judged(session, found, reading)
    if chosen == "table" and is_standard_output(target.output) and not target.dry_run:
        _show(session, found, inputs)
    else:
        deliver(session, tables.backtest_rows(judged, session.about(inputs)), target, chosen)
    session.finish()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the command was asked, beside the orders."""

    session: Session
    inputs: Sequence[str]
    holding: Holding
    valuing: Valuing
    target: Target
    reading: Reading
    budget: Budget

    def understood(self, tables: Sequence[RawTable], *, apart: int | None = None) -> Ingested:
        """Return the order lines of the inputs, perhaps laid apart into so many files."""
        from clvcli.cli.reading import understand_orders

        return understand_orders(
            self.session,
            tables,
            self.inputs,
            self.reading,
            self.target,
            customers_only=True,
            apart=apart,
            budget=self.budget,
        )


def _backtests(asked: _Asked, tables: Sequence[RawTable]) -> Found:
    """Read the orders, cut them, and return what came of it in each currency, in parts where that takes less.

    Raises MemoryTooSmallError where all at once takes more than the user allows, and has to be looked at.
    """
    session, need = asked.session, estimate(tables, "backtest")
    if asked.budget.holds(need):
        return _at_once(asked, asked.understood(tables))
    ingested = None
    if asked.valuing.model not in OF_ALL:
        check_fits(asked.budget, tables, "backtest", backtest_in_parts(tables))
        ingested = asked.understood(tables, apart=laying_apart.parts_of(tables, asked.budget))
        found = _in_parts(asked, ingested) if ingested.parts else None
        if found is not None:
            session.voice.detail(laying_apart.in_parts_said("tried", len(ingested.parts), need, asked.budget))
            return found
    check_fits(asked.budget, tables, f"backtest with {laying_apart.TOGETHER}", need)
    session.voice.detail(laying_apart.at_once_said(laying_apart.TOGETHER, need))
    return _at_once(asked, ingested or asked.understood(tables))


def _at_once(asked: _Asked, ingested: Ingested) -> Found:
    from clvcli.backtest.run import backtests
    from clvcli.customers.summary import summarise

    with _at_work(asked) as progress:
        customers = summarise(ingested.lines, as_of=asked.reading.as_of)
        asked.session.doubt(customers.notes, strict=asked.reading.strict)
        return _checked(backtests(ingested.lines, customers, **_what(asked, progress)))


def _in_parts(asked: _Asked, ingested: Ingested) -> Found | None:
    """Return what came of orders that are laid apart; None where a forecast needs all customers at once."""
    from clvcli.backtest.forecaster import NotInPartsError
    from clvcli.backtest.in_parts import backtests_in_parts
    from clvcli.customers.in_parts import summarise_in_parts
    from clvcli.scratch import scratch_folder

    with _at_work(asked) as progress:
        customers = summarise_in_parts(
            ingested.parts, as_of=asked.reading.as_of, folder=scratch_folder(), watch=progress
        )
        asked.session.doubt(customers.notes, strict=asked.reading.strict)
        try:
            return _checked(backtests_in_parts(customers, **_what(asked, progress)))
        except NotInPartsError:
            return None


@contextlib.contextmanager
def _at_work(asked: _Asked) -> Iterator[Progress]:
    from clvcli.cli.reading import naming

    with naming(asked.inputs), asked.session.voice.working("holding the forecast against what came") as progress:
        yield progress
    asked.session.elapsed("forecast held against what came")


def _what(asked: _Asked, progress: Progress) -> Trying:
    """Return what is to be tried, and who is told how far it has come."""
    return {
        "length": asked.holding.length(),
        "folds": asked.holding.folds,
        "model": asked.valuing.model,
        "watch": progress,
    }


def _checked(found: Found) -> Found:
    """Return what came of it, or raise why nothing did in any currency."""
    failed = [each for each in found.values() if isinstance(each, AnalysisError)]
    if len(failed) == len(found):
        raise failed[0]
    return found


def _judged(session: Session, found: Found, reading: Reading) -> list[Backtest]:
    """Return the backtests that were made, and keep what is to be said of the others and of all."""
    from clvcli import notes

    judged: list[Backtest] = []
    for currency, each in found.items():
        if isinstance(each, AnalysisError):
            session.doubt([notes.not_judged(each.message, currency=currency)], strict=reading.strict)
        else:
            judged.append(each)
    first = judged[0]
    session.facts |= {
        "as_of": first.holdout.last.isoformat(),
        "holdout_days": first.holdout.days,
        "cuts": [cut.isoformat() for cut in first.holdout.cuts],
        "currency": [each.currency for each in judged],
        "customers": [each.customers for each in judged],
        "model": [each.chosen for each in judged],
        "totals": [each.verdict.totals and each.verdict.totals.standing for each in judged],
        "ranking": [each.verdict.ranking and each.verdict.ranking.standing for each in judged],
    }
    return judged


def _show(session: Session, found: Found, inputs: Sequence[str]) -> None:
    """Draw the tables, the verdict last."""
    from clvcli.output.render_terminal import ReportView
    from clvcli.output.report import build_backtest

    session.facts |= {"output": None, "format": "table"}
    session.streams.show(ReportView(build_backtest(found, inputs), session.streams.encoding, session.language))
    session.streams.flush()
