"""An invented shop whose every text means harm: ids, names of goods, channels and stores, and the files beside."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HOSTILE = (
    "=1+1", "+1+1", "-1+1+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "＝1+1", "＠calc", '=HYPERLINK("http://evil.example")',
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</script><script>alert(2)</script>",
    "javascript:alert(1)", "<svg/onload=alert(3)>", "]]><!--", "--><b>x", "</title></style></textarea>", "&lt;b&#62;",
    "{{7*7}}{% raw %}", "{customers} {0} %s %n", "[red]x[/red]", "[/]", "[link=http://evil.example]x[/link]",
    "\x1b[31mred\x1b]0;title\x07", "a\x9b31mb", "bell\x07", "rtl\u202eexe", "line\u2028end", "next\x85line", "del\x7f",
    "a|b|c", "[x](http://evil.example)", "![i](http://evil.example/p.png)", "`id`", "$(id)", "```", "*a* _b_ ~c~", "# head",
    "../../etc/passwd", "/etc/passwd", "a/b\\c", "con.csv", "http://evil.example/?x=1", "mailto:x@evil.example",
    "no\ufffeletter\uffff", "_x0041_", "'; DROP TABLE x; --", "#REF!", "NaN", "inf", "None", "true", "e\u0301\u0300", "\U0001f6d2" * 3,
    "x" * 300, "a\u200bb", "a\u00a0b",
)  # fmt: skip
"""Text that some program or other would run, obey, follow or take for something else."""

NAMES = (
    "order_id", "customer_id", "email", "phone", "order_date", "sku", "product", "category", "brand", "size", "season",
    "channel", "country", "store", "discount_code", "quantity", "amount", "discount", "currency",
)  # fmt: skip

Row = dict[str, str]

PERSON = "mette.madeup{number}@mail.example"
"""Whose address no message may tell."""

PHONE = "+4520{number:06d}"


def hostile_orders(customers: int = 150, *, texts: Sequence[str] = HOSTILE, named: bool = True) -> list[Row]:
    """Return order lines of two years; the first customers have hostile ids, and all goods hostile names.

    `named` gives each order the buyer's e-mail and phone.
    """
    chance = random.Random(8)  # noqa: S311  (an invented shop, no secret)
    rows: list[Row] = []
    for customer in range(customers):
        day = date(2022, 1, 3) + timedelta(days=chance.randrange(420))
        buyer = texts[customer] if customer < len(texts) else f"K{customer:05d}"
        while day < date(2024, 1, 1):
            order = f"B{len(rows)}" if len(rows) % 3 else f"{texts[len(rows) % len(texts)]}{len(rows)}"
            for _ in range(chance.randint(1, 2)):
                goods = chance.randrange(40)
                cells = (
                    order, buyer, PERSON.format(number=customer), PHONE.format(number=customer), day.isoformat(),
                    texts[goods], texts[-1 - goods], texts[goods % 7], texts[7 + goods % 7], texts[14 + goods % 4],
                    texts[18 + goods % 5], texts[23 + customer % 5], ("DK", "SE", texts[8])[customer % 3],
                    texts[29 + customer % 2], texts[30 + len(rows) % 5], str(chance.randint(1, 3)),
                    f"{chance.uniform(40, 900):.2f}", f"{chance.choice((0, 0, 9)):.2f}", "DKK",
                )  # fmt: skip
                rows.append(dict(zip(NAMES, cells, strict=True)))
            day += timedelta(days=1 + int(chance.expovariate(1 / 70)))
            if chance.random() < 0.25:
                break
    return (
        rows if named else [{name: row[name] for name in NAMES if name not in {"email", "phone"}} for row in rows]
    )


def quiet_orders(orders: int = 96) -> list[Row]:
    """Return one line for each order of a shop in which nothing is doubtful: 24 customers over two years."""
    chance, day, rows = random.Random(4), date(2022, 1, 3), []  # noqa: S311  (the same)
    for number in range(orders):
        day += timedelta(days=chance.randint(2, 12))
        rows.append(
            {
                "order_id": f"A-{2000 + number}",
                "customer_id": f"K{chance.randrange(24) if number > 23 else number:03d}",
                "order_date": day.isoformat(),
                "product": chance.choice(("Kop", "Tallerken, dyb", 'Ramme 12" eg')),
                "amount": f"{chance.randint(1_500, 99_900) / 100:.2f}",
            }
        )
    return rows


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as a text with every cell in quotes."""
    text = io.StringIO()
    first, *others = rows
    writer = csv.DictWriter(text, list(first), lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows([first, *others])
    return text.getvalue()
