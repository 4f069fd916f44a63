from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from clvcli.output.render_json import render_json
from clvcli.output.render_markdown import render_markdown
from clvcli.output.render_terminal import render_terminal
from clvcli.output.report import build_report

if TYPE_CHECKING:
    from clvcli.output.document import Document
    from clvcli.output.report_inputs import ReportInputs


def printed(document: Document, width: int, encoding: str = "utf-8") -> str:
    file = io.StringIO()
    render_terminal(document, Console(file=file, width=width, color_system=None), encoding=encoding)
    return file.getvalue()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(inputs: ReportInputs, width: int) -> None:
    assert max(cell_len(line) for line in printed(build_report(inputs), width).splitlines()) <= width


def test_an_ascii_terminal_gets_ascii(inputs: ReportInputs) -> None:
    assert printed(build_report(inputs), 80, "ascii").isascii()


def test_json_parses_and_names_its_schema(inputs: ReportInputs) -> None:
    tree = json.loads(render_json(build_report(inputs)))
    assert (tree["schema"], tree["schema_version"]) == ("clvcli.report", "1.0")


def test_markdown_has_no_trailing_blanks(inputs: ReportInputs) -> None:
    assert all(line == line.rstrip() for line in render_markdown(build_report(inputs)).splitlines())
