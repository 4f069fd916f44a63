"""A store on object storage, at a server of this machine that speaks S3 (`make test-s3`)."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.errors import StoreBusyError
from clvcli.orders import keep as keeping
from clvcli.orders.store import table
from tests.store.s3_server import BUCKET, ROOT, SECRET, STORE, Server, clvcli, command, told
from tests.store.store_exports import content, kept, shop, write

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.s3

# --- the same as a folder --------------------------------------------------------------------


def test_a_store_of_a_bucket_holds_what_one_of_a_folder_does(server: Server, tmp_path: Path) -> None:
    rows = shop(orders=120)
    for night in (rows[:150], rows, rows):
        export = write(tmp_path / "night.csv", night)
        there, here = (kept(place, export) for place in (STORE, tmp_path / "store"))
        assert (there.store.version, there.months) == (here.store.version, here.months)
    assert content(STORE).equals(content(tmp_path / "store"))
    assert content(STORE, version=0).equals(content(tmp_path / "store", version=0))
    assert len(server.objects()) == len([path for path in (tmp_path / "store").rglob("*") if path.is_file()])


def test_commands_say_of_a_bucket_what_they_say_of_a_folder(server: Server, tmp_path: Path) -> None:
    export = write(tmp_path / "all.csv", shop(orders=400))
    done = clvcli(server, "ingest", export, "--into", STORE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    kept(tmp_path / "store", export)
    for name in ("compute", "segment", "report", "backtest"):
        options = ("--model", "bg-nbd" if name == "backtest" else "none")
        there, here = (clvcli(server, name, place, *options) for place in (STORE, tmp_path / "store"))
        assert there.returncode == here.returncode, there.stderr
        assert there.stdout.replace(STORE, "STORE") == here.stdout.replace(str(tmp_path / "store"), "STORE")
        assert there.stderr.replace(STORE, "STORE") == here.stderr.replace(str(tmp_path / "store"), "STORE")


def test_other_engines_read_the_bucket(server: Server, tmp_path: Path) -> None:
    kept(STORE, write(tmp_path / "all.csv", shop(orders=60)))
    by_polars = pl.scan_delta(STORE, storage_options=server.environment, credential_provider=None).collect()
    expected = content(STORE)
    assert by_polars["net_after_refund"].sum() == expected["net_after_refund"].sum()
    assert by_polars.height == expected.height


# --- runs at once ----------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{}, {"AWS_CONDITIONAL_PUT": "disabled", "AWS_S3_ALLOW_UNSAFE_RENAME": "true"}])
def test_a_version_is_written_once_whatever_the_environment_says(
    said: dict[str, str], server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    rows = shop(orders=20)
    kept(STORE, write(tmp_path / "1.csv", rows))
    seen = table.open_store(STORE)
    kept(STORE, write(tmp_path / "2.csv", [*rows, (5000, "z", "z@example.org", *rows[0][3:])]))
    before = server.objects()
    month = seen.files[0].month
    with pytest.raises(StoreBusyError):
        table.commit(seen, {month: seen.lines([month]).collect()})
    assert server.objects() == before, "nothing of the run that came second is left"
    assert "5000" in content(STORE)["order_id"]


def test_a_store_is_made_once(server: Server, tmp_path: Path) -> None:
    nothing = table.open_store(STORE)
    kept(STORE, write(tmp_path / "1.csv", shop(orders=20)))
    before, lines = server.objects(), content(STORE)
    with pytest.raises(StoreBusyError):
        table.commit(nothing, {"2024-01": table.open_store(STORE).lines().collect()})
    assert server.objects() == before
    assert content(STORE).equals(lines)


@pytest.mark.usefixtures("server")
def test_a_run_that_another_overtakes_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = shop(orders=60)
    first, second = (write(tmp_path / f"{n}.csv", [row for row in rows if row[0] % 2 == n]) for n in (0, 1))
    kept(STORE, write(tmp_path / "start.csv", rows[:1]))
    own = table.commit
    overtaken: list[bool] = []

    def commit(*arguments: Any, **options: Any) -> object:
        if not overtaken:
            overtaken.append(True)
            kept(STORE, second)
        return own(*arguments, **options)

    monkeypatch.setattr(keeping, "commit", commit)
    kept(STORE, first)
    kept(tmp_path / "alone", write(tmp_path / "all.csv", rows))
    assert content(STORE).equals(content(tmp_path / "alone"))


def test_of_runs_at_once_nothing_is_lost(server: Server, tmp_path: Path) -> None:
    rows = shop(orders=150)
    parts = [write(tmp_path / f"{n}.csv", [row for row in rows if row[0] % 3 == n]) for n in range(3)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **server.environment}
    runs = [
        subprocess.Popen(command("ingest", part, "--into", STORE), env=environment, stderr=subprocess.DEVNULL)
        for part in parts
    ]
    for part, run in zip(parts, runs, strict=True):
        assert run.wait() in {0, 75}
        if run.returncode:
            assert clvcli(server, "ingest", part, "--into", STORE).returncode == 0
    kept(tmp_path / "alone", write(tmp_path / "all.csv", rows))
    assert content(STORE).equals(content(tmp_path / "alone"))


# --- what goes wrong -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("store", "environment", "reading", "writing"),
    [
        (STORE, {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, (2, "CLV708"), (2, "CLV708")),
        (STORE, {"AWS_ACCESS_KEY_ID": ""}, (2, "CLV708"), (2, "CLV708")),
        (f"s3://invented:{SECRET}@{BUCKET}/orders.store", {}, (2, "CLV708"), (2, "CLV708")),
        ("s3://no-such-bucket/orders.store", {}, (66, "CLV709"), (73, "CLV704")),
        (STORE, {"AWS_ALLOW_HTTP": ""}, (66, "CLV709"), (73, "CLV704")),
        (STORE, {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, (75, "CLV710"), (75, "CLV710")),
    ],
    ids=["no credentials", "half of them", "a secret in the address", "no bucket", "not encrypted", "no answer"],
)
def test_what_keeps_a_run_out_is_told_in_one_line(
    store: str, environment: dict[str, str], reading: tuple[int, str], writing: tuple[int, str],
    server: Server, tmp_path: Path,
) -> None:  # fmt: skip
    export = write(tmp_path / "all.csv", shop(orders=20))
    assert told(server, "compute", store, **environment) == reading
    assert told(server, "ingest", export, "--into", store, **environment) == writing
    assert server.objects() == set()


def test_a_run_without_the_right_to_enter_is_told_so(server: Server, tmp_path: Path) -> None:
    export = write(tmp_path / "all.csv", shop(orders=20))
    server.ask("POST", "moto-api/reset-auth", b"0")
    try:
        assert told(server, "compute", STORE) == (66, "CLV709")
        assert told(server, "ingest", export, "--into", STORE) == (73, "CLV704")
    finally:
        server.ask("POST", "moto-api/reset-auth", b"inf")


def test_a_file_that_is_missing_from_the_bucket_is_named(server: Server, tmp_path: Path) -> None:
    kept(STORE, write(tmp_path / "all.csv", shop(orders=20)))
    server.ask("DELETE", f"{BUCKET}/orders.store/{table.open_store(STORE).files[0].path}")
    assert told(server, "compute", STORE) == (65, "CLV703")


def test_where_there_is_no_store_there_is_no_input(server: Server) -> None:
    assert told(server, "compute", STORE) == (66, "CLV101")
