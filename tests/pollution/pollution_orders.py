"""An invented table of orders, how it is written as text, and its truth in plain Python."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HEADER = ("customer_id", "order_id", "order_date", "sku", "product", "quantity", "amount")

PRODUCTS = (
    ("0042", "Krus, rødt"),
    ("0043", "Tallerken 27 cm"),
    ("0105", 'Frame 12" oak'),
    ("0106", "Ærtepose, økologisk"),
    ("0200", "Linen napkin; set of 4"),
    ("0201", "Smørkniv"),
)
"""SKU and name; names hold commas, quotes, semicolons and Danish letters, as shops' do."""

CUSTOMERS = ("0007", "0015", "00107", "0112", "0203", "0204", "0318", "0319", "0420", "0501", "0733", "0900")

Cell = str
Record = list[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One order line."""

    customer: str
    order: str
    day: date
    sku: str
    product: str
    quantity: int
    amount: Decimal

    def cells(self) -> Record:
        """Return the line as printed."""
        return [
            self.customer, self.order, self.day.isoformat(), self.sku, self.product, str(self.quantity), f"{self.amount:.2f}",
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Worth:
    """What the result must say of a customer."""

    orders: int
    net_revenue: Decimal
    first_order: date | None
    last_order: date | None


Truth = dict[str, Worth]


def clean_rows() -> list[Row]:
    """Return 44 orders of 12 customers in 55 lines; every fourth order has two lines."""
    chance = random.Random(20240101)  # noqa: S311  (an invented shop, no cryptography)
    day, rows = date(2023, 1, 9), []
    for number in range(44):
        day += timedelta(days=chance.randint(1, 14))
        buyer = CUSTOMERS[number % 12] if number < 12 else chance.choice(CUSTOMERS[:10])
        for sku, product in chance.sample(PRODUCTS, 2 if number % 4 == 0 else 1):
            amount = Decimal(chance.randint(1_050, 249_999)) / 100
            rows.append(
                Row(
                    customer=buyer,
                    order=f"B-{10_345 + number}",
                    day=day,
                    sku=sku,
                    product=product,
                    quantity=chance.randint(1, 4),
                    amount=amount,
                )
            )
    return rows


ROWS = clean_rows()


HIT = 17
"""The row that gets a fault of its own."""


def truth_of(rows: Iterable[Row]) -> Truth:
    """Count and add up: an order is a number of one customer with money above zero."""
    orders: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        orders[row.customer, row.order].append(row)
    customers: dict[str, list[list[Row]]] = defaultdict(list)
    for (customer, _), lines in orders.items():
        customers[customer].append(lines)
    return {customer: _worth(found) for customer, found in customers.items()}


def _worth(orders: Sequence[Sequence[Row]]) -> Worth:
    days = [min(row.day for row in order) for order in orders if sum(row.amount for row in order) > 0]
    money = sum((row.amount for order in orders for row in order), Decimal(0))
    return Worth(len(days), money.quantize(Decimal("0.01")), min(days, default=None), max(days, default=None))


def quoted(cell: Cell, separator: str = ",", quote: str = '"') -> str:
    """Return a cell as it is written in separated text."""
    if any(sign in cell for sign in (separator, quote, "\n", "\r")):
        return f"{quote}{cell.replace(quote, quote * 2)}{quote}"
    return cell


def lines_of(
    rows: Sequence[Row] | None = None,
    *,
    header: bool = True,
    separator: str = ",",
    quote: str = '"',
    change: Callable[[int, Record], Record] | None = None,
) -> list[str]:
    """Return the lines of a file, each cell written as it should be; `change` alters cells before."""
    records = [row.cells() for row in (ROWS if rows is None else rows)]
    if change:
        records = [change(number, list(record)) for number, record in enumerate(records)]
    table = [list(HEADER), *records] if header else records
    return [separator.join(quoted(cell, separator, quote) for cell in record) for record in table]


def joined(lines: Iterable[str], end: str = "\n") -> bytes:
    """Return lines as the bytes of a file."""
    return "".join(f"{line}{end}" for line in lines).encode()


def with_cell(column: str, text: str, row: int) -> Callable[[int, Record], Record]:
    """Return a change of one cell."""
    at = HEADER.index(column)

    def change(number: int, record: Record) -> Record:
        if number == row:
            record[at] = text
        return record

    return change


def with_column(column: str, written: Callable[[Row], str]) -> Callable[[int, Record], Record]:
    """Return a change of a whole column."""
    at = HEADER.index(column)

    def change(number: int, record: Record) -> Record:
        record[at] = written(ROWS[number])
        return record

    return change


def altered(row: int, **fields: object) -> list[Row]:
    """Return the clean rows with one row altered."""
    rows = list(ROWS)
    rows[row] = replace(rows[row], **fields)  # type: ignore[arg-type]  # names of fields of Row
    return rows
