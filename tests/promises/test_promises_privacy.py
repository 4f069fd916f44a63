"""What is personal stays where it belongs, and nothing is told, sent or left anywhere else (S6, S8 to S13)."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.promises.promises_harm import of_screen
from tests.promises.promises_shop import PERSON, as_csv, hostile_orders, quiet_orders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.contract.contract_cli import Cli

NO_MODEL = ("--model", "none")

NAMES = (
    "a [b]*.csv", "two\nlines.csv", "\x1b[31mred\x1b[0m.csv", "-o.csv", "rtl\u202egpj.csv", "$(id);`id`.csv", "sp ace 'n\" q.csv",
    "=1+1.csv", "<b>x.csv", "[red]x.csv", "%s{0}.csv", "\\n.csv", "\udce9t\udce9.csv", "x" * 200 + ".csv",
)  # fmt: skip
"""Names of files: patterns, line feeds, colours, options, shells, markup, bytes that are no UTF-8, and long ones."""


@pytest.mark.parametrize("name", NAMES)
def test_s06_a_file_name_is_only_a_name(clvcli: Cli, name: str) -> None:
    """A file name is taken as it stands, whatever is in it: no pattern, option, markup or command, on the way in and on the way out."""
    (clvcli.folder / name).write_text(as_csv(quiet_orders()))
    ran = clvcli("compute", "-v", "-o", f"./out {name}", *NO_MODEL, "--", name)
    assert ran.exit_code == 0, ran.stderr
    assert list(of_screen(ran.stderr.encode())) == []
    assert clvcli.files() == sorted([name, f"out {name}"])
    missing = clvcli("compute", "--", f"no {name}")
    assert missing.exit_code == 66
    assert list(of_screen(missing.stderr.encode())) == []
    assert len(missing.stderr.splitlines()) <= 3


@pytest.mark.parametrize("name", [NAMES[2], NAMES[12]])
@pytest.mark.parametrize("format_", ["json", "parquet", "xlsx"])
def test_s06_a_file_name_of_any_bytes_can_be_told_in_every_format(clvcli: Cli, name: str, format_: str) -> None:
    rows = quiet_orders()
    rows[3] = rows[3] | {"amount": "x"}
    (clvcli.folder / name).write_text(as_csv(rows))
    ran = clvcli("segment", "-o", f"out.{format_}", *NO_MODEL, "--", name)
    assert ran.exit_code == 0, ran.stderr
    assert clvcli.files() == sorted([name, f"out.{format_}", f"out.{format_}.rejects.csv"])


@pytest.mark.parametrize("format_", ["json", "xlsx"])
def test_s06_a_report_names_files_of_any_bytes(clvcli: Cli, format_: str) -> None:
    name = NAMES[12]
    (clvcli.folder / name).write_text(as_csv(quiet_orders()))
    ran = clvcli("report", "-o", f"out.{format_}", *NO_MODEL, "--", name)
    assert ran.exit_code == 0, ran.stderr


def test_s06_what_a_hint_says_to_type_runs_nothing_of_a_name(clvcli: Cli) -> None:
    bad = "$(touch ran);touch ran;`touch ran`"
    clvcli.write(
        f"{bad}.csv",
        "order_id,customer_id,order_date,amount,status\n1,a,2024-01-13,5,$(touch ran)\n2,b,2024-01-14,6,paid\n",
    )
    (clvcli.folder / "folder;touch ran").mkdir()
    clvcli.write(
        "columns.csv",
        as_csv([{**row, "Gr$(touch ran)oss": row["amount"], "discount": "1.00"} for row in quiet_orders()]),
    )
    runs = (
        (f"{bad}.csv",), (f"{bad}.cs",), ("folder;touch ran",), (f"{bad}*.csv",), ("x;touch ran*",),
        ("columns.csv", "--map", "amount=Gr$(touch ran)os"),
    )  # fmt: skip
    for words in runs:
        ran = clvcli("compute", *words)
        assert ran.exit_code in {2, 65, 66}, ran.stderr
        hint = ran.stderr.splitlines()[-1].removeprefix("hint: ")
        subprocess.run(["/bin/sh", "-c", hint], cwd=clvcli.folder, capture_output=True, check=False)
        assert not (clvcli.folder / "ran").exists(), hint


# --- modes -----------------------------------------------------------------------------------

FORMATS = ("csv", "tsv", "json", "jsonl", "parquet", "xlsx", "md")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_mask() -> Iterator[None]:
    """Let new files be for everybody, as far as the system is asked."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_mask")
