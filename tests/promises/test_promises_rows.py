"""From files to rows: nothing is lost in silence, nothing is guessed, and nothing is mangled (R1, R2, R4 to R10)."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
import xlsxwriter

from clvcli.cli.funnel import STATUSES
from tests.promises.promises_shop import Row, as_csv, quiet_orders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.contract.contract_cli import Cli, Ran

NO_MODEL = ("--model", "none")

ONE_LINE = re.compile(r"clvcli: error\[CLV\d+\]: [^\n]+\n(?:\nhint: [^\n]+\n)?")
"""What a refusal says: a line, and a thing to type."""

BAD: dict[str, dict[str, str]] = {
    "no date": {"order_date": ""},
    "no day of the calendar": {"order_date": "2023-02-30"},
    "a word for a date": {"order_date": "soon"},
    "a century ahead": {"order_date": "2124-05-05"},
    "a word for an amount": {"amount": "free"},
    "no number": {"amount": "NaN"},
    "without end": {"amount": "inf"},
    "an error of a spreadsheet": {"amount": "#REF!"},
}
"""What is wrong with a row -> the cells it has instead; all are faults in any container."""


def table(bad: Sequence[dict[str, str]] = tuple(BAD.values())) -> tuple[list[Row], list[int]]:
    """Return orders among which some rows are bad, and the places of those, from 0."""
    rows = quiet_orders()
    places = [9 * (at + 1) for at in range(len(bad))]
    for place, cells in zip(places, bad, strict=True):
        rows[place] = rows[place] | cells
    return rows, places


def money_of(rows: Sequence[Row]) -> Decimal:
    return sum((Decimal(row["amount"]) for row in rows), Decimal(0))


def values_in(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def revenue_of(clvcli: Cli, name: str = "out.csv") -> Decimal:
    rows = values_in((clvcli.folder / name).read_text())
    return sum((Decimal(row["net_revenue"]) for row in rows), Decimal(0))


# --- containers ------------------------------------------------------------------------------


def _text(separator: str = ",", end: str = "\n") -> Callable[[list[Row]], bytes]:
    def written(rows: list[Row]) -> bytes:
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), delimiter=separator, lineterminator=end)
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()

    return written


def _workbook(rows: list[Row]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, cell)
    book.close()
    return content.getvalue()


def _parquet(rows: list[Row]) -> bytes:
    content = io.BytesIO()
    pl.DataFrame(rows).write_parquet(content)
    return content.getvalue()


CONTAINERS: dict[str, tuple[Callable[[list[Row]], bytes], int]] = {
    "comma.csv": (_text(), 2),
    "semicolon.csv": (_text(";", "\r\n"), 2),
    "tab.tsv": (_text("\t"), 2),
    "bar.txt": (_text("|"), 2),
    "mark.csv": (lambda rows: b"\xef\xbb\xbf" + _text()(rows), 2),
    "utf16.csv": (lambda rows: _text("\t")(rows).decode().encode("utf-16"), 2),
    "old_mac.csv": (_text(",", "\r"), 2),
    "packed.csv.gz": (lambda rows: gzip.compress(_text()(rows)), 2),
    "book.xlsx": (_workbook, 2),
    "table.parquet": (_parquet, 1),
}
"""Name of a file -> what writes it, and the number of its first row."""


@pytest.mark.parametrize("name", CONTAINERS)
def test_r01_no_row_is_dropped_in_silence(clvcli: Cli, name: str) -> None:
    """Every row read is used, left out by a rule that is named, or rejected with its line and reason: the counts add up."""
    write, first = CONTAINERS[name]
    rows, bad = table()
    clvcli.write(name, write(rows))
    ran = clvcli("compute", name, "-o", "out.csv", "--stats", *NO_MODEL)
    assert ran.exit_code == 0
    facts = json.loads(ran.stderr.splitlines()[-1])
    assert facts["rows_read"] == len(rows) == facts["accepted"] + facts["excluded"] + facts["rejected"]
    assert facts["rejected"] == len(bad)
    assert f"{len(bad)} of {len(rows)} rows rejected" in ran.stderr
    rejects = values_in((clvcli.folder / "out.csv.rejects.csv").read_text())
    assert sorted(int(reject["line"]) for reject in rejects) == [first + place for place in bad]
    assert all(reject["reason"] and reject["column"] and reject["source"] == name for reject in rejects)
    assert revenue_of(clvcli) == money_of([row for place, row in enumerate(rows) if place not in bad])


@pytest.mark.parametrize("command", ["ingest", "compute", "segment", "report", "backtest"])
def test_r01_every_command_says_how_many_rows_were_rejected(clvcli: Cli, command: str) -> None:
    rows, bad = table()
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli(command, "orders.csv")
    assert ran.exit_code in {0, 1}  # so few orders cannot be held out
    assert f"{len(bad)} of {len(rows)} rows rejected" in ran.stderr


def test_r01_copies_that_count_once_are_counted_and_said(clvcli: Cli) -> None:
    rows = quiet_orders()
    clvcli.write("orders.csv", as_csv([*rows, *rows[10:15]]))
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", "--stats", "-v", *NO_MODEL)
    facts = json.loads(ran.stderr.splitlines()[-1])
    assert facts["rows_read"] == len(rows) + 5 == facts["accepted"] + facts["excluded"] + facts["rejected"]
    assert re.search(r"\b5 (?:identical rows|orders stand twice and) count once", ran.stderr), ran.stderr
    assert revenue_of(clvcli) == money_of(rows)


# --- refusals --------------------------------------------------------------------------------


def _without(rows: list[Row], name: str) -> list[Row]:
    return [{key: cell for key, cell in row.items() if key != name} for row in rows]


def _dated(rows: list[Row], days: Sequence[str]) -> list[Row]:
    return [row | {"order_date": days[at % len(days)]} for at, row in enumerate(rows)]


REFUSED: dict[str, tuple[Callable[[], bytes], int]] = {
    "nothing": (bytes, 65),
    "a header alone": (lambda: b"order_id,customer_id,order_date,product,amount\n", 65),
    "no amounts": (lambda: as_csv(_without(quiet_orders(), "amount")).encode(), 65),
    "nobody who bought": (lambda: as_csv(_without(quiet_orders(), "customer_id")).encode(), 65),
    "days or months first": (lambda: as_csv(_dated(quiet_orders(), ("01/02/2023", "03/04/2023"))).encode(), 65),
    "two decimal signs": (
        lambda: as_csv(
            [row | {"amount": ("1.234", "2,345")[at % 2]} for at, row in enumerate(quiet_orders())]
        ).encode(),
        65,
    ),
    "all rows bad": (lambda: as_csv([row | {"amount": "x"} for row in quiet_orders()]).encode(), 65),
    "half of the rows bad": (
        lambda: as_csv(
            [row | ({"amount": "x"} if at % 2 else {}) for at, row in enumerate(quiet_orders())]
        ).encode(),
        65,
    ),
    "two currencies": (
        lambda: as_csv(
            [row | {"currency": ("DKK", "SEK")[at % 2]} for at, row in enumerate(quiet_orders())]
        ).encode(),
        65,
    ),
    "a poem": (lambda: b"roses are red\nviolets are blue\n", 65),
    "a web page": (lambda: b"<!doctype html><title>Log in</title>", 65),
    "letters of no known encoding": (lambda: as_csv(quiet_orders()).encode().replace(b"Kop", b"K\x81p"), 65),
}


@pytest.mark.parametrize("name", REFUSED)
def test_r02_a_result_that_cannot_be_trusted_is_not_produced(clvcli: Cli, name: str) -> None:
    """A file that cannot be read with certainty is refused in one line that names it, and nothing is written."""
    make, status = REFUSED[name]
    clvcli.write("orders.csv", make())
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL)
    assert ran.exit_code == status
    assert ONE_LINE.fullmatch(ran.stderr), ran.stderr
    assert "orders.csv" in ran.stderr
    assert clvcli.files() == ["orders.csv"]


@pytest.mark.parametrize(
    ("command", "target"),
    [("ingest", "lines.parquet"), ("segment", "out.xlsx"), ("report", "report.html"), ("report", "report.xlsx"), ("backtest", "scores.json")],
)  # fmt: skip
def test_r02_no_command_writes_anything_of_a_file_it_refuses(clvcli: Cli, command: str, target: str) -> None:
    clvcli.write("orders.csv", REFUSED["two decimal signs"][0]())
    clvcli.write(target, "as it was")
    ran = clvcli(command, "orders.csv", "-o", target)
    assert (ran.exit_code, ran.stdout) == (65, b"")
    assert ONE_LINE.fullmatch(ran.stderr), ran.stderr
    assert (clvcli.folder / target).read_text() == "as it was"
    assert clvcli.files() == sorted(["orders.csv", target])


# --- exit statuses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "args", "status"),
    [
        (0, (), 0),
        (9, (), 0),
        (11, (), 65),
        (10, ("--max-rejects", "20%"), 0),
        (1, ("--strict",), 65),
        (0, ("--max-rejects", "no share"), 2),
        (0, ("--as-of", "2001-01-01"), 1),
        (0, ("--model", "gg"), 2),
        (0, ("-o", "no/such/folder.csv"), 73),
    ],
)
def test_r04_the_exit_status_says_what_happened(clvcli: Cli, bad: int, args: tuple[str, ...], status: int) -> None:
    """The exit status is one of a documented few: 0 done, also with up to a tenth of the rows rejected; 65 for more, or for any under `--strict`."""
    rows = [
        row | ({"amount": "x"} if at % 9 == 5 and at // 9 < bad else {}) for at, row in enumerate(quiet_orders(100))
    ]
    clvcli.write("orders.csv", as_csv(rows))
    given = args if "--model" in args else (*args, *NO_MODEL)
    ran = clvcli("compute", "orders.csv", *given)
    assert ran.exit_code == status
    assert str(status) in STATUSES
    assert f"\n  {status} " in clvcli("--help").text


# --- dialects --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["semicolon.csv", "bar.txt", "utf16.csv", "old_mac.csv"])
def test_r05_a_layout_is_recognised_without_options(clvcli: Cli, name: str) -> None:
    """Commas, semicolons, tabs and bars, all line ends and marks of Unicode are recognised without an option; what is not is refused, never mangled."""
    write, _ = CONTAINERS[name]
    rows = quiet_orders()
    clvcli.write(name, write(rows))
    ran = clvcli("ingest", name, "-o", "lines.csv")
    assert ran.exit_code == 0, ran.stderr
    lines = values_in((clvcli.folder / "lines.csv").read_text())
    found = sorted((line["order_id"], line["customer_id"], line["order_date"], line["product"]) for line in lines)
    assert found == sorted((row["order_id"], row["customer_id"], row["order_date"], row["product"]) for row in rows)


@pytest.mark.parametrize("separator", ["^", "::", "\x1f"])
def test_r05_an_unknown_separator_is_refused_and_told(clvcli: Cli, separator: str) -> None:
    rows = [row | {"product": "Kop", "order_date": row["order_date"].replace("-", "")} for row in quiet_orders()]
    clvcli.write("orders.csv", as_csv(rows).replace('"', "").replace(",", separator))
    ran = clvcli("compute", "orders.csv", *NO_MODEL)
    assert (ran.exit_code, ran.stdout) == (65, b"")
    assert ONE_LINE.fullmatch(ran.stderr), ran.stderr


# --- quotes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["order_id", "customer_id", "order_date", "product", "amount"])
@pytest.mark.parametrize("place", [95])
def test_r06_a_stray_quote_swallows_no_lines(clvcli: Cli, column: str, place: int) -> None:
    """A quote that is never closed costs its own line at most, which is reported; it cannot swallow the lines after it."""
    rows = [row | {"product": "Kop"} for row in quiet_orders()]
    lines = as_csv(rows).replace('"', "").splitlines()
    cells = lines[place + 1].split(",")
    cells[list(rows[0]).index(column)] = '"' + cells[list(rows[0]).index(column)]
    lines[place + 1] = ",".join(cells)
    clvcli.write("orders.csv", "\n".join(lines) + "\n")
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL)
    if ran.exit_code:
        assert (ran.exit_code, clvcli.files()) == (65, ["orders.csv"])
        return
    lost = (
        len(values_in((clvcli.folder / "out.csv.rejects.csv").read_text()))
        if "out.csv.rejects.csv" in clvcli.files()
        else 0
    )
    assert lost <= 1
    kept = [row for at, row in enumerate(rows) if not (lost and at == place)]
    assert revenue_of(clvcli) == money_of(kept)


@pytest.mark.parametrize(("first", "last"), [(3, 60), (10, 11), (0, 95)])
def test_r06_two_stray_quotes_do_not_make_a_cell_of_the_lines_between(clvcli: Cli, first: int, last: int) -> None:
    rows = [row | {"product": "Kop"} for row in quiet_orders()]
    lines = as_csv(rows).replace('"', "").splitlines()
    lines[first + 1] = lines[first + 1].replace("Kop", '"Kop')
    lines[last + 1] = lines[last + 1].replace("Kop", 'Kop"')
    clvcli.write("orders.csv", "\n".join(lines) + "\n")
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL)
    if ran.exit_code == 0:
        found = revenue_of(clvcli)
        lost = 0
        if "out.csv.rejects.csv" in clvcli.files():
            lost = len(values_in((clvcli.folder / "out.csv.rejects.csv").read_text()))
        assert lost <= 2
        possible = {money_of(rows)} | {
            money_of([row for at, row in enumerate(rows) if at not in gone])
            for gone in ({first}, {last}, {first, last})
        }
        assert found in possible


# --- types -----------------------------------------------------------------------------------


PAIRS = (("007", "7"), ("1e5", "100000"), ("1.0", "1"), ("0x1F", "31"), ("TRUE", "true"), ("9007199254740993", "9007199254740992"), ("NA", "N/A2"), ("-5", "5"), ("1_000", "1000"), ("２", "2"))  # fmt: skip
"""Ids that a reader of numbers would take for one."""


@pytest.mark.parametrize("name", ["comma.csv", "book.xlsx", "table.parquet"])
def test_r07_ids_are_text_and_types_do_not_come_from_the_first_rows(clvcli: Cli, name: str) -> None:
    """What a column is for decides how it is read, over the whole file: an id is text, so 007 is not 7."""
    rows = quiet_orders()
    ids = [each for pair in PAIRS for each in pair]
    renamed = [row | {"customer_id": ids[at % len(ids)]} if at >= 40 else row for at, row in enumerate(rows)]
    clvcli.write(name, CONTAINERS[name][0](renamed))
    for command, column in (("compute", "net_revenue"), ("segment", "net_revenue")):
        ran = clvcli(command, name, "--format", "json", *NO_MODEL)
        assert ran.exit_code == 0, ran.stderr
        found: dict[str, Any] = {row["customer_id"]: row[column] for row in json.loads(ran.stdout)}
        wanted = {row["customer_id"] for row in renamed}
        assert {name for name in wanted if name not in found} == set()
        for one, other in PAIRS:
            money = money_of([row for row in renamed if row["customer_id"] == one])
            assert Decimal(str(found[one])) == money, (one, other)


def test_r07_an_amount_that_turns_to_text_late_is_rejected_with_its_line(clvcli: Cli) -> None:
    rows = quiet_orders(3000)
    rows[2900] = rows[2900] | {"amount": "12 pcs"}
    clvcli.write("orders.csv", as_csv(rows))
    assert clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL).exit_code == 0
    (reject,) = values_in((clvcli.folder / "out.csv.rejects.csv").read_text())
    assert (reject["line"], reject["column"], reject["text"]) == ("2902", "amount", "12 pcs")


# --- dates -----------------------------------------------------------------------------------


def _first_order(clvcli: Cli, days: Sequence[str]) -> tuple[Ran, str]:
    clvcli.write("orders.csv", as_csv(_dated(quiet_orders(), days)))
    ran = clvcli("compute", "orders.csv", "--format", "json", *NO_MODEL)
    return ran, min(row["first_order"] for row in json.loads(ran.stdout)) if ran.exit_code == 0 else ""


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("2023-03-04", "2023-05-31"), "2023-03-04"),
        (("2023-03-04T23:59:59", "2023-05-31T00:00:00"), "2023-03-04"),
        (("04/03/2023", "31/05/2023"), "2023-03-04"),
        (("03/04/2023", "05/31/2023"), "2023-03-04"),
        (("20230304", "20230531"), "2023-03-04"),
        (("04/03/2023", "05/02/2023"), ""),
        (("13/04/2023", "05/31/2023"), ""),
        (("tomorrow", "yesterday"), ""),
    ],
)
def test_r08_day_and_month_are_proved_by_the_column_or_asked_for(
    clvcli: Cli, days: tuple[str, ...], first: str
) -> None:
    """A date is read in the order of day and month that the whole column proves; where nothing proves it, the run stops and asks."""
    ran, found = _first_order(clvcli, days)
    assert ran.exit_code == (0 if first else 65), ran.stderr
    assert found == first


@pytest.mark.parametrize("day", ["1970-01-01", "2124-01-01", "0001-01-01", "2023-02-29", "00.00.0000"])  # fmt: skip
def test_r08_a_date_that_cannot_be_is_rejected_and_said(clvcli: Cli, day: str) -> None:
    rows = quiet_orders()
    rows[50] = rows[50] | {"order_date": day}
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL)
    assert ran.exit_code == 0, ran.stderr
    assert "1 of 96 rows rejected" in ran.stderr
    (reject,) = values_in((clvcli.folder / "out.csv.rejects.csv").read_text())
    assert (reject["line"], reject["column"]) == ("52", "order_date")
    assert {row["as_of"] for row in values_in((clvcli.folder / "out.csv").read_text())} == {rows[-1]["order_date"]}


# --- amounts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "status"),
    [
        (lambda amount: amount, 0),
        (lambda amount: amount.replace(".", ","), 0),
        (lambda amount: f"1,{amount.rjust(6, '0')}", 0),
        (lambda amount: f"1.{amount.rjust(6, '0')}".replace(".", "x").replace("x", ".", 1).replace("x", ","), 0),
        (lambda amount: f"1 {amount.rjust(6, '0').replace('.', ',')}", 0),
        (lambda amount: f"DKK {amount}", 0),
        (lambda amount: f"{float(amount):e}", 65),
        (lambda amount: hex(int(float(amount))), 65),
        (lambda amount: amount.replace(".", ",") if amount[-1] in "02468" else amount, 65),
    ],
    ids=["point", "comma", "thousands", "dots and comma", "blank and comma", "currency", "powers", "hexadecimal", "both signs"],
)  # fmt: skip
def test_r09_money_is_read_exactly_or_not_at_all(clvcli: Cli, written: Callable[[str], str], status: int) -> None:
    """Amounts are decimal numbers in the one notation that a column proves; what is no number is rejected, and sums are exact to the cent."""
    rows = [row | {"amount": written(row["amount"])} for row in quiet_orders()]
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL)
    assert ran.exit_code == status, ran.stderr
    if status == 0:
        thousand = 1000 * len(rows) if rows[0]["amount"].startswith("1") and len(rows[0]["amount"]) > 7 else 0
        assert revenue_of(clvcli) == money_of(quiet_orders()) + thousand


@pytest.mark.parametrize("amount", ["NaN", "-inf", "1e999", "0x1F", "1,2,3", "--5", "٣", "9" * 40, ""])  # fmt: skip
def test_r09_what_is_no_amount_is_rejected_and_never_a_zero(clvcli: Cli, amount: str) -> None:
    rows = quiet_orders()
    rows[50] = rows[50] | {"amount": amount}
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", *NO_MODEL)
    assert ran.exit_code == 0, ran.stderr
    (reject,) = values_in((clvcli.folder / "out.csv.rejects.csv").read_text())
    assert reject["line"] == "52"
    assert revenue_of(clvcli) == money_of(rows[:50] + rows[51:])


# --- orders ----------------------------------------------------------------------------------


def test_r10_an_order_is_an_order_number_of_a_customer_and_its_lines_add_up(clvcli: Cli) -> None:
    """An order is an order number of one customer, and its lines add up; copies, shared numbers and missing ids are said, and nobody's orders make one giant customer."""
    rows = quiet_orders()
    lines = [
        row | {"product": goods, "amount": f"{Decimal(row['amount']) / parts:.2f}"}
        for row in rows
        for parts, goods in ((4, "Kop"), (4, "Skål"))
    ]
    clvcli.write("orders.csv", as_csv(lines))
    ran = clvcli("compute", "orders.csv", "--format", "json", *NO_MODEL)
    found = {row["customer_id"]: row["orders"] for row in json.loads(ran.stdout)}
    assert found == {name: sum(row["customer_id"] == name for row in rows) for name in found}


