"""No traceback, no number that is none, and nothing cut off (R3, R11, R24)."""

from __future__ import annotations

import io
import random
import re
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from tests.promises.promises_shop import Row, as_csv, quiet_orders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.contract.contract_cli import Cli

NO_MODEL = ("--model", "none")

FAULT = re.compile(r"Traceback|CLV9\d\d|panicked|RUST_BACKTRACE|polars\.|Errno")


def _noise(seed: int) -> bytes:
    """Return a sound file in which some bytes are others."""
    chance = random.Random(seed)  # noqa: S311  (an invented shop, no secret)
    content = bytearray(as_csv(quiet_orders()).encode())
    for _ in range(chance.choice((1, 5, 40))):
        place = chance.randrange(len(content))
        content[place : place + chance.choice((0, 1, 1, 1, 3))] = bytes(
            chance.choice(b'",;\t\n\r\0\xff\xe5=\x1b09') for _ in range(chance.choice((0, 1, 2)))
        )
    return bytes(content)


@pytest.mark.parametrize("seed", range(6))
def test_r03_no_input_ends_in_a_traceback(clvcli: Cli, seed: int) -> None:
    """Whatever a file holds, the run ends in a result or in one line of words: never in a traceback, nor in the words of a library."""
    clvcli.write("orders.csv", _noise(seed))
    command = ("compute", "ingest", "segment")[seed % 3]
    ran = clvcli(command, "orders.csv", *(() if command == "ingest" else NO_MODEL))
    assert ran.exit_code in {0, 1, 65}, ran.stderr
    assert not FAULT.search(ran.stderr), ran.stderr


ODD = (
    ("compute", "orders.csv", "--horizon", "9" * 30), ("compute", "orders.csv", "--discount-rate", "1e400"),
    ("compute", "orders.csv", "--limit", "9" * 30), ("compute", "orders.csv", "--decimals", "99"),
    ("compute", "orders.csv", "--as-of", "0000-00-00"), ("compute", "orders.csv", "--map", "="),
    ("compute", "orders.csv", "--separator", ""), ("compute", "orders.csv", "--time-zone", "../../etc/passwd"),
    ("compute", "orders.csv", "--encoding", "zip"), ("compute", "orders.csv", "--margin", "nan"),
    ("compute", "orders.csv", "--by", "orders.csv"), ("compute", "orders.csv", "--model-file", "orders.csv"),
    ("segment", "orders.csv", "--cuts", "orders.csv"), ("segment", "orders.csv", "--actions", "orders.csv"),
    ("segment", "orders.csv", "--measure", "."), ("segment", "orders.csv", "--tiers", ">=" * 400),
    ("report", "orders.csv", "--spend", "orders.csv"), ("report", "orders.csv", "--contracts", "orders.csv"),
    ("report", "orders.csv", "--brand-colour", "red;}"), ("report", "orders.csv", "--what-if", "x=nan%"),
    ("compute", "orders.csv", "--config", "orders.csv"), ("compute", "\udcff\udcfe.csv"), ("compute", "*" * 300),
    ("compute", "orders.csv", "-o", "x" * 300 + ".csv"), ("compute", "orders.csv", "--costs", "/dev/null"),
    ("compute", "orders.csv", "--rates", "orders.csv", "--currency", "DKK"), ("compute", "/dev/null"), ("compute", "."),
    ("explain", "--customer", "\x00", "orders.csv"), ("explain", "\x1b[31m"), ("ingest", "orders.csv", "--into", "orders.csv"),
    ("backtest", "orders.csv", "--folds", "9" * 9), ("compute", "orders.csv", "--assume", "=", "--method", "formula"),
)  # fmt: skip


@pytest.mark.parametrize("words", ODD, ids=lambda words: " ".join(words)[:60].encode("ascii", "replace").decode())
def test_r03_no_option_ends_in_a_traceback(clvcli: Cli, words: tuple[str, ...]) -> None:
    clvcli.write("orders.csv", as_csv(quiet_orders()))
    ran = clvcli(*(word.replace("\x00", "0") for word in words))
    assert ran.exit_code in {0, 1, 2, 65, 66, 73}, ran.stderr
    assert not FAULT.search(ran.stderr), ran.stderr


# --- degenerate shops ------------------------------------------------------------------------


def _alike(**cells: str) -> list[Row]:
    return [row | cells for row in quiet_orders()]


