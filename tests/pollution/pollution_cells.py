"""Polluted numbers, dates and ids, each fault alone."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.pollution.pollution_judge import Case, case, risky
from tests.pollution.pollution_orders import (
    HEADER,
    HIT,
    ROWS,
    Row,
    altered,
    joined,
    lines_of,
    quoted,
    truth_of,
    with_cell,
    with_column,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.pollution.pollution_orders import Record, Truth


def cell_cases() -> Iterator[Case]:
    """Yield all cases of this module."""
    yield from _numbers()
    yield from _dates()
    yield from _ids()


# --- numbers ---


def _grouped(amount: Decimal, group: str, decimal: str) -> str:
    return f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", group)


def _numbers() -> Iterator[Case]:
    written: dict[str, Callable[[Row], str]] = {
        "decimal comma": lambda row: f"{row.amount:.2f}".replace(".", ","),
        "1.234,50": lambda row: _grouped(row.amount, ".", ","),
        "1,234.50": lambda row: _grouped(row.amount, ",", "."),
        "1 234,50": lambda row: _grouped(row.amount, " ", ","),
        "1 234,50 with hard blanks": lambda row: _grouped(row.amount, "\xa0", ","),
        "1 234,50 with narrow blanks": lambda row: _grouped(row.amount, "\u202f", ","),
        "1'234.50": lambda row: _grouped(row.amount, "'", "."),
        "kr before": lambda row: f"kr {row.amount}",
        "kr. after": lambda row: f"{_grouped(row.amount, '.', ',')} kr.",
        "DKK after": lambda row: f"{row.amount} DKK",
        "euro sign": lambda row: f"€{row.amount}",
        "one decimal": lambda row: f"{row.amount.quantize(Decimal('0.1'))}",
        "four decimals": lambda row: f"{row.amount:.4f}",
        "plus before": lambda row: f"+{row.amount}",
        "blanks around": lambda row: f"  {row.amount} ",
        "no decimals": lambda row: f"{row.amount:.0f}",
        "cents only": lambda row: f"{row.amount:.2f}".replace(".", ","),
    }
    for name, how in written.items():
        for separator in (",", ";"):
            rows = tuple(ROWS)
            if name == "one decimal":
                rows = tuple(replace(row, amount=row.amount.quantize(Decimal("0.1"))) for row in ROWS)
            if name == "no decimals":
                rows = tuple(replace(row, amount=Decimal(f"{row.amount:.0f}")) for row in ROWS)
            content = joined(lines_of(change=with_column("amount", how), separator=separator))
            yield case("numbers", f"{name} between `{separator}`", content, rows=rows)
    minus: dict[str, str] = {"trailing minus": "12.50-", "parentheses": "(12.50)", "minus sign": "\N{MINUS SIGN}12.50", "kr -": "kr -12.50"}  # fmt: skip
    for name, text in minus.items():
        content = joined(lines_of(change=with_cell("amount", text, HIT)))
        yield risky("numbers", name, content, rows=tuple(altered(HIT, amount=Decimal("-12.50"))), promise="either")
    for text in ("NaN", "nan", "inf", "-Infinity", "0x1F", "#REF!", "#N/A", "#DIV/0!", "", " ", "-", "NULL", "None", "n/a", "abc", "1e30", "9" * 30, "1.2.3", "12,50.1", "1,23,456.78", "12 50", "--5", "1-2", "٣٤", "¹²", "½", "1 2 3", "=1+1", "TRUE", "12.50 EUR?", "2023-01-01"):  # fmt: skip
        content = joined(lines_of(change=with_cell("amount", text, HIT)))
        yield risky("numbers", f"a cell of `{text}`", content, at_risk=frozenset({HIT}), promise="either")
    for text, amount in {
        "1e5": "100000",
        "1E2": "100",
        "1.5e1": "15",
        "12.": "12",
        ".5": "0.5",
        "０１": "1",
    }.items():
        content = joined(lines_of(change=with_cell("amount", text, HIT)))
        rows = tuple(altered(HIT, amount=Decimal(amount)))
        yield risky("numbers", f"a cell of `{text}`", content, rows=rows, promise="either")
    mixed = joined(lines_of(change=with_cell("amount", "1.234,50", HIT)))
    yield risky("numbers", "one comma among points", mixed, rows=tuple(altered(HIT, amount=Decimal("1234.50"))), promise="either")  # fmt: skip
    open_ = joined(lines_of(change=with_column("amount", lambda row: f"{row.quantity},{str(row.amount)[-2:]}5")))
    yield case("numbers", "all can be read in two ways", open_, promise="refused")
    points = joined(lines_of(change=with_column("amount", lambda row: f"{row.quantity}.{str(row.amount)[-2:]}5")))
    yield case("numbers", "all points can be read in two ways", points, promise="refused")
    one = joined(lines_of(change=with_cell("amount", "1.234", HIT)))
    yield risky(
        "numbers", "a point that other values decide", one, rows=tuple(altered(HIT, amount=Decimal("1.234")))
    )
    huge = joined(lines_of(change=with_cell("quantity", "1e30", HIT)))
    yield risky("numbers", "quantity of 1e30", huge, promise="either")
    halves = joined(lines_of(change=with_cell("quantity", "0,5", HIT)))
    yield risky("numbers", "quantity of 0,5", halves, promise="either")
    tiny = tuple(replace(row, amount=Decimal("0.01")) for row in ROWS)
    yield case("numbers", "one cent each", joined(lines_of(tiny)), rows=tiny, promise="either")
    priced = [[*row.cells()[:6], f"{row.amount:.2f}"] for row in ROWS]
    table = [",".join(quoted(cell) for cell in record) for record in [[*HEADER[:6], "unit_price"], *priced]]
    times = tuple(replace(row, amount=row.amount * row.quantity) for row in ROWS)
    yield case("numbers", "unit prices", joined(table), rows=times)


# --- dates ---


def _dated(pattern: str) -> Callable[[int, Record], Record]:
    return with_column("order_date", lambda row: row.day.strftime(pattern))


def _numbered(how: Callable[[date], int]) -> Callable[[int, Record], Record]:
    return with_column("order_date", lambda row: str(how(row.day)))


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _unix(day: date) -> int:
    return calendar.timegm(day.timetuple())


def _dates() -> Iterator[Case]:
    for name, pattern in {
        "dd-mm-yyyy": "%d-%m-%Y",
        "dd/mm/yyyy": "%d/%m/%Y",
        "dd.mm.yyyy": "%d.%m.%Y",
        "mm/dd/yyyy": "%m/%d/%Y",
        "yyyy/mm/dd": "%Y/%m/%d",
        "yyyymmdd": "%Y%m%d",
        "with a time": "%Y-%m-%d 13:45:00",
        "with T": "%Y-%m-%dT13:45:00",
        "with Z": "%Y-%m-%dT13:45:00Z",
        "with an offset": "%Y-%m-%dT00:30:00+02:00",
        "with an offset late": "%Y-%m-%dT23:30:00-05:00",
        "with milliseconds": "%Y-%m-%dT13:45:00.123Z",
        "dd-mm-yyyy hh:mm": "%d-%m-%Y 13:45",
        "m/d/yyyy h:mm": "%m/%d/%Y 3:45 PM",
    }.items():
        content = joined(lines_of(change=_dated(pattern)))
        yield case("dates", name, content)
    for name, pattern in {
        "dd-mm-yy": "%d-%m-%y",
        "dd/mm/yy": "%d/%m/%y",
        "month in words": "%d %b %Y",
        "month in words first": "%b %d, %Y",
        "week": "%G-W%V-%u",
    }.items():
        content = joined(lines_of(change=_dated(pattern)))
        yield case("dates", name, content, promise="either")
    for name, how in {"spreadsheet numbers": _serial, "unix seconds": _unix}.items():
        content = joined(lines_of(change=_numbered(how)))
        yield case("dates", name, content, promise="either")
    early = tuple(
        replace(row, day=date(2023, 1 + number // 12, 1 + number % 12)) for number, row in enumerate(ROWS)
    )
    early = tuple(replace(row, day=min(r.day for r in early if r.order == row.order)) for row in early)
    for name, pattern in {"dd/mm": "%d/%m/%Y", "mm/dd": "%m/%d/%Y", "dd-mm-yy": "%d-%m-%y"}.items():
        written = [[*row.cells()[:2], row.day.strftime(pattern), *row.cells()[3:]] for row in early]
        lines = [",".join(quoted(cell) for cell in record) for record in [list(HEADER), *written]]
        yield case("dates", f"{name} that nothing decides", joined(lines), rows=early, promise="refused")
    both = joined(
        lines_of(change=lambda n, r: [*r[:2], ROWS[n].day.strftime("%d/%m/%Y" if n % 2 else "%m/%d/%Y"), *r[3:]])
    )
    yield case("dates", "day first and month first", both, promise="refused")
    mixed = joined(
        lines_of(change=lambda n, r: [*r[:2], ROWS[n].day.strftime("%d.%m.%Y" if n % 2 else "%Y-%m-%d"), *r[3:]])
    )
    yield case("dates", "two ways to write them", mixed, promise="either")
    for text in ("0000-00-00", "2023-02-30", "2023-13-01", "31-31-2023", "", "NULL", "yesterday", "2023", "2023-06", "NaT", "99999", "-1", "1e5", "20230230", "2023-06-15T25:00:00", "12:30", "2023-6-15-2", "0001-01-01", "#VALUE!"):  # fmt: skip
        content = joined(lines_of(change=with_cell("order_date", text, HIT)))
        yield risky("dates", f"a cell of `{text}`", content, promise="either")
    other = (ROWS[HIT].day + timedelta(days=0)).isoformat()
    for text in (f"{other}T10:00:00+99:00", f" {other} ", f"{other}\t", f"'{other}"):
        content = joined(lines_of(change=with_cell("order_date", text, HIT)))
        yield risky("dates", f"a cell of {text.replace(other, 'DAY')!r}", content, promise="either")
    for year in (1900, 1970, 2099, 9999):
        rows = altered(HIT, day=ROWS[HIT].day.replace(year=year))
        said = "rejected"
        yield risky(
            "dates", f"one order in {year}", joined(lines_of(rows)), rows=tuple(rows), promise="right", says=said
        )
    later = tuple(replace(row, day=row.day + timedelta(days=36_525)) for row in ROWS)
    yield case("dates", "all a hundred years ahead", joined(lines_of(later)), rows=later, promise="either")
    leap = altered(HIT, day=date(2024, 2, 29))
    leap = [replace(row, day=date(2024, 2, 29)) if row.order == ROWS[HIT].order else row for row in leap]
    yield case("dates", "29 February", joined(lines_of(leap)), rows=tuple(leap))


# --- ids ---


def _ids() -> Iterator[Case]:
    names = {
        "leading zeros beside none": "7",
        "1e5": "1e5",
        "1.0": "1.0",
        "17 digits": "90071992547409931",
        "40 digits": "9" * 40,
        "NA": "NA",
        "with a double quote": 'a"b',
        "with an apostrophe": "o'hara",
        "formula": "=cmd|' /C calc'!A0",
        "at sign": "@SUM(1)",
        "plus": "+4512345678",
        "minus": "-42",
        "wide letters": "Ørsted-Ærø",
        "combined letter": "a\u030a",
        "composed letter": "\u00e5",
        "emoji": "🛒42",
        "right to left": "\u202e700",
        "zero width": "0007\u200b",
        "brackets": "[/]",
        "markup": "[red]x[/red]",
        "script": "<script>alert(1)</script>",
        "percent": "%s%n{0}",
        "backslash": "a\\b",
        "path": "../../etc/passwd",
        "true": "True",
        "date": "2023-01-01",
        "money": "1,234.50",
        "semicolon": "a;b",
        "blank inside": "a b",
        "upper case": "ABC",
        "lower case": "abc",
        "hash": "#12",
        "long": "x" * 5_000,
    }
    for name, text in names.items():
        rows = [replace(row, customer=text) if row.customer == ROWS[HIT].customer else row for row in ROWS]
        yield case("ids", name, joined(lines_of(rows)), rows=tuple(rows))
    # the same person under two spellings stays two
    pairs = (
        ("007", "7"),
        ("1e5", "100000"),
        ("1.0", "1"),
        ("abc", "ABC"),
        ("9007199254740993", "9007199254740992"),
    )
    for one, other in pairs:
        rows = [
            replace(row, customer={ROWS[0].customer: one, ROWS[1].customer: other}.get(row.customer, row.customer))
            for row in ROWS
        ]
        yield case("ids", f"{one} and {other}", joined(lines_of(rows)), rows=tuple(rows))
    around = joined(lines_of(change=with_cell("customer_id", f"  {ROWS[HIT].customer} ", HIT)))
    yield case("ids", "blanks around", around)
    hard = joined(lines_of(change=with_cell("customer_id", f"\xa0{ROWS[HIT].customer}", HIT)))
    yield case("ids", "a hard blank before", hard, promise="either")
    for text in ("", "  "):
        content = joined(lines_of(change=with_cell("customer_id", text, HIT)))
        without = truth_of(row for number, row in enumerate(ROWS) if number != HIT)
        yield risky("ids", f"an empty id of {len(text)} blanks", content, other=without, promise="either")
    for text in ("NULL", "null", "N/A", "nan", "None", "-"):
        unnamed = tuple(altered(HIT, customer=text))
        without = truth_of(row for number, row in enumerate(ROWS) if number != HIT)
        content = joined(lines_of(unnamed))
        yield risky("ids", f"an id of {text}", content, rows=unnamed, other=without, promise="either")
    no_order = joined(lines_of(change=with_cell("order_id", "", HIT)))
    yield risky("ids", "an empty order id", no_order, promise="either", other=truth_of(ROWS))
    for name, text in {
        "escape codes": "\x1b[31mred\x1b[0m",
        "C1": "a\x9bb",
        "bell": "a\x07b",
        "tab": "a\tb",
    }.items():
        rows = [replace(row, customer=text) if row.customer == ROWS[HIT].customer else row for row in ROWS]
        content = joined(lines_of(rows))
        yield case("ids", name, content, rows=tuple(rows), promise="either", other=_escaped(rows, text))
    damaged = [
        replace(row, customer=f"4.07{n % 3}E+12") if row.customer == ROWS[HIT].customer else row
        for n, row in enumerate(ROWS)
    ]
    risk = frozenset(n for n, row in enumerate(damaged) if "E+12" in row.customer)
    yield case("ids", "shortened by a spreadsheet", joined(lines_of(damaged)), rows=tuple(damaged), at_risk=risk, promise="either")  # fmt: skip
    numbers = [replace(row, customer=str(int(row.customer)), order=row.order[2:]) for row in ROWS]
    yield case("ids", "all numbers", joined(lines_of(numbers)), rows=tuple(numbers))
    floats = joined(lines_of(numbers, change=lambda _, record: [f"{record[0]}.0", f"{record[1]}.0", *record[2:]]))
    yield case("ids", "all end in .0", floats, rows=tuple(numbers))
    mails = [replace(row, customer=f"kunde{row.customer}@example.com") for row in ROWS]
    yield case("ids", "e-mail addresses", joined(lines_of(mails)), rows=tuple(mails))


def _escaped(rows: list[Row], text: str) -> Truth:
    shown = text.translate({7: "\\x07", 9: "\\t", 27: "\\x1b", 0x9B: "\\x9b"})
    return truth_of(replace(row, customer=shown) if row.customer == text else row for row in rows)