def test_s08_files_about_customers_are_for_their_owner_alone(clvcli: Cli) -> None:
    """Files and folders that name customers are made for their owner alone (0600, 0700), and replacing a file never opens it to others."""
    rows = quiet_orders()
    rows[3] = rows[3] | {"amount": "x"}
    clvcli.write("orders.csv", as_csv(rows))
    given = set(clvcli.files())
    for format_ in FORMATS:
        assert clvcli("compute", "orders.csv", "-o", f"values.{format_}", *NO_MODEL).exit_code == 0
    for format_ in ("html", "xlsx"):
        assert clvcli("report", "orders.csv", "-o", f"report.{format_}", *NO_MODEL).exit_code == 0
    assert clvcli("ingest", "orders.csv", "-o", "lines.parquet").exit_code == 0
    assert clvcli("ingest", "orders.csv", "--into", "orders.store").exit_code == 0
    made = [clvcli.folder / name for name in clvcli.files() if name not in given]
    made += (clvcli.folder / "orders.store").rglob("*")
    assert {
        path.name: oct(mode_of(path)) for path in made if mode_of(path) != (0o700 if path.is_dir() else 0o600)
    } == {}
    assert len(made) > 20


@pytest.mark.usefixtures("open_mask")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o400])
def test_s08_replacing_a_file_keeps_its_mode(clvcli: Cli, mode: int) -> None:
    clvcli.write("orders.csv", as_csv(quiet_orders()))
    for command, name in (("compute", "out.csv"), ("segment", "out.xlsx")):
        clvcli.write(name, "old").chmod(mode)
        assert clvcli(command, "orders.csv", "-o", name, *NO_MODEL).exit_code == 0
        assert mode_of(clvcli.folder / name) == mode


@pytest.mark.usefixtures("open_mask")
def test_s08_lists_for_networks_are_for_their_owner_alone(clvcli: Cli) -> None:
    _write_people(clvcli)
    ran = clvcli(
        "segment",
        "orders.csv",
        *NO_MODEL,
        "--customers",
        "people.csv",
        "--audience",
        "csv",
        "--audience-to",
        "lists",
    )
    assert ran.exit_code == 0, ran.stderr
    assert mode_of(clvcli.folder / "lists") == 0o700
    assert {mode_of(path) for path in (clvcli.folder / "lists").iterdir()} == {0o600}


def _write_people(clvcli: Cli, rows: list[dict[str, str]] | None = None) -> None:
    rows = rows or [row | {"email": PERSON.format(number=int(row["customer_id"][1:]))} for row in quiet_orders()]
    clvcli.write("orders.csv", as_csv(rows))
    people = {
        row["customer_id"]: {"customer_id": row["customer_id"], "email": row["email"], "consent": "yes"}
        for row in rows
    }
    clvcli.write("people.csv", as_csv(people.values()))


# --- messages --------------------------------------------------------------------------------

NAMED = re.compile(r"madeup\d|mail\.example|K0\d\d\d\d|Mette")
PERSONAL = re.compile(rf"{NAMED.pattern}|\+?4520\d{{6}}")


def _people(**cells: str) -> list[dict[str, str]]:
    """Return orders of people whose ids, addresses and phones are known again wherever they stand."""
    rows = hostile_orders(90, texts=[f"word {at}" for at in range(60)])
    return [row | {"customer_id": f"K{row['phone'][-5:]}"} | cells for row in rows]


def _every(number: int, **cells: str) -> list[dict[str, str]]:
    return [row | (cells if at % number == 0 else {}) for at, row in enumerate(_people())]


def _headless(rows: list[dict[str, str]]) -> str:
    return as_csv(rows).partition("\n")[2]


TROUBLED = {
    "rejected amounts": as_csv(_every(20, amount="Mette")),
    "too many rejected amounts": as_csv(_every(2, amount="Mette")),
    "no dates at all": as_csv(_people(order_date="Mette")),
    "no header": _headless(_people()),
    "no header, words for numbers": _headless(
        [row | {"amount": "ten", "order_date": "Mette", "quantity": "one"} for row in _people()]
    ),
    "only people": _headless([{"email": row["email"], "name": "Mette", "note": "x"} for row in _people()]),
    "one customer for all": as_csv(_people(customer_id="K00001", email=PERSON.format(number=1))),
    "an address of many": as_csv(_people(email=PERSON.format(number=1))),
    "damaged ids": as_csv(_every(3, customer_id="4.57E+12")),
    "ragged": as_csv(_people()).replace('"DKK"\n', '"DKK","x"\n', 9),
    "guests": as_csv(_every(2, customer_id="", email="", phone="")),
    "sound": as_csv(_people()),
}


