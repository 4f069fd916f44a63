"""The parts of the README that the program itself knows; `make docs` writes them in.

Each function returns Markdown made from a declaration in the code, so a table in the README cannot
say anything else than the program does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer.core import TyperGroup

PIPELINE = ("ingest", "compute", "segment", "report", "backtest")


def options() -> str:
    """Return the options of the pipeline's commands, a table for each heading of `--help`."""
    return "\n\n".join(_section(title, found) for title, found in option_sections(PIPELINE).items())


def option_sections(commands: Iterable[str]) -> dict[str, dict[tuple[str, str], list[str]]]:
    """Return by heading of `--help` how each option is spelled and what it does, and which commands have it."""
    from typer.main import get_command

    from clvcli.cli.tree import app, command_of

    context = cast("TyperGroup", get_command(app)).make_context("clvcli", [], resilient_parsing=True)
    sections: dict[str, dict[tuple[str, str], list[str]]] = {}
    for command in commands:
        for param in command_of(command).params:
            spelled_and_help = param.param_type_name == "option" and param.get_help_record(context)
            if spelled_and_help:
                section = sections.setdefault(getattr(param, "rich_help_panel", None) or "Any command", {})
                section.setdefault(spelled_and_help, []).append(command)
    return sections


def columns() -> str:
    """Return the columns of `compute` and what each holds."""
    from clvcli.valuation.schema import VALUES

    return _table(("column", "holds"), ((f"`{column.name}`", column.meaning) for column in VALUES))


def ladder() -> str:
    """Return what predicts, step by step, with what each step asks of the orders."""
    from clvcli.choosing.rivals import LEVEL
    from clvcli.models.family import MEMBERS
    from clvcli.valuation import boost, cohort_curve, gate, season
    from clvcli.valuation.candidates import YARDSTICK

    models = ", ".join(member.title for member in MEMBERS if member.name != YARDSTICK)
    steps = (
        (
            "a model of purchases",
            (
                f"{models}: fitted to all customers, tried on the end of the orders; those within {LEVEL:.0%} of"
                " the nearest are level, and of these the best ranking predicts"
            ),
            (
                f"{gate.REPEAT_BUYERS} customers who came back, {gate.SPAN_DAYS} days, somebody who bought on"
                f" {gate.PURCHASE_DAYS}; signs that customers leave"
            ),
        ),
        (
            "season and level",
            "months of the year and the last quarter against what the model expects",
            f"{season.A_YEAR} days; nearer on the last quarters",
        ),
        (
            "boost",
            "trees that learn from the last quarters what the model misses",
            f"{boost.LEAST_CUSTOMERS:,} customers; nearer on the last quarters",
        ),
        (
            "the cohort curve, or NBD",
            (
                "what earlier customers went on to do, or all who came as if nobody left; no further than half"
                " the time the orders span"
            ),
            (
                f"{cohort_curve.LEAST_CUSTOMERS} customers, {cohort_curve.LEAST_SPAN} days,"
                f" {cohort_curve.LEAST_PURCHASES} purchases to learn from"
            ),
        ),
        ("historic", "no forecast", "one order"),
    )
    return _table(("step", "what it does", "what it asks of the orders"), steps)


def exit_statuses() -> str:
    """Return what the process returns, and when."""
    from clvcli.cli.funnel import STATUSES

    return _table(("status", "meaning"), STATUSES.items())


def _section(title: str, found: dict[tuple[str, str], list[str]]) -> str:
    rows = ((f"`{spelled}`", _commands(names), said) for (spelled, said), names in found.items())
    return f"**{title}**\n\n{_table(('option', 'of', 'what it does'), rows)}"


def _commands(names: list[str]) -> str:
    return "all" if names == list(PIPELINE) else ", ".join(names)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
