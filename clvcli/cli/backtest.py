"""`backtest`: the forecast held against orders that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  (Typer resolves the annotations)

from clvcli.budget import Budget
from clvcli.cli.fitting import check_fits, estimate
from clvcli.cli.model_files import refuse_model_file
from clvcli.cli.options import Holding, Inputs, Reading, Target, Valuing  # noqa: TC001  (the same)
from clvcli.cli.run import Run  # noqa: TC001  (the same)
from clvcli.cli.scaling import Memory  # noqa: TC001  (the same)
from clvcli.cli.session import begin, deliver, destination
from clvcli.errors import AnalysisError, BadValueError
from clvcli.output.targets import is_standard_output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.backtest.run import Backtest
    from clvcli.cli.session import Session
    from clvcli.orders.tables import RawTable


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

    read = read_inputs(session, inputs, reading)
    budget = Budget.of(memory)
    check_fits(budget, read, "backtest", estimate(read, "backtest"))
    found = _backtests(session, read, inputs, holding, valuing, target, reading, budget)
    judged = _judged(session, found, reading)
    if chosen == "table" and is_standard_output(target.output) and not target.dry_run:
        _show(session, found, inputs)
    else:
        deliver(session, tables.backtest_rows(judged, session.about(inputs)), target, chosen)
    session.finish()


def _backtests(
    session: Session,
    tables: Sequence[RawTable],
    inputs: Sequence[str],
    holding: Holding,
    valuing: Valuing,
    target: Target,
    reading: Reading,
    budget: Budget,
) -> Mapping[str | None, Backtest | AnalysisError]:
    """Read the orders, cut them, and return what came of it in each currency."""
    from clvcli.backtest.run import backtests
    from clvcli.cli.reading import naming, understand_orders
    from clvcli.customers.summary import summarise

    ingested = understand_orders(session, tables, inputs, reading, target, customers_only=True, budget=budget)
    with naming(inputs), session.voice.working("holding the forecast against what came"):
        customers = summarise(ingested.lines, as_of=reading.as_of)
        session.doubt(customers.notes, strict=reading.strict)
        found = backtests(
            ingested.lines, customers, length=holding.length(), folds=holding.folds, model=valuing.model
        )
        failed = [each for each in found.values() if isinstance(each, AnalysisError)]
        if len(failed) == len(found):
            raise failed[0]
    session.elapsed("forecast held against what came")
    return found


def _judged(
    session: Session, found: Mapping[str | None, Backtest | AnalysisError], reading: Reading
) -> list[Backtest]:
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


def _show(session: Session, found: Mapping[str | None, Backtest | AnalysisError], inputs: Sequence[str]) -> None:
    """Draw the tables, the verdict last."""
    from clvcli.output.render_terminal import ReportView
    from clvcli.output.report import build_backtest

    session.facts |= {"output": None, "format": "table"}
    session.streams.show(ReportView(build_backtest(found, inputs), session.streams.encoding, session.language))
    session.streams.flush()
