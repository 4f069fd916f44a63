"""A store on object storage, at a server of this machine that speaks S3 (`make test-s3`)."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.errors import StoreBusyError
from clvcli.orders import keep as keeping
from clvcli.orders.store import table
from tests.store.store_exports import content, kept, shop, write

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.s3

ROOT = Path(__file__).parents[2]

SECRET = "an-invented-secret"  # noqa: S105  (of no account)

BUCKET = "shop"

STORE = f"s3://{BUCKET}/orders.store"

SERVING = """
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple
run_simple("127.0.0.1", {port}, DomainDispatcherApplication(create_backend_app), threaded=False)
"""
"""One request at a time: moto looks for an object and then puts it, where object storage does both at once."""


@dataclass(frozen=True)
class Server:
    """Object storage with one empty bucket."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL": self.url, "AWS_ALLOW_HTTP": "true", "AWS_REGION": "eu-north-1",
                "AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": SECRET}  # fmt: skip

    def ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        kind = {"Content-Type": "text/plain"}
        request = urllib.request.Request(f"{self.url}/{path}", body, kind, method=method)  # noqa: S310  (of this machine)
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  (the same)
            return bytes(answer.read())

    def objects(self) -> set[str]:
        return set(re.findall(r"<Key>(.*?)</Key>", self.ask("GET", f"{BUCKET}?list-type=2").decode()))


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    port = free_port()
    run = subprocess.Popen([sys.executable, "-c", SERVING.format(port=port)],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}")
    try:
        for _ in range(300):
            assert run.poll() is None, "no moto here: make test-s3 installs it"
            with contextlib.suppress(OSError):
                server.ask("GET", "moto-api/")
                break
            time.sleep(0.1)
        yield server
    finally:
        run.terminate()
        run.wait()


@pytest.fixture(scope="module")
def machine() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(machine: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return the server with one empty bucket, and let the environment of this process speak of it."""
    machine.ask("POST", "moto-api/reset")
    machine.ask("PUT", BUCKET)
    for name, value in machine.environment.items():
        monkeypatch.setenv(name, value)
    return machine


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "clvcli", *map(str, words)]


def clvcli(server: Server, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tool; an empty value takes a variable away."""
    said = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **server.environment, **environment}
    return subprocess.run(command(*words), capture_output=True, text=True, check=False, timeout=120,
                          env={name: value for name, value in said.items() if value})  # fmt: skip


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


def told(server: Server, *words: str | Path, **environment: str) -> tuple[int, str]:
    """Return the status of a run that fails, and its code, having looked for secrets and traces."""
    ran = clvcli(server, *words, "-vv", **environment)
    said = ran.stdout + ran.stderr
    assert SECRET not in said
    assert "Traceback" not in said
    errors = re.findall(r"^clvcli: error\[(\w+)\]: ", ran.stderr, flags=re.MULTILINE)
    assert len(errors) == 1, ran.stderr
    return ran.returncode, errors[0]


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
