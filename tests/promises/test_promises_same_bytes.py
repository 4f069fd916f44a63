"""R20: the same input gives the same bytes, whoever runs it, wherever and whenever."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import BadValueError
from clvcli.output.made import made_at, source_date
from tests.contract.contract_cli import HEADER, Cli, log_rows, log_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]

CUSTOMERS = 120

PEOPLE = "Customer ID,Email,Country,Consent,ad_user_data,ad_personalization\n" + "".join(
    f"{number:03d},kunde{number}@example.dk,DK,yes,yes,yes\n" for number in range(CUSTOMERS)
)

READ = ("log.csv", "--customers", "people.csv", "--lang", "en")
"""The language of people follows the locale on purpose, so that it is named."""

QUICK = ("--model-file", "model.json")

STEPS: Sequence[Sequence[str]] = (
    ("compute", *READ, "-o", "clv.csv", "--save-model", "model.json"),
    ("compute", *READ, *QUICK, "-o", "clv.parquet"),
    ("ingest", *READ, "-o", "lines.parquet"),
    ("ingest", *READ, "-o", "lines.csv"),
    ("segment", *READ, *QUICK, "--profile", "-o", "segments.xlsx", "--summary", "summary.tsv", "--save-cuts", "cuts.json"),
    ("segment", *READ, *QUICK, "-o", "segments.json", "--audience", "google", "--audience-to", "audience"),
    ("report", *READ, *QUICK, "-o", "report.html"),
    ("report", *READ, *QUICK, "-o", "report.xlsx"),
    ("report", "clv.parquet", "--lang", "en", "-o", "report.md"),
)  # fmt: skip
"""Every kind of file once; that rows are the same in each format in which they are written, `tests/output` holds."""

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "COLUMNS": "80"}

ELSEWHERE = {"TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7", "COLUMNS": "41",
             "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "TERM": "xterm", "USER": "somebody"}  # fmt: skip


@pytest.fixture
def clvcli(tmp_path: Path) -> Cli:
    """Return the tool in a folder with nothing but `log.csv`."""
    (tmp_path / "log.csv").write_text(log_text(CUSTOMERS))
    return Cli(tmp_path, {"HOME": "/nonexistent", "PATH": os.environ["PATH"], "PYTHONWARNINGS": "error"})


def started(
    folder: Path, rows: Sequence[str], environment: Mapping[str, str], *, days: int, umask: int
) -> subprocess.Popen[str]:
    """Run STEPS in a new folder, in its own environment."""
    folder.mkdir(parents=True)
    (folder / "log.csv").write_text(HEADER + "\n".join(rows) + "\n")
    (folder / "people.csv").write_text(PEOPLE)
    steps = folder.parent / "steps.json"
    steps.write_text(json.dumps(STEPS))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.promises.same_bytes", str(folder), str(steps), str(days)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder.parent), **environment},
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, umask=umask,
    )  # fmt: skip


def written(folder: Path) -> dict[str, bytes]:
    inputs = {"log.csv", "people.csv"}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name not in inputs}


@pytest.mark.slow
def test_r20_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """The same orders and options give the same bytes in CSV, TSV, JSON, Parquet, Excel, HTML and Markdown.

    Neither the clock, the time zone, the locale, the hash seed, the number of threads, the width of the terminal,
    the umask, the folder it runs in nor the order of the rows makes a difference.  (A report cites the line of the
    file that proves how it is written: here the first row stays the first.)
    """
    first, *others = log_rows(CUSTOMERS)
    shuffled = random.Random(20).sample(others, len(others))  # noqa: S311  (an order of rows, not a secret)
    runs = [
        started(tmp_path / "here" / "shop", [first, *others], HERE, days=0, umask=0o022),
        started(tmp_path / "else where" / "butik", [first, *shuffled], ELSEWHERE, days=3210, umask=0o077),
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0), ("", 0)]
    here, there = written(tmp_path / "here" / "shop"), written(tmp_path / "else where" / "butik")
    assert here.keys() == there.keys()
    assert {Path(name).suffix for name in here} == {".csv", ".tsv", ".json", ".parquet", ".xlsx", ".html", ".md"}
    assert [name for name, content in here.items() if there[name] != content] == []


@pytest.mark.parametrize(
    ("command", "said", "year"),
    [("compute", "", 2023), ("compute", "1609459200", 2021), ("report", "1609459200", 2021)],
)
def test_r20_a_workbook_was_made_on_the_day_of_its_figures_or_at_the_date_of_the_sources(
    clvcli: Cli, command: str, said: str, year: int
) -> None:
    ran = clvcli(command, "log.csv", "--model", "none", "-o", "book.xlsx", env={"SOURCE_DATE_EPOCH": said})
    assert ran.exit_code == 0
    with zipfile.ZipFile(clvcli.folder / "book.xlsx") as archive:
        created = archive.read("docProps/core.xml").decode().partition("<dcterms:created")[2]
        assert created.startswith(f' xsi:type="dcterms:W3CDTF">{year}-')
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_r20_a_date_of_the_sources_is_seconds_since_1970() -> None:
    at = {"SOURCE_DATE_EPOCH": "1735689600"}
    assert source_date(at) == datetime(2025, 1, 1, tzinfo=UTC)
    assert source_date({"SOURCE_DATE_EPOCH": ""}) is None
    assert made_at(None).tzinfo is None


@pytest.mark.parametrize("said", ["soon", "-1", "1.5", " 1", "٣", "9" * 20])
def test_r20_what_is_no_date_of_the_sources_stops_the_run(said: str) -> None:
    with pytest.raises(BadValueError) as told:
        source_date({"SOURCE_DATE_EPOCH": said})
    assert told.value.message == f"SOURCE_DATE_EPOCH: `{said}` is not a number of seconds since 1970"


def test_r20_a_date_that_is_none_is_told_before_any_work(clvcli: Cli) -> None:
    ran = clvcli("compute", "missing.csv", "-o", "clv.csv", env={"SOURCE_DATE_EPOCH": "soon"})
    assert ran.exit_code == 2
    assert "error[CLV503]: SOURCE_DATE_EPOCH: `soon` is not a number" in ran.stderr
    assert clvcli.files() == ["log.csv"]