@pytest.mark.parametrize("nobody", ["", "NULL", "guest"])
def test_r10_orders_without_a_customer_are_nobody(clvcli: Cli, nobody: str) -> None:
    rows = [row | ({"customer_id": nobody} if at % 4 == 3 else {}) for at, row in enumerate(quiet_orders())]
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli("compute", "orders.csv", "--format", "json", "-v", *NO_MODEL)
    assert ran.exit_code == 0, ran.stderr
    assert "guests: " in ran.stderr
    assert {row["customer_id"] for row in json.loads(ran.stdout)} <= {f"K{number:03d}" for number in range(24)}


@pytest.mark.parametrize("printed", ["of the line", "of the order on each row", "of the order on its first row"])
@pytest.mark.parametrize("again", [(30, 60), (0, 96)])
def test_r10_orders_that_a_file_holds_twice_count_once_and_whole(
    clvcli: Cli, printed: str, again: tuple[int, int]
) -> None:
    lines = [
        row
        | {
            "product": goods,
            "amount": {"of the line": share, "of the order on each row": row["amount"]}.get(
                printed, row["amount"] * (goods == "Kop")
            ),
        }
        for row in quiet_orders()
        for share, goods in (
            (f"{Decimal(row['amount']) / 2:.2f}", "Kop"),
            (f"{Decimal(row['amount']) / 2:.2f}", "Fad"),
        )
    ]
    clvcli.write("once.csv", as_csv(lines))
    clvcli.write("pasted.csv", as_csv([*lines, *lines[2 * again[0] : 2 * again[1]]]))
    once, pasted = (clvcli("compute", name, *NO_MODEL) for name in ("once.csv", "pasted.csv"))
    assert once.exit_code == 0, once.stderr
    assert pasted.stdout == once.stdout
    if printed != "of the line":
        assert sum(Decimal(row["net_revenue"]) for row in values_in(once.text)) == money_of(quiet_orders())


def test_r10_a_number_of_two_customers_is_two_orders_and_said(clvcli: Cli) -> None:
    rows = quiet_orders()
    rows[60] = rows[60] | {"order_id": rows[20]["order_id"], "customer_id": "K900"}
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", "-v", *NO_MODEL)
    assert revenue_of(clvcli) == money_of(rows)
    assert re.search(r"order (?:id|number)s?", ran.stderr), ran.stderr