@pytest.mark.parametrize("name", TROUBLED)
def test_s09_messages_name_places_and_never_people(clvcli: Cli, name: str) -> None:
    """Messages, statistics and logs name a file, a line and a column, and never an id, a name, an e-mail or a phone."""
    clvcli.write("orders.csv", TROUBLED[name])
    for words in (("compute", "-vv", "--stats"), ("ingest", "-v")):
        ran = clvcli(words[0], "orders.csv", *words[1:], *(() if words[0] == "ingest" else NO_MODEL))
        assert ran.exit_code != 70, ran.stderr
        assert PERSONAL.findall(ran.stderr) == [], ran.stderr


def test_s09_a_report_shows_no_address_unless_asked(clvcli: Cli) -> None:
    rows = [{name: cell for name, cell in row.items() if name != "customer_id"} for row in _people()[:90]]
    rows = [row | {"email": "" if int(row["phone"][-6:]) % 2 else row["email"]} for row in rows]
    clvcli.write("orders.csv", as_csv(rows))
    shown = (("report", "html"), ("compute", "md"), ("segment", "md"))
    for command, format_ in shown:
        ran = clvcli(command, "orders.csv", "--format", format_, *NO_MODEL)
        assert ran.exit_code == 0, ran.stderr
        assert PERSONAL.findall(ran.text) == [], command
    asked = clvcli("compute", "orders.csv", "--format", "md", "--show-identity", *NO_MODEL)
    assert b"mail.example" in asked.stdout
    assert b"+4520" in asked.stdout


def test_s09_nothing_is_written_but_what_was_asked_for(clvcli: Cli) -> None:
    _write_people(clvcli)
    before = set(clvcli.files())
    commands = (
        ("ingest", "orders.csv"), ("compute", "orders.csv"), ("segment", "orders.csv"), ("report", "orders.csv"),
        ("backtest", "orders.csv"), ("explain", "--customer", "K003", "orders.csv"), ("config", "show"),
        ("ingest", "orders.csv", "--dry-run", "--into", "store"), ("compute", "missing.csv"),
    )  # fmt: skip
    for words in commands:
        assert clvcli(*words).exit_code in {0, 1, 66}, words
    clvcli("compute", "orders.csv", "-o", "out.csv")
    assert set(clvcli.files()) == before | {"out.csv"}
    for place in ("HOME", "TMPDIR"):
        assert list(Path(clvcli.env[place]).iterdir()) == []


# --- secrets ---------------------------------------------------------------------------------

SECRET = "hunter2secret"  # noqa: S105  (nobody's)

ADDRESSES = (
    f"postgresql://ann:{SECRET}@127.0.0.1:1/shop",
    f"postgresql://ann:a/{SECRET}@b@127.0.0.1:1/shop",
    f"s3://ann:{SECRET}@bucket/orders.csv",
    f"https://{SECRET}@127.0.0.1:1/orders.csv",
    f"host=db user=ann password='two {SECRET}'",
)
"""What people type where a file belongs."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_s10_a_password_is_in_no_message(clvcli: Cli, address: str) -> None:
    """A password or token in an address is masked in every message and result, and no option takes a secret itself."""
    clvcli.write("orders.csv", as_csv(quiet_orders()))
    runs = (
        ("compute", address), ("compute", "orders.csv", "-o", address), ("compute", "orders.csv", "--costs", address),
        ("ingest", "orders.csv", "--into", address), ("compute", "orders.csv", "--map", address),
        ("compute", "orders.csv", "--config", address), ("segment", "orders.csv", "--compare-to", address),
        ("report", "orders.csv", "--spend", address),
        ("segment", "orders.csv", "--audience-of", address), (address,), ("explain", address),
    )  # fmt: skip
    for words in runs:
        ran = clvcli(*words, "-vv", "--stats", env={"CLVCLI_RATES": address} if words[0] == "compute" else None)
        assert ran.exit_code != 0 or "://" not in address, words
        assert SECRET not in ran.stderr, (words, ran.stderr)
        assert SECRET.encode() not in ran.stdout
    shown = clvcli("config", "show", env={"CLVCLI_COSTS": address})
    assert SECRET not in shown.text + shown.stderr


class _Shop(http.server.BaseHTTPRequestHandler):
    """Serves the orders to whoever asks."""

    CONTENT = as_csv(quiet_orders()).encode()

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.CONTENT)))
        self.end_headers()

    def do_GET(self) -> None:
        first, _, last = (
            self.headers.get("Range", f"bytes=0-{len(self.CONTENT) - 1}").removeprefix("bytes=").partition("-")
        )
        part = self.CONTENT[int(first) : int(last or len(self.CONTENT)) + 1]
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(self.CONTENT)}")
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name in the library)
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Return an address of orders with a name and a password in it."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://ann:{SECRET}@127.0.0.1:{server.server_port}/orders.csv"
    server.shutdown()
    server.server_close()
    thread.join()


def test_s10_a_password_is_in_no_result(clvcli: Cli, address: str) -> None:
    for command, format_ in (
        ("compute", "xlsx"),
        ("compute", "parquet"),
        ("report", "html"),
        ("report", "xlsx"),
    ):
        ran = clvcli(command, address, "-o", f"out.{format_}", "-vv", "--stats", *NO_MODEL)
        assert ran.exit_code == 0, ran.stderr
        assert SECRET not in ran.stderr
        assert SECRET.encode() not in _expanded(clvcli.folder / f"out.{format_}")
        assert b"127.0.0.1" in _expanded(clvcli.folder / f"out.{format_}")


def _expanded(path: Path) -> bytes:
    """Return the bytes of a file, or of all that is in it."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


