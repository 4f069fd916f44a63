"""One way out for rows: every format gets the same settled values, and goes to a whole file or to stdout."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clvcli.errors import TargetError
from clvcli.output.cells import controls_shown, cut_by_excel, formulas_guarded
from clvcli.output.delimited import write_csv, write_tsv
from clvcli.output.files import OnlyIfChanged
from clvcli.output.json_rows import write_json, write_jsonl
from clvcli.output.markdown_rows import write_markdown
from clvcli.output.objects import written_whole
from clvcli.output.parquet import write_parquet
from clvcli.output.settled import Rows, Settled, instants_as_text, settle
from clvcli.output.table import Viewport, write_table
from clvcli.output.targets import FORMATS, check_target, choose_format, is_standard_output
from clvcli.output.workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clvcli.output.targets import Excel
    from clvcli.output.terminal import Sink, Streams

__all__ = ["FORMATS", "Rows", "Written", "check_target", "choose_format", "write_rows"]

GUARDED = frozenset({"csv", "tsv"})
"""Formats a spreadsheet opens as if each cell had been typed in."""

READ = "md"
"""The format people read: there nothing may turn a line round either."""

KEPT = frozenset({"json", "jsonl", "parquet"})
"""Formats that keep control characters: programs read them, and JSON escapes them in its own way."""

WRITERS: Mapping[str, Callable[[Settled, Sink], None]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "xlsx": write_workbook,
    "md": write_markdown,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written, for a message about it."""

    rows: int
    """Rows the result has."""
    shown: int
    """Rows written: fewer where a table on a terminal was cut or a limit was given."""
    guarded: int
    """Cells that got an apostrophe because a spreadsheet would run them."""
    cut: int = 0
    """Cells of a CSV for Excel in which it will drop digits, whatever is written."""
    left_alone: bool = False
    """Whether the file had these bytes already, and was left as it was."""


def write_rows(
    rows: Rows,
    *,
    output: str | None,
    option: str = "-o",
    format: str,  # noqa: A002  (the option's name)
    excel: Excel | None = None,
    raw: bool = False,
    decimals: int | None = None,
    limit: int | None = None,
    wide: bool = False,
    clobber: bool = True,
    only_if_changed: bool = False,
    sensitive: bool = True,
    streams: Streams,
) -> Written:
    """Write `rows` to the file `output` of `option`, replaced whole, or to standard output (None or `-`).

    `excel` writes a CSV for a double click, and changes no other format; `raw` leaves text in CSV and TSV as it
    is (standard output on a terminal apart); `decimals` rounds money; `limit` writes the first rows only (a table
    on a terminal: 20 unless given); `wide` shows all columns of a table; `only_if_changed` leaves a file alone
    whose bytes would stay the same; `sensitive` makes a new file private.
    Raises UnfitNumberError, WorkbookLimitError, TargetError and WriteError, and BrokenPipeError where the
    reader of standard output has gone.
    """
    to_stdout = is_standard_output(output)
    view = Viewport.of(streams, to_stdout=to_stdout, wide=wide, rows=rows.frame.height, limit=limit)
    settled = settle(rows, decimals=decimals)
    if format == "table" or limit is not None:
        settled = settled.first(view.rows)
    excel = excel if format == "csv" else None
    shown, guarded = _shown(settled, format, excel=excel is not None, raw=raw and not view.is_terminal)
    write = _writer(format, view, excel)
    asked = OnlyIfChanged() if only_if_changed else None
    if output is None or to_stdout:
        write(shown, streams)
        streams.flush()
    else:
        _refuse_to_replace(Path(output), clobber=clobber)
        with written_whole(output, private=sensitive, option=option, only_if_changed=asked) as file:
            write(shown, file)
    cut = cut_by_excel(settled.text) if excel is not None else 0
    return Written(
        rows=rows.frame.height,
        shown=shown.rows.frame.height,
        guarded=guarded,
        cut=cut,
        left_alone=asked is not None and asked.left_alone,
    )


def _writer(name: str, view: Viewport, excel: Excel | None) -> Callable[[Settled, Sink], None]:
    if name == "table":
        return functools.partial(write_table, view=view)
    return WRITERS[name] if excel is None else functools.partial(write_csv, excel=excel)


def _shown(settled: Settled, name: str, *, excel: bool, raw: bool) -> tuple[Settled, int]:
    """Return the rows as a format shows them, and how many cells were guarded."""
    if name == "parquet":
        return settled, 0
    text, guarded = settled.text, 0
    shown = settled.shown(instants_as_text(settled.rows.frame))
    if name in GUARDED and not raw:
        columns, guarded = formulas_guarded(text, phones=excel)
        shown = shown.shown(columns)
    if name not in KEPT and not (raw and name in GUARDED):
        shown = shown.shown(controls_shown(text, turning=name == READ))
    return shown, guarded


def _refuse_to_replace(target: Path, *, clobber: bool) -> None:
    if target.is_file() and not clobber:
        raise TargetError.exists(str(target))