DEGENERATE: dict[str, Callable[[], list[Row]]] = {
    "one order": lambda: quiet_orders()[:1],
    "two orders of one customer": lambda: [row | {"customer_id": "K1"} for row in quiet_orders()[:2]],
    "one customer": lambda: _alike(customer_id="K1"),
    "everybody once": lambda: [row | {"customer_id": row["order_id"]} for row in quiet_orders()],
    "everybody twice on the same days": lambda: [
        row | {"customer_id": f"K{at // 2}", "order_date": ("2023-01-31", "2023-06-30")[at % 2]}
        for at, row in enumerate(quiet_orders())
    ],
    "one day": lambda: _alike(order_date="2023-05-31"),
    "one amount": lambda: _alike(amount="100.00"),
    "billions": lambda: _alike(amount="9999999999.99"),
    "a century": lambda: [row | {"order_date": f"{1920 + at}-05-31"} for at, row in enumerate(quiet_orders())],
    "all returned": lambda: [
        each for row in quiet_orders()[:40] for each in (row, row | {"amount": f"-{row['amount']}"})
    ],
    "nothing but zeros and one": lambda: [
        row | {"amount": "0.00" if at else "50.00"} for at, row in enumerate(quiet_orders())
    ],
    "a buyer of half of it": lambda: [
        row | ({"customer_id": "K1"} if at % 2 else {}) for at, row in enumerate(quiet_orders())
    ],
}

WORDLESS = re.compile(r"(?i)(?<![a-z0-9_])(?:nan|-?inf|infinity|none|null)(?![a-z0-9_])")


def _no_numbers(text: str) -> list[str]:
    return WORDLESS.findall(text)


@pytest.mark.parametrize("shop", DEGENERATE)
def test_r11_a_shop_of_hardly_anything_gets_numbers_or_words(clvcli: Cli, shop: str) -> None:
    """One customer, one day, one amount, nobody who came back: the numbers are finite and what cannot be known is empty, or the run says why there is none."""
    clvcli.write("orders.csv", as_csv(DEGENERATE[shop]()))
    for words in (("compute",), ("segment", "--scheme", "tiers,rfm,grid,life-cycle")):
        ran = clvcli(words[0], "orders.csv", *words[1:])
        assert ran.exit_code in {0, 1, 65}, ran.stderr
        assert ran.exit_code == 0 or "error[CLV" in ran.stderr
        cells = [cell for line in ran.lines for cell in line.split(",")]
        assert [cell for cell in cells if re.fullmatch(r"(?i)-?(?:nan|inf|infinity)", cell)] == []


@pytest.mark.parametrize("shop", ["one order", "everybody once"])
def test_r11_a_report_of_hardly_anything_has_no_number_that_is_none(clvcli: Cli, shop: str) -> None:
    clvcli.write("orders.csv", as_csv(DEGENERATE[shop]()))
    ran = clvcli("report", "orders.csv", "--format", "md")
    assert ran.exit_code in {0, 1}, ran.stderr
    assert re.findall(r"(?i)\| *-?(?:nan|inf|none|null) *\|", ran.text) == []


# --- what a workbook holds -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "sign", "length", "status"),
    [
        ("compute", "x", 32_767, 0),
        ("compute", "x", 32_768, 73),
        ("segment", "\U0001f6d2", 16_384, 73),
        ("compute", "\x07", 9_000, 73),
        ("report", "x", 32_767, 0),
        ("report", "x", 32_768, 73),
    ],
)
def test_r24_a_cell_that_a_workbook_cannot_hold_is_an_error_and_never_cut(
    clvcli: Cli, command: str, sign: str, length: int, status: int
) -> None:
    """What a workbook cannot hold, more than 1,048,576 rows or 32,767 characters in a cell, is an error or goes on another sheet: nothing is cut or dropped."""
    rows = [
        row | {"customer_id": sign * length if row["customer_id"] == "K003" else row["customer_id"]}
        for row in quiet_orders()
    ]
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli(command, "orders.csv", "-o", "out.xlsx", *(() if command == "ingest" else NO_MODEL))
    assert ran.exit_code == status, ran.stderr
    if status:
        assert re.search(r"a workbook holds 32,767\n\nhint: -o ", ran.stderr)
        assert clvcli.files() == ["orders.csv"]
        return
    book = openpyxl.load_workbook(io.BytesIO((clvcli.folder / "out.xlsx").read_bytes()))
    assert sign * length in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


def test_r24_a_long_text_of_a_report_is_not_dropped(clvcli: Cli) -> None:
    clvcli.write("orders.csv", as_csv(quiet_orders()))
    ran = clvcli("report", "orders.csv", "-o", "out.xlsx", "--title", "t" * 33_000, *NO_MODEL)
    assert ran.exit_code == 73, ran.stderr
    assert clvcli.files() == ["orders.csv"]


@pytest.mark.slow
def test_r24_more_customers_than_a_sheet_holds_are_an_error_before_anything_is_written(clvcli: Cli) -> None:
    number = pl.int_range(1_048_576, eager=True)
    orders = pl.DataFrame({"order_id": number, "customer_id": 10_000_000 + number}).with_columns(
        order_date=pl.lit("2023-05-31"), amount=pl.lit("12.50")
    )
    orders.write_csv(clvcli.folder / "orders.csv")
    run = clvcli.start("compute", "orders.csv", "-o", "out.xlsx", *NO_MODEL)
    _, said = run.communicate(timeout=600)
    assert run.returncode == 73
    assert b"1,048,576 rows do not fit into a workbook, which holds 1,048,575" in said
    assert clvcli.files() == ["orders.csv"]
