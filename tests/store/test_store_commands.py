"""Commands on stores: what `ingest --into` says, what reads a store, pseudonyms, and a night under cron."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clvcli.errors import ExitCode, PseudonymKeyError, PseudonymsDisagreeError
from clvcli.orders.pseudonyms import id_of, pseudonym, read_key
from tests.store.store_exports import content, kept, shop, write

ROOT = Path(__file__).parents[2]

KEY = b"an-invented-key-of-enough-characters"


def clvcli(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "clvcli", *map(str, words)], capture_output=True, text=True, cwd=ROOT,
                          env={"PATH": os.environ["PATH"], **environment}, check=False)  # fmt: skip


def test_values_of_a_store_are_those_of_its_exports(tmp_path: Path) -> None:
    export = write(tmp_path / "all.csv", shop(orders=400))
    assert clvcli("ingest", export, "--into", tmp_path / "store").stderr == ""
    of_store, of_export = (clvcli("compute", place, "--model", "none") for place in (tmp_path / "store", export))
    assert of_store.stdout == of_export.stdout
    assert of_store.returncode == 0


@pytest.mark.parametrize("command", ["segment", "report", "backtest"])
def test_other_commands_read_a_store(command: str, tmp_path: Path) -> None:
    kept(tmp_path / "store", write(tmp_path / "all.csv", shop(orders=400)))
    assert clvcli(command, tmp_path / "store", "--model", "bg-nbd").returncode in {0, 1}
    assert clvcli(command, tmp_path / "store", "--model", "bg-nbd").stderr.count("Traceback") == 0


def test_a_version_reproduces_the_run_of_then(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "1.csv", shop(orders=100)))
    then = clvcli("compute", store, "--model", "none").stdout
    kept(store, write(tmp_path / "2.csv", shop(orders=200)))
    assert clvcli("compute", store, "--model", "none").stdout != then
    assert clvcli("compute", store, "--model", "none", "--as-of-version", "0").stdout == then
    assert "is of a store" in clvcli("compute", tmp_path / "1.csv", "--as-of-version", "0").stderr


def test_a_dry_run_makes_no_store(tmp_path: Path) -> None:
    export = write(tmp_path / "all.csv", shop(orders=20))
    said = clvcli("ingest", export, "--into", tmp_path / "store", "--dry-run")
    assert "nothing is written" in said.stderr
    assert not (tmp_path / "store").exists()


def test_rejected_rows_stand_beside_the_store(tmp_path: Path) -> None:
    rows = [*shop(orders=60), (9, "c", "c@example.org", "2024-02-30", "", "paid", "s", 1, "1.00", "EUR")]
    said = clvcli("ingest", write(tmp_path / "all.csv", rows), "--into", tmp_path / "store")
    assert said.returncode == 0
    assert "2024-02-30" in (tmp_path / "store.rejects.csv").read_text()


# --- pseudonyms ------------------------------------------------------------------------------


def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "clvcli.key"
    path.touch(mode=0o600)
    path.write_bytes(KEY + b"\n")
    return path


def test_nothing_that_is_written_names_anybody(tmp_path: Path) -> None:
    rows = [*shop(orders=120), (9, "c999", "c999@example.org", "2024-02-30", "", "paid", "s", 1, "1.00", "EUR")]
    export, out = write(tmp_path / "all.csv", rows), tmp_path / "out"
    out.mkdir()
    secret = ("--pseudonymise", "--key-file", key_file(tmp_path))
    for words in (("ingest", export, "--into", out / "store"), ("ingest", export, "-o", out / "orders.csv"),
                  ("compute", export, "-o", out / "clv.csv", "--model", "none")):  # fmt: skip
        done = clvcli(*words, *secret)
        assert done.returncode == 0, done.stderr
        assert "example.org" not in done.stderr + done.stdout
    assert clvcli("compute", out / "store", "-o", out / "clv2.csv", "--model", "none").returncode == 0
    assert (out / "clv2.csv").read_bytes() == (out / "clv.csv").read_bytes()
    for path in [path for path in out.rglob("*") if path.is_file()]:
        found = path.read_bytes()
        assert b"@" not in found.replace(b"@timestamp", b"") or b"example" not in found
        assert (
            not re.search(rb"c\d+@|\bc\d{1,3}\b", found) if path.suffix == ".csv" else b"example.org" not in found
        )
        assert KEY not in found
    lines = content(out / "store")
    assert lines["customer_email"].str.starts_with("p-").all()
    assert pseudonym("c1@example.org", KEY) in set(lines["customer_email"])


def test_a_pseudonymised_store_takes_its_own_key_and_no_other(tmp_path: Path) -> None:
    export, store = write(tmp_path / "all.csv", shop(orders=30)), tmp_path / "store"
    kept(store, export, pseudonym_key=KEY)
    assert kept(store, export, pseudonym_key=KEY).months == 0
    with pytest.raises(PseudonymsDisagreeError, match="another key"):
        kept(store, export, pseudonym_key=KEY + b"2")
    with pytest.raises(PseudonymsDisagreeError, match="plain identities"):
        kept(store, export)
    kept(tmp_path / "plain", export)
    with pytest.raises(PseudonymsDisagreeError, match="holds plain"):
        kept(tmp_path / "plain", export, pseudonym_key=KEY)


def test_the_id_of_a_key_tells_nothing_else() -> None:
    assert id_of(KEY) == id_of(KEY)
    assert id_of(KEY) != id_of(KEY + b"2")
    assert pseudonym("a", KEY) != pseudonym("a", KEY + b"2")


def test_a_key_is_long_and_for_its_owner_only(tmp_path: Path) -> None:
    path = key_file(tmp_path)
    assert read_key(str(path), {}) == KEY
    assert read_key(None, {"CLVCLI_PSEUDONYM_KEY": KEY.decode()}) == KEY
    path.chmod(0o640)
    with pytest.raises(PseudonymKeyError, match="read by others"):
        read_key(str(path), {})
    with pytest.raises(PseudonymKeyError, match="needs 32"):
        read_key(None, {"CLVCLI_PSEUDONYM_KEY": "short"})
    with pytest.raises(PseudonymKeyError, match="cannot be read"):
        read_key(str(tmp_path / "none"), {})


# --- every night -----------------------------------------------------------------------------


def test_the_documented_night_runs_without_an_environment(tmp_path: Path) -> None:
    (cron,) = re.findall(r"^15 4 \* \* \* (.*)$", (ROOT / "docs" / "nightly.md").read_text(), flags=re.MULTILINE)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "clvcli"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m clvcli "$@"\n')
    program.chmod(0o700)
    (tmp_path / "shop" / "exports").mkdir(parents=True)
    rows = shop(orders=400)
    for night in (rows[:600], rows):
        write(tmp_path / "shop" / "exports" / "orders.csv", night)
        command = cron.replace("/opt/clvcli", str(tmp_path)).replace("/srv/shop", str(tmp_path / "shop"))
        ran = subprocess.run(
            ["/usr/bin/env", "-i", "/bin/sh", "-c", command], capture_output=True, cwd="/", check=False
        )
        assert (ran.returncode, ran.stdout) == (0, b""), ran.stderr
        assert b"error" not in ran.stderr
    assert (tmp_path / "shop" / "clv.parquet").stat().st_size > 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_the_documented_units_are_what_systemd_takes(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "nightly.md").read_text()
    units = re.findall(r"`/etc/systemd/system/(\S+)`:\n\n```ini\n(.*?)```", page, flags=re.DOTALL)
    assert [name for name, _ in units] == ["clvcli.service", "clvcli.timer"]
    for name, text in units:
        (tmp_path / name).write_text(text.replace("/opt/clvcli/bin/clvcli", sys.executable))
    files = [tmp_path / name for name, _ in units]
    checked = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_documented_service_runs_again_when_busy_and_only_then() -> None:
    page = (ROOT / "docs" / "nightly.md").read_text()
    (final,) = re.findall(r"^RestartPreventExitStatus=(.*)$", page, flags=re.MULTILINE)
    of_the_tool = {int(status) for status in ExitCode} - {ExitCode.OK, ExitCode.INTERRUPTED, ExitCode.TERMINATED}
    assert {int(status) for status in final.split()} == of_the_tool - {ExitCode.BUSY}


def test_the_documented_cleaning_gives_up_earlier_versions_only(tmp_path: Path) -> None:
    (clean,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "nightly.md").read_text(), flags=re.DOTALL)
    clean = clean.replace("/srv/shop/orders.store", str(store := tmp_path / "store"))
    rows = shop(orders=60)
    kept(store, write(tmp_path / "1.csv", rows[:60]))
    kept(store, write(tmp_path / "2.csv", rows))
    first, latest = content(store, version=0), content(store)
    subprocess.run([sys.executable, "-c", clean], check=True)
    assert content(store, version=0).equals(first)
    at_once = clean.replace("retention_hours=90 * 24", "retention_hours=0, enforce_retention_duration=False")
    subprocess.run([sys.executable, "-c", at_once], check=True)
    assert content(store).equals(latest)
    assert "CLV702" in (refused := clvcli("compute", store, "--as-of-version", "0").stderr), refused
    assert kept(store, write(tmp_path / "3.csv", [(9000, *row[1:]) for row in rows[:1]])).months == 1
