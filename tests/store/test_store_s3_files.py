"""Files on object storage, in and out, at a server of this machine that speaks S3 (`make test-s3`)."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import time
import urllib.error
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import TargetError
from clvcli.orders.store.objects import Object
from clvcli.output import objects
from clvcli.output.files import OnlyIfChanged
from tests.contract.contract_cli import HEADER, log_rows, log_text
from tests.store.s3_server import BUCKET, ROOT, SECRET, Server, clvcli, command, told

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.s3

LOG = f"s3://{BUCKET}/exports/log.csv"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return an invented log as a file of this machine."""
    path = tmp_path / "log.csv"
    path.write_text(log_text())
    return path


@pytest.fixture
def bucket(server: Server, log: Path) -> Server:
    """Return the server with the same log in its bucket."""
    Object(LOG).put(log)
    return server


def content(server: Server, name: str) -> bytes:
    return server.ask("GET", f"{BUCKET}/{name}")


def done(server: Server, *words: str | Path) -> str:
    """Run the tool, which is to have nothing to say, and return what it wrote."""
    ran = clvcli(server, *words)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


# --- in --------------------------------------------------------------------------------------


def test_an_export_in_a_bucket_gives_what_the_file_gives(bucket: Server, log: Path) -> None:
    assert done(bucket, "compute", LOG, "--model", "none") == done(bucket, "compute", log, "--model", "none")


def test_whatever_a_file_may_be_an_object_may_be_too(bucket: Server, log: Path, tmp_path: Path) -> None:
    """Compressed, in another encoding, a workbook, Parquet that is not called so."""
    expected = done(bucket, "compute", log, "--model", "none")
    rows = pl.read_csv(log, schema_overrides={"Customer ID": pl.String}, try_parse_dates=True)
    rows.write_excel(tmp_path / "log.xlsx")
    rows.write_parquet(tmp_path / "log")
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(log.read_bytes()))
    (tmp_path / "ordrer æøå.csv").write_bytes(log.read_text().replace("Customer ID", "Kundenr. æ").encode("cp1252"))
    for name, *options in (
        ("log",), ("log.csv.gz",), ("log.xlsx",), ("ordrer æøå.csv", "--map", "customer_id=Kundenr. æ", "--encoding", "cp1252")
    ):  # fmt: skip
        Object(f"s3://{BUCKET}/kinds/{name}").put(tmp_path / name)
        assert done(bucket, "compute", f"s3://{BUCKET}/kinds/{name}", "--model", "none", *options) == expected, name


def test_a_pattern_and_a_folder_name_the_exports_in_it(server: Server, log: Path, tmp_path: Path) -> None:
    rows = log_rows()
    for number in range(2):
        part = tmp_path / f"part-{number}.csv"
        part.write_text(HEADER + "\n".join(rows[number::2]) + "\n")
        Object(f"s3://{BUCKET}/exports/{part.name}").put(part)
    for other in ("exports/old/part-9.csv", "exports/notes.md", "exports/clv.csv.rejects.csv"):
        Object(f"s3://{BUCKET}/{other}").put(log)
    expected = done(server, "compute", log, "--model", "none")
    for named in ("exports/part-*.csv", "exports/part-[01].csv", "exports/"):
        assert done(server, "compute", f"s3://{BUCKET}/{named}", "--model", "none") == expected, named
    assert told(server, "compute", f"s3://{BUCKET}/exports/teil-*.csv") == (66, "CLV101")
    assert told(server, "compute", f"s3://{BUCKET}/nothing/") == (66, "CLV101")


def test_an_object_whose_name_looks_like_a_pattern_is_that_object(server: Server, log: Path) -> None:
    Object(f"s3://{BUCKET}/[red] 50%.csv").put(log)
    Object(f"s3://{BUCKET}/r 50%.csv").put(log.with_name("log.csv"))
    assert len(done(server, "compute", f"s3://{BUCKET}/[red] 50%.csv", "--model", "none").splitlines()) == 241


# --- out -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "xlsx", "md"])
def test_a_result_in_a_bucket_has_the_bytes_of_the_file(
    bucket: Server, log: Path, tmp_path: Path, ending: str
) -> None:
    there, here = f"s3://{BUCKET}/out/clv.{ending}", tmp_path / f"clv.{ending}"
    for place in (there, here):
        done(bucket, "compute", log, "--model", "none", "-o", place)
    assert content(bucket, f"out/clv.{ending}") == here.read_bytes()


def test_the_whole_way_goes_from_bucket_to_bucket(bucket: Server, tmp_path: Path) -> None:
    out = f"s3://{BUCKET}/out"
    done(bucket, "ingest", LOG, "-o", f"{out}/lines.parquet")
    done(bucket, "compute", f"{out}/lines.parquet", "--model", "bg-nbd", "--no-intervals", "-o", f"{out}/clv.csv",
         "--save-model", f"{out}/model.json")  # fmt: skip
    again = done(bucket, "compute", f"{out}/lines.parquet", "--model-file", f"{out}/model.json", "--no-intervals")
    assert again.encode() == content(bucket, "out/clv.csv")
    done(bucket, "segment", f"{out}/clv.csv", "-o", f"{out}/segments.csv", "--save-cuts", f"{out}/cuts.json",
         "--summary", f"{out}/summary.csv")  # fmt: skip
    done(bucket, "segment", f"{out}/clv.csv", "--cuts", f"{out}/cuts.json", "-o", f"{out}/again.csv")
    assert content(bucket, "out/again.csv") == content(bucket, "out/segments.csv")
    done(bucket, "report", f"{out}/clv.csv", "-o", f"{out}/report.html")
    assert content(bucket, "out/report.html").lower().startswith(b"<!doctype html>")
    made = {f"out/{name}" for name in ("lines.parquet", "clv.csv", "model.json", "segments.csv", "cuts.json",
                                       "summary.csv", "again.csv", "report.html")}  # fmt: skip
    assert bucket.objects() == made | {"exports/log.csv"}
    assert list(tmp_path.glob("clvcli-rows-*")) == []


