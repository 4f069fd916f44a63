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
    from typer.main import get_command

    from clvcli.cli.tree import app, command_of

    context = cast("TyperGroup", get_command(app)).make_context("clvcli", [], resilient_parsing=True)
    sections: dict[str, dict[tuple[str, str], list[str]]] = {}
    for command in PIPELINE:
        for param in command_of(command).params:
            spelled_and_help = param.param_type_name == "option" and param.get_help_record(context)
            if spelled_and_help:
                section = sections.setdefault(getattr(param, "rich_help_panel", None) or "Any command", {})
                section.setdefault(spelled_and_help, []).append(command)
    return "\n\n".join(_section(title, found) for title, found in sections.items())


def columns() -> str:
    """Return the columns of `compute` and what each holds."""
    from clvcli.valuation.schema import VALUES

    return _table(("column", "holds"), ((f"`{column.name}`", column.meaning) for column in VALUES))


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
