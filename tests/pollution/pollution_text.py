"""Polluted encodings, quotes and layouts, each fault alone."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.pollution.pollution_judge import Case, case, risky
from tests.pollution.pollution_orders import (
    HEADER,
    HIT,
    ROWS,
    Row,
    joined,
    lines_of,
    quoted,
    with_cell,
    with_column,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def text_cases() -> Iterator[Case]:
    """Yield all cases of this module."""
    yield from _encodings()
    yield from _quotes()
    yield from _layouts()
    yield from _nameless()


# --- encodings ---


def _encodings() -> Iterator[Case]:
    text = joined(lines_of()).decode()
    for name, content in {
        "UTF-8 with mark": b"\xef\xbb\xbf" + text.encode(),
        "UTF-16 little endian with mark": b"\xff\xfe" + text.encode("utf-16-le"),
        "UTF-16 big endian with mark": b"\xfe\xff" + text.encode("utf-16-be"),
        "UTF-32 with mark": text.encode("utf-32"),
        "UTF-8 with mark and CRLF": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        "UTF-16 with mark and CRLF": text.replace("\n", "\r\n").encode("utf-16"),
        "mark twice": b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode(),
    }.items():
        yield case("encoding", name, content)
    for name, content in {
        "UTF-16 little endian": text.encode("utf-16-le"),
        "UTF-16 big endian": text.encode("utf-16-be"),
        "Windows-1252": text.encode("cp1252"),
        "Latin-1": text.encode("latin-1"),
        "Mac Roman": text.encode("mac_roman"),
        "code page 850": text.encode("cp850"),
    }.items():
        yield case("encoding", name, content, promise="either")
    for name, bad in {"in a product": b"\xff", "in another": b"\xc3", "overlong": b"\xc0\xaf"}.items():
        raw = joined(lines_of(change=with_cell("product", "Ker@mik", HIT))).replace(b"@", bad)
        yield risky("encoding", f"a byte that is not UTF-8 {name}", raw, promise="either")
    raw = joined(lines_of(change=with_cell("customer_id", "02@3", HIT))).replace(b"@", b"\xe6")
    yield risky("encoding", "a byte that is not UTF-8 in an id", raw, promise="either")
    for column in ("customer_id", "product", "amount"):
        raw = joined(lines_of(change=with_cell(column, ROWS[HIT].cells()[HEADER.index(column)] + "\0", HIT)))
        yield risky("encoding", f"a zero byte in {column}", raw, promise="either")
    yield case("encoding", "zero bytes at the end", text.encode() + b"\0" * 512, promise="either")
    yield case("encoding", "control Z at the end", text.encode() + b"\x1a", promise="either")


# --- quotes ---


def _quotes() -> Iterator[Case]:
    for name, end in {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}.items():
        content = joined(lines_of(change=with_cell("product", f"Krus{end}blå", HIT)))
        moved = tuple(line + (line > HIT + 2) * (end != "\r") for line in range(2, len(ROWS) + 2))
        yield case(
            "quoting", f"{name} in a product", content, lines=moved, promise="right" if end != "\r" else "either"
        )
    several = joined(lines_of(change=with_column("product", lambda row: f"{row.product}\n{row.sku}\nx")))
    yield case("quoting", "line feeds in every product", several, lines=tuple(range(2, 3 * len(ROWS) + 2, 3)))
    for column in ("customer_id", "order_id", "order_date", "amount"):
        at = HEADER.index(column)
        cell = ROWS[HIT].cells()[at]
        content = joined(lines_of(change=with_cell(column, f"{cell[:3]}\n{cell[3:]}", HIT)))
        moved = tuple(line + (line > HIT + 2) for line in range(2, len(ROWS) + 2))
        yield risky("quoting", f"line feed in {column}", content, lines=moved, promise="either")
    for row in (0, HIT, len(ROWS) - 1):
        for column in ("customer_id", "product", "amount"):
            lines = lines_of()
            cells = [quoted(cell) for cell in ROWS[row].cells()]
            cells[HEADER.index(column)] = f'"{ROWS[row].cells()[HEADER.index(column)]}'
            lines[row + 1] = ",".join(cells)
            yield case("quoting", f"unclosed in {column} of row {row}", joined(lines), at_risk=frozenset({row}))
    lines = lines_of()
    for row in (3, 45):
        cells = [quoted(cell) for cell in ROWS[row].cells()]
        cells[4] = '"Krus' if row == 3 else 'Krus"'
        lines[row + 1] = ",".join(cells)
    yield case("quoting", "opened and closed far apart", joined(lines), at_risk=frozenset({3, 45}))
    lines = [
        ",".join(f'"{cell}"'.replace('""', '""') for cell in line.split(",")) for line in lines_of(rows=_plain())
    ]
    yield case("quoting", "every cell quoted", joined(lines), rows=tuple(_plain()))
    content = joined(lines_of(change=with_cell("product", "", HIT)))
    yield case("quoting", "an empty cell", content)
    content = joined([line.replace(",Smørkniv,", ',"",') for line in lines_of()])
    yield case("quoting", "empty quoted cells", content)
    content = joined([line.replace(",Smørkniv,", ', "Smørkniv, stor" ,') for line in lines_of()])
    yield case("quoting", "blanks around quotes", content)


# --- layout ---


def _layouts() -> Iterator[Case]:
    """Yield what exports do to their layout beside the pollutions of Pollock."""
    header, *lines = lines_of()
    swapped = [1, 0, *range(2, len(HEADER))]
    other = [",".join(quoted(row.cells()[at]) for at in swapped) for row in ROWS[40:]]
    names = ",".join(HEADER[at] for at in swapped)
    below = frozenset(range(40, len(ROWS)))
    lines_below = tuple(n + 2 + (n >= 40) for n in range(len(ROWS)))
    content = joined([header, *lines[:40], names, *other])
    yield case("layout", "columns change places below", content, at_risk=below, lines=lines_below, promise="either")
    middle = joined([*lines[:20], header, *lines[20:]])
    standing = tuple(n + 1 + (n >= 20) for n in range(len(ROWS)))
    yield case("layout", "names sorted into the middle", middle, lines=standing, promise="either")
    stock = ["supplier_id,delivery_id,date,sku,product,quantity,cost", "S-1,D-1,2023-03-01,0042,Krus,900,9000.00"]
    yield case("layout", "deliveries below", joined([header, *lines, *stock]), promise="either")
    yield case("layout", "deliveries below a blank line", joined([header, *lines, "", *stock]), promise="either")
    semicolons = lines_of(separator=";")
    yield case("layout", "sep=; above", joined(["sep=;", *semicolons]), lines=tuple(range(3, len(ROWS) + 3)))
    yield case("layout", "a total below", joined([*semicolons, ";;;;I alt;;99999.00"]), promise="either")
    yield case("layout", "a total below its word", joined([header, *lines, "Total,,,,,,99999.00"]))
    yield case("layout", "separators below", joined([header, *lines, ",,,,,,", ",,,,,,"]))
    yield case("layout", "a separator ends every line", joined(f"{line}," for line in [header, *lines]))
    yield case(
        "layout", "a separator ends every line but the first", joined([header, *(f"{line}," for line in lines)])
    )
    half = joined([header, *lines[:30]]) + joined(semicolons[31:])
    yield case("layout", "the separator changes", half, at_risk=frozenset(range(30, len(ROWS))), promise="either")
    commas = [
        line.rpartition(",")[0] + "," + f"{row.amount}".replace(".", ",")
        for line, row in zip(lines, ROWS, strict=True)
    ]
    yield case("layout", "decimal commas cut the cells", joined([header, *commas]), promise="refused")
    for row in (3, HIT):
        one = [*lines[:row], commas[row], *lines[row + 1 :]]
        yield case("layout", f"a decimal comma cuts row {row}", joined([header, *one]), at_risk=frozenset({row}))
    yield case("layout", "blank lines between", joined(itertools.chain([header], *(["", line] for line in lines))), lines=tuple(range(3, 2 * len(ROWS) + 3, 2)))  # fmt: skip
    yield case("layout", "a blank line first", joined(["", header, *lines]), lines=tuple(range(3, len(ROWS) + 3)))
    mixed = joined([header, *lines]).replace(b"Sm\xc3\xb8rkniv,", b"Sm\xc3\xb8r\rkniv,", 1)
    risk = frozenset(n for n, row in enumerate(ROWS) if row.product == "Smørkniv")
    yield case("layout", "a carriage return inside a line", mixed, at_risk=risk, promise="either")
    yield case("layout", "names in capitals with blanks", joined([header.upper().replace("_", " "), *lines]))
    yield case("layout", "all columns twice", joined([f"{header},{header}", *(f"{line},{line}" for line in lines)]))
    wide = ",".join(f"note {n}" for n in range(2_000))
    yield case("layout", "two thousand columns more", joined([f"{header},{wide}", *(line + "," * 2_000 for line in lines)]))  # fmt: skip
    stray = [line.replace(row.sku, f'{row.sku}"') for line, row in zip(lines, ROWS, strict=True)]
    yield case("layout", "a stray quote on each of 11,000 lines", joined([header, *stray * 200]), promise="refused")
    opened = [line.replace(row.sku, f'"{row.sku}') for line, row in zip(lines, ROWS, strict=True)]
    yield case(
        "layout", "an open quote on each of 11,000 lines", joined([header, *opened * 200]), promise="refused"
    )
    bad = joined(lines_of(change=with_column("amount", lambda _: "abc")))
    yield case("layout", "no amount is a number", bad, promise="refused")
    third = joined(lines_of(change=lambda n, r: [*r[:6], "abc"] if n % 3 == 0 else r))
    yield case("layout", "a third of the amounts are no numbers", third, promise="refused")
    named = joined(lines_of(header=False, change=with_cell("product", "Brand", 0)))
    yield case("layout", "no names, and a product that is one", named, lines=tuple(range(1, len(ROWS) + 1)), promise="either")  # fmt: skip


def _nameless() -> Iterator[Case]:
    """Yield tables without names: what the values prove is read, what they leave open is refused."""
    kept = {"four columns": (0, 1, 2, 6), "the money first": (6, 2, 1, 0), "with goods": (1, 4, 2, 0, 6)}
    for name, columns in kept.items():
        yield case("nameless", name, _columns(ROWS, columns), lines=COUNTED)
    for name, columns in {
        "no customers": (1, 2, 6),
        "no days": (0, 1, 6),
        "a count and no goods": (0, 1, 2, 5, 6),
    }.items():
        yield case("nameless", name, _columns(ROWS, columns), promise="refused")
    yield case("nameless", "two days", _columns(ROWS, (0, 1, 2, 2, 6)), promise="refused")
    yield case("nameless", "two sums", _columns(ROWS, (0, 1, 2, 6, 6)), promise="refused")
    prices = [replace(row, amount=Decimal(f"{int(row.sku)}.95")) for row in ROWS]
    yield case("nameless", "prices of units", _columns(prices, range(7)), promise="refused")
    apart = [replace(row, customer=row.order.replace("B", "C")) for row in ROWS]
    yield case("nameless", "everybody bought once", _columns(apart, range(7)), promise="refused")
    one_line = [row for number, row in enumerate(ROWS) if row.order not in {other.order for other in ROWS[:number]}]
    yield case("nameless", "goods that may be customers", _columns(one_line, range(7)), promise="refused")


COUNTED = tuple(range(1, len(ROWS) + 1))


def _columns(rows: list[Row], columns: Iterable[int]) -> bytes:
    places = list(columns)
    return joined(",".join(quoted(row.cells()[at]) for at in places) for row in rows)


def _plain() -> list[Row]:
    return [replace(row, product="Krus") for row in ROWS]