def test_rejected_rows_stand_beside_a_result_and_a_store(server: Server, log: Path) -> None:
    log.write_text(log.read_text() + "1,2,someday,3.00,EUR\n")
    for words in (("compute", log, "--model", "none", "-o", f"s3://{BUCKET}/clv.csv"),
                  ("ingest", log, "--into", f"s3://{BUCKET}/orders.store")):  # fmt: skip
        ran = clvcli(server, *words)
        assert (
            ran.returncode,
            "clv.csv.rejects.csv" in ran.stderr or "orders.store.rejects.csv" in ran.stderr,
        ) == (0, True)
    for name in ("clv.csv.rejects.csv", "orders.store.rejects.csv"):
        assert pl.read_csv(io.BytesIO(content(server, name))).height == 1


def test_an_object_is_replaced_whole_or_left_as_it_was(bucket: Server) -> None:
    before = content(bucket, "exports/log.csv")

    def write_half() -> None:
        with objects.put_whole(LOG) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert content(bucket, "exports/log.csv") == before
    with objects.put_whole(LOG) as file:
        file.write(b"x" * 20_000_000)
    assert len(content(bucket, "exports/log.csv")) == 20_000_000


def test_an_upload_that_is_broken_off_leaves_what_was_there(bucket: Server, tmp_path: Path) -> None:
    """Killed in the middle of some hundred megabytes, the object of before is what others see."""
    before = content(bucket, "exports/log.csv")
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(300_000_000)
    putting = f"from pathlib import Path; from clvcli.orders.store.objects import Object; Object({LOG!r}).put(Path({str(big)!r}))"
    said = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **bucket.environment}
    run = subprocess.Popen([command()[0], "-c", putting], env=said, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    assert content(bucket, "exports/log.csv") == before


def test_an_object_of_the_same_bytes_is_left_alone_where_that_is_asked(bucket: Server, log: Path) -> None:
    for other, expected in ((log.read_bytes(), True), (b"other", False)):
        asked = OnlyIfChanged()
        with objects.put_whole(LOG, only_if_changed=asked) as file:
            file.write(other)
        assert asked.left_alone is expected
    assert content(bucket, "exports/log.csv") == b"other"


# --- what goes wrong -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "environment", "expected"),
    [
        ("s3://no-such-bucket/clv.csv", {}, (73, "CLV604")),
        (f"s3://{BUCKET}/clv.csv", {"AWS_SECRET_ACCESS_KEY": ""}, (2, "CLV708")),
        (f"s3://invented:{SECRET}@{BUCKET}/clv.csv", {}, (2, "CLV708")),
        (f"s3://{BUCKET}/clv.csv", {"AWS_ALLOW_HTTP": ""}, (73, "CLV604")),
        (f"s3://{BUCKET}/clv.csv", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, (75, "CLV710")),
        (f"s3://{BUCKET}/clv", {}, (2, "CLV601")),
        ("https://shop.example/clv.csv", {}, (73, "CLV604")),
        (LOG, {}, (2, "CLV603")),
    ],
    ids=["no bucket", "no credentials", "a secret in the address", "not encrypted", "no answer", "no format",
         "the web", "the input"],
)  # fmt: skip
def test_what_keeps_a_result_out_is_told_before_any_work(
    target: str, environment: dict[str, str], expected: tuple[int, str], bucket: Server
) -> None:
    before = bucket.objects()
    assert told(bucket, "compute", LOG, "--model", "none", "-o", target, **environment) == expected
    assert bucket.objects() == before


def test_an_input_found_by_a_pattern_is_not_written_over(bucket: Server) -> None:
    assert told(bucket, "compute", f"s3://{BUCKET}/exports/*.csv", "-o", LOG) == (2, "CLV603")


def test_a_result_that_is_there_stays_where_that_is_asked(bucket: Server, log: Path) -> None:
    assert told(bucket, "compute", log, "--model", "none", "-o", LOG, "--no-clobber") == (73, "CLV604")


def test_a_run_without_the_right_to_write_is_told_so(server: Server, log: Path) -> None:
    server.ask("POST", "moto-api/reset-auth", b"0")
    try:
        assert told(server, "compute", log, "--model", "none", "-o", f"s3://{BUCKET}/clv.csv") == (73, "CLV604")
    finally:
        server.ask("POST", "moto-api/reset-auth", b"inf")


def test_a_bucket_that_goes_while_a_run_computes_is_told_of_too(server: Server) -> None:
    server.ask("DELETE", BUCKET)
    with pytest.raises(TargetError), objects.put_whole(f"s3://{BUCKET}/clv.csv") as file:
        file.write(b"late")
    with pytest.raises(urllib.error.HTTPError):
        content(server, "clv.csv")


def test_an_export_that_is_not_there_is_no_input(server: Server) -> None:
    for name in ("log.csv", "log.parquet", "log.xlsx"):
        assert told(server, "compute", f"s3://{BUCKET}/{name}") == (66, "CLV101")


def test_an_audience_is_a_folder_of_this_machine(bucket: Server, log: Path) -> None:
    words = ("segment", log, "--audience", "google", "--audience-to", f"s3://{BUCKET}/audience")
    assert told(bucket, *words) == (73, "CLV604")
