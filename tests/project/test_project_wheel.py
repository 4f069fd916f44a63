"""What is handed out: a wheel and a source archive, installed where nothing else is (`make test-wheel`)."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

import clvcli
from tests.contract.contract_cli import log_text

pytestmark = pytest.mark.wheel

PROJECT = Path(__file__).parents[2]

DEVELOPMENT = ("pytest", "hypothesis", "ruff", "mypy", "openpyxl", "html5lib", "pandas", "tests", "docs")


class HandedOut(NamedTuple):
    """What an index gets: a source archive, and a wheel made of it."""

    source: Path
    wheel: Path


def built(target: Path, *options: str) -> HandedOut:
    subprocess.run(
        [sys.executable, "-m", "build", *options, "--outdir", target, PROJECT], check=True, capture_output=True
    )
    return HandedOut(
        target / f"clvcli-{clvcli.__version__}.tar.gz", target / f"clvcli-{clvcli.__version__}-py3-none-any.whl"
    )


def kept(*folders: str) -> set[str]:
    """Return the files of the repository, or of some folders of it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *folders], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.split("\0") if name and (PROJECT / name).is_file()}


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> HandedOut:
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def prefix(handed_out: HandedOut, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("elsewhere") / "env"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run(
        [folder / "bin" / "pip", "install", "--quiet", handed_out.wheel], check=True, capture_output=True
    )
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "log.csv").write_text(log_text(120))
    return tmp_path


def run(prefix: Path, shop: Path, *words: str) -> str:
    """Run the installed tool with next to no environment, warnings being errors; return what it printed."""
    said = {"PATH": os.defpath, "HOME": str(shop), "PYTHONWARNINGS": "error"}
    ran = subprocess.run(
        [prefix / "bin" / "clvcli", *words], cwd=shop, env=said, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_source_archive_holds_every_file_that_is_kept(handed_out: HandedOut) -> None:
    with tarfile.open(handed_out.source) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert kept() - held == set()


def test_the_wheel_holds_every_file_of_the_package_the_manual_and_nothing_else(handed_out: HandedOut) -> None:
    about = f"clvcli-{clvcli.__version__}"
    with zipfile.ZipFile(handed_out.wheel) as archive:
        held = {name for name in archive.namelist() if not name.startswith(f"{about}.dist-info/")}
    assert held >= kept("clvcli") | {f"{about}.data/data/share/man/man1/clvcli.1"}
    assert {Path(name).parts[0] for name in held} == {"clvcli", f"{about}.data"}
    assert [name for name in held if "__pycache__" in name] == []


def test_the_wheel_of_the_source_archive_is_that_of_the_repository(handed_out: HandedOut, tmp_path: Path) -> None:
    assert built(tmp_path, "--wheel").wheel.read_bytes() == handed_out.wheel.read_bytes()


def test_an_installation_asks_for_no_development_tool_and_is_consistent(prefix: Path) -> None:
    look = f"import importlib.util as u; print(*[n for n in {DEVELOPMENT!r} if u.find_spec(n)])"
    found = subprocess.run(
        [prefix / "bin" / "python", "-I", "-c", look], capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == []
    subprocess.run([prefix / "bin" / "pip", "check"], check=True, capture_output=True)


def test_an_installation_tells_its_version_its_help_and_its_manual(prefix: Path, shop: Path) -> None:
    assert run(prefix, shop, "--version") == f"clvcli {clvcli.__version__}\n"
    assert "compute" in run(prefix, shop, "--help")
    assert (prefix / "share" / "man" / "man1" / "clvcli.1").read_bytes() == (
        PROJECT / "docs" / "clvcli.1"
    ).read_bytes()


def test_an_installation_goes_the_whole_way_in_every_language_and_format(prefix: Path, shop: Path) -> None:
    run(prefix, shop, "ingest", "log.csv", "--into", "orders.store")
    run(prefix, shop, "compute", "orders.store", "-o", "clv.parquet")
    run(prefix, shop, "segment", "clv.parquet", "-o", "segments.xlsx")
    for language in ("en", "da", "sv"):
        run(prefix, shop, "report", "log.csv", "--model", "none", "--lang", language, "-o", f"{language}.html")
        page = (shop / f"{language}.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in page
        assert page.count("<svg") > 3
    run(prefix, shop, "report", "log.csv", "--model", "none", "-o", "report.xlsx")
    assert run(prefix, shop, "report", "clv.parquet", "--email-ready").startswith("<!DOCTYPE html>")
