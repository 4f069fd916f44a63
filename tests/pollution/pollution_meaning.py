"""Sound tables whose content is odd: repeated, returned, cancelled, degenerate, in two currencies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.pollution.pollution_judge import Case, case
from tests.pollution.pollution_orders import (
    HIT,
    ROWS,
    Row,
    altered,
    joined,
    lines_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def meaning_cases() -> Iterator[Case]:
    """Yield all cases of this module."""
    one_buyer = tuple(replace(row, customer="0007") for row in ROWS)
    yield case("meaning", "one customer", joined(lines_of(one_buyer)), rows=one_buyer, promise="either")
    apart = tuple(replace(row, customer=f"C{row.order}") for row in ROWS)
    yield case("meaning", "everybody bought once", joined(lines_of(apart)), rows=apart, promise="either")
    one_day = tuple(replace(row, day=date(2023, 5, 5)) for row in ROWS)
    yield case("meaning", "one day", joined(lines_of(one_day)), rows=one_day, promise="either")
    same = tuple(replace(row, amount=Decimal(100)) for row in ROWS)
    yield case("meaning", "all the same amount", joined(lines_of(same)), rows=same, promise="either")
    shared = [replace(row, order=ROWS[0].order) if n == 20 else row for n, row in enumerate(ROWS)]
    yield case("meaning", "an order number of two customers", joined(lines_of(shared)), rows=tuple(shared), promise="either")  # fmt: skip
    lines = lines_of()
    doubled = [lines[0], *(line for line in lines[1:] for _ in range(2))]
    yield case("meaning", "every line twice", joined(doubled), lines=tuple(range(2, 2 * len(ROWS) + 2, 2)))
    twice = Case(kind="meaning", name="the same file twice", files={"a.csv": joined(lines), "b.csv": joined(lines)})
    yield twice
    cut = {"a.csv": joined(_whole_orders(0, 30)), "b.csv": joined(_whole_orders(22, len(ROWS)))}
    yield Case(kind="meaning", name="files that overlap", files=cut)
    yield Case(kind="meaning", name="files that overlap in other order", files=dict(reversed(cut.items())))
    parts = {"a.csv": joined(_whole_orders(0, 30)), "b.csv": joined(_whole_orders(30, len(ROWS)))}
    yield Case(kind="meaning", name="one export in two files", files=parts)
    other = {
        "a.csv": parts["a.csv"],
        "b.csv": parts["b.csv"].replace(b",", b"\t") if b'"' not in parts["b.csv"] else parts["b.csv"],
    }
    yield Case(kind="meaning", name="two dialects", files=other)
    shuffled = [lines[0], *sorted(lines[1:], key=lambda line: line[::-1])]
    yield case("meaning", "lines in another order", joined(shuffled))
    credit = Row(
        customer=ROWS[HIT].customer,
        order="K-1",
        day=ROWS[-1].day,
        sku=ROWS[HIT].sku,
        product="",
        quantity=-1,
        amount=-ROWS[HIT].amount / 2,
    )
    credit = replace(credit, amount=credit.amount.quantize(Decimal("0.01")))
    rows = (*ROWS, credit)
    yield case("meaning", "a return", joined(lines_of(rows)), rows=rows)
    zero = tuple(altered(HIT, amount=Decimal(0)))
    yield case("meaning", "an amount of zero", joined(lines_of(zero)), rows=zero)
    nothing = tuple(replace(row, amount=Decimal(0)) for row in ROWS)
    yield case("meaning", "nothing but zeros", joined(lines_of(nothing)), rows=nothing, promise="refused")
    negative = tuple(replace(row, amount=-row.amount, quantity=-row.quantity) for row in ROWS)
    yield case("meaning", "nothing but returns", joined(lines_of(negative)), rows=negative, promise="either")
    yield from _with_another_column()


def _whole_orders(first: int, last: int) -> list[str]:
    """Return the header and the lines of the orders that begin in rows `first` to `last`."""
    numbers = {row.order for row in ROWS[first:last]} - {row.order for row in ROWS[:first]}
    return lines_of([row for row in ROWS if row.order in numbers])


def _with_another_column() -> Iterator[Case]:
    def table(name: str, values: Callable[[int], str]) -> bytes:
        header, *lines = lines_of()
        return joined([f"{header},{name}", *(f"{line},{values(n)}" for n, line in enumerate(lines))])

    yield case(
        "meaning", "two currencies", table("currency", lambda n: "EUR" if n % 3 else "DKK"), promise="refused"
    )
    yield case("meaning", "one other currency", table("currency", lambda n: "EUR" if ROWS[n].order == ROWS[HIT].order else "DKK"), promise="refused")  # fmt: skip
    yield case("meaning", "one currency", table("currency", lambda _: "DKK"))
    paid = tuple(row for row in ROWS if row.order != ROWS[HIT].order)
    for word in ("cancelled", "Annulleret", "unpaid", "voided"):
        words = [word if row.order == ROWS[HIT].order else "paid" for row in ROWS]
        some, left = table("status", words.__getitem__), _lines_without(ROWS[HIT].order)
        yield case("meaning", f"an order that is {word}", some, rows=paid, lines=left)
        every = table("status", [word for _ in ROWS].__getitem__)
        yield case("meaning", f"all orders {word}", every, promise="refused")
    yield case("meaning", "a status nobody knows", table("status", lambda n: "blorp" if n == HIT else "paid"), promise="either", at_risk=frozenset({HIT}))  # fmt: skip
    guests = [n for n, row in enumerate(ROWS) if n % 2 == 0]
    orders = {ROWS[n].order for n in guests}
    known = tuple(row for row in ROWS if row.order not in orders)
    blank = joined(lines_of(change=lambda n, r: ["", *r[1:]] if ROWS[n].order in orders else r))
    yield case("meaning", "guests", blank, rows=known, lines=tuple(n + 2 for n, row in enumerate(ROWS) if row.order not in orders), says="guests", promise="either")  # fmt: skip
    nobody = joined(lines_of(change=lambda _, record: ["", *record[1:]]))
    yield case("meaning", "nothing but guests", nobody, rows=(), promise="either")


def _lines_without(order: str) -> tuple[int, ...]:
    return tuple(number + 2 for number, row in enumerate(ROWS) if row.order != order)