# --- pseudonyms ------------------------------------------------------------------------------

KEYS = ("correct-horse-battery-staple-0001", "correct-horse-battery-staple-0002")


def _pseudonymised(clvcli: Cli, key: str, *words: str) -> dict[str, str]:
    """Return the ids of a run with a key, and what it says of each."""
    clvcli.write("key", key).chmod(0o600)
    ran = clvcli(words[0], *words[1:], "--pseudonymise", "--key-file", "key", "--format", "json", *NO_MODEL)
    assert ran.exit_code == 0, ran.stderr
    return {row["customer_id"]: row["net_revenue"] for row in json.loads(ran.stdout)}


def test_s11_pseudonyms_rest_on_a_key_and_on_nothing_else(clvcli: Cli) -> None:
    """Under `--pseudonymise` ids, e-mails and phones are replaced by HMAC-SHA-256 with a key that only its owner may read: the same key gives the same pseudonyms, another key others."""
    rows = _people()
    clvcli.write("orders.csv", as_csv(rows))
    clvcli.write("later.csv", as_csv(rows[: len(rows) // 2]))
    one, again = (_pseudonymised(clvcli, KEYS[0], "compute", "orders.csv") for _ in range(2))
    other, fewer = (
        _pseudonymised(clvcli, KEYS[1], "compute", "orders.csv"),
        _pseudonymised(clvcli, KEYS[0], "compute", "later.csv"),
    )
    assert one == again
    assert set(fewer) < set(one)
    assert not set(one) & set(other)
    assert sorted(one.values()) == sorted(other.values())
    assert all(re.fullmatch(r"p-[0-9a-f]{32}", name) for name in one)


def test_s11_neither_the_key_nor_anybody_is_in_what_is_written(clvcli: Cli) -> None:
    rows = _people()
    rows[5] = rows[5] | {"amount": "Mette"}
    clvcli.write("orders.csv", as_csv(rows))
    clvcli.write("key", KEYS[0]).chmod(0o600)
    said = ""
    for words in (
        ("ingest", "-o", "lines.csv"), ("ingest", "--into", "store"), ("compute", "-o", "values.xlsx"),
        ("segment", "-o", "segments.parquet", "--summary", "summary.csv"), ("report", "-o", "report.html"),
    ):  # fmt: skip
        ran = clvcli(words[0], "orders.csv", *words[1:], "--pseudonymise", "--key-file", "key", "-vv", "--stats")
        assert ran.exit_code == 0, ran.stderr
        said += ran.stderr
    written = [
        path for path in clvcli.folder.rglob("*") if path.is_file() and path.name not in {"orders.csv", "key"}
    ]
    for content in (said.encode(), *map(_expanded, written)):
        assert KEYS[0].encode() not in content
        assert [row["phone"] for row in rows if row["phone"][1:].encode() in content] == []
        assert NAMED.findall(content.decode(errors="ignore")) == []


@pytest.mark.parametrize(
    ("key", "mode"), [("short", 0o600), (KEYS[0], 0o644), (KEYS[0], 0o640), ("", 0o600), (" " * 40, 0o600)]
)
def test_s11_a_key_that_may_be_guessed_or_read_is_refused(clvcli: Cli, key: str, mode: int) -> None:
    clvcli.write("orders.csv", as_csv(quiet_orders()))
    clvcli.write("key", key).chmod(mode)
    ran = clvcli("compute", "orders.csv", "--pseudonymise", "--key-file", "key", "-o", "out.csv")
    assert ran.exit_code == 2, ran.stderr
    assert not key.strip() or key not in ran.stderr
    assert "out.csv" not in clvcli.files()


# --- network ---------------------------------------------------------------------------------

COMMANDS = (
    ("ingest", "orders.csv", "--into", "store"),
    ("segment", "orders.csv", "--customers", "people.csv", "--audience", "google", "--audience-to", "lists"),
    ("report", "orders.csv", "-o", "report.html"),
    ("compute", "missing.csv"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: f"{words[0]} {words[-1]}")
def test_s12_no_run_asks_the_network_for_anything(clvcli: Cli, words: tuple[str, ...]) -> None:
    """Nothing is sent and nothing is fetched: no telemetry, no check for updates, no remote font; only an address that you give is opened."""
    _write_people(clvcli)
    people = (clvcli.folder / "people.csv").read_text()
    clvcli.write(
        "people.csv",
        people.replace('"consent"', '"ad_user_data","ad_personalization"').replace('"yes"', '"yes","yes"'),
    )
    hook = clvcli.folder.parent / "hook"
    hook.mkdir()
    shutil.copy(Path(__file__).with_name("no_network.py"), hook / "sitecustomize.py")
    env = {"PYTHONPATH": str(hook), "http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"}
    ran = clvcli(*words, env=env)
    assert ran.exit_code in {0, 66}, ran.stderr
    assert "asked the network" not in ran.stderr


def test_s12_the_guard_of_these_tests_would_tell(clvcli: Cli) -> None:
    hook = clvcli.folder.parent / "hook"
    hook.mkdir()
    shutil.copy(Path(__file__).with_name("no_network.py"), hook / "sitecustomize.py")
    line = "import socket; socket.create_connection(('127.0.0.1', 1))"
    program = [sys.executable, "-c", line]
    ran = subprocess.run(program, env=clvcli.env | {"PYTHONPATH": str(hook)}, capture_output=True, check=False)
    assert ran.returncode == 99


# --- paths -----------------------------------------------------------------------------------

PATHS = (
    "../../up",
    "/opt/absolute",
    "..",
    ".",
    "a/b/c",
    "a\\b",
    "con",
    "~root",
    "$HOME/x",
    "%2e%2e%2fup",
    "./-rf",
)


def _tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_s13_an_id_never_becomes_a_path(clvcli: Cli) -> None:
    """An id, or any other text of the data, is never part of a file's name; what you call a tier makes a harmless name."""
    rows = [row | {"customer_id": PATHS[at % 11], "currency": "DKK"} for at, row in enumerate(quiet_orders())]
    everybody = [
        row | {"email": PERSON.format(number=at % 11), "consent": "yes", "channel": PATHS[at % 7]}
        for at, row in enumerate(rows)
    ]
    _write_people(clvcli, everybody)
    before = _tree(clvcli.folder.parent)
    runs = (
        ("ingest", "--into", "store"), ("compute", "-o", "values.csv", "--by", "channel"),
        ("segment", "--customers", "people.csv", "--audience", "csv", "--audience-to", "lists", "--tiers", "../../up=30,/etc/x=30,..=40"),
    )  # fmt: skip
    for words in runs:
        ran = clvcli(words[0], "orders.csv", *words[1:])
        assert ran.exit_code == 0, ran.stderr
    made = {name for name in _tree(clvcli.folder.parent) - before if not name.startswith("work/store")}
    lists = {name for name in made if name.startswith("work/lists/")}
    assert made - lists == {"work/values.csv", "work/lists"}
    assert all(re.fullmatch(r"work/lists/[\w-]+\.(?:csv|json)", name) for name in lists), lists
    assert len(lists) == 5
    stored = {
        name.removeprefix("work/store/")
        for name in _tree(clvcli.folder.parent) - before
        if name.startswith("work/store/")
    }
    assert all(
        re.fullmatch(r"_delta_log(?:/\d+\.json)?|[\w]+=\d{4}-\d\d(?:/[0-9a-f]{32}\.parquet)?", name)
        for name in stored
    ), stored
