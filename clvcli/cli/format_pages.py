"""What is told of an export format, each sentence taken from its declaration: for `explain`, lists and the docs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from clvcli.orders.fields import BY_NAME
from clvcli.orders.formats import formats, not_orders, systems
from clvcli.orders.formats.base import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from clvcli.orders.formats import Format

WIDTH = 80

MONEY: Mapping[str, str] = {
    "amount": "the amount of the row as it is printed",
    "before_discount": "the amount of the row less its discount",
    "of_order": "the order's amount, spread over its rows",
    "quantity_x_price": "quantity times unit price, less the discount of the line",
    "unit_or_line": "the price, decided from the file's values to be of a unit or of the line",
    "subtotal_spread": "the order's subtotal, spread over its lines by price",
    "total_spread": "the order's total less shipping and tips, spread over its lines by price",
    "line_net": "the amount of the row, which is after discount and without tax",
    "decide": "decided from the file's own amounts",
}
"""How a line's money is found -> in words."""

TAX: Mapping[str, str] = {
    "included": "in the amounts; taken out where it is printed or --tax-rate gives it",
    "excluded": "not in the amounts",
    "arithmetic": "decided by adding up: subtotal, shipping and, where it is on top, tax make the total",
    "stated": "as the names of the columns say",
    "unknown": "not said: amounts stand as printed, unless --tax says more",
}

REFUNDS: Mapping[str, str] = {
    "rows": "rows of their own, set against the order they return",
    "order_column": "a column of the order",
    "line_column": "a column of the line",
    "none": "not printed, but for orders that are called refunded",
}

ORDER_FIELDS: Mapping[str, str] = {
    "once": "on the first row of an order only",
    "repeated": "on every row of an order, and counted once",
    "decide": "on one row of an order or on each: decided from the file's values",
}
"""Where the money of the order stands, where that is not plain."""


def recognised_by(form: Format) -> str:
    """Return what proves a format."""
    ways = [", ".join(names) for names in form.signatures]
    if form.headless:
        ways.append(f"{' or '.join(str(len(fields)) for fields in form.headless)} columns of numbers without names")
    return "; or ".join(ways)


def detected(form: Format) -> str:
    """Return whether a format is found by its columns or must be named."""
    return "by itself" if form.auto_detect else "named only"


def page_of(form: Format) -> str:
    """Return all that is declared of a format, as a page of text."""
    told = dict(sections(form))
    width = max(map(len, told)) + 2
    lines = [
        textwrap.fill(f"{title:{width}}{text}", WIDTH, subsequent_indent=" " * width, break_on_hyphens=False)
        for title, text in told.items()
    ]
    parts = (form.name, textwrap.fill(form.title, WIDTH), "\n".join(lines), _traps(form))
    return "\n\n".join(part for part in parts if part)


def system_pages() -> dict[str, str]:
    """Return system -> the pages of its formats: `shopify`."""
    return {
        name: "\n\n\n".join(map(page_of, found))
        for name, found in systems().items()
        if name not in {form.name for form in found}
    }


def sections(form: Format) -> list[tuple[str, str]]:
    """Return the parts of a format's page: a title and what is declared under it."""
    parts: list[tuple[str, Callable[[Format], str]]] = [
        ("Recognised by", _how_recognised),
        (
            "Rests on",
            lambda known: (
                f"{CONFIDENCE[known.confidence]}: {known.source}" if known.source else CONFIDENCE[known.confidence]
            ),
        ),
        ("A row is", _row),
        ("Money", _money),
        ("Tax", lambda known: TAX[known.tax]),
        ("Refunds", _refunds),
        ("Currency", _currency),
        ("Statuses", _statuses),
        ("Other files", _companions),
        ("Columns", _columns),
    ]
    told = ((title, text(form)) for title, text in parts)
    return [(title, text) for title, text in told if text]


def markdown() -> str:
    """Return a table of all formats, a section on each, and what is refused, as Markdown."""
    head = ("format", "export", "confidence", "found")
    rows = [(f"[`{form.name}`](#{form.name})", form.title, form.confidence, detected(form)) for form in formats()]
    refused = [(f"`{known.name}`", known.what, known.instead) for known in not_orders()]
    return "\n\n".join(
        (
            _table(head, rows),
            *map(_section, formats()),
            "## Files that are not orders",
            _table(("file", "why it is refused", "instead"), refused),
        )
    )


def _section(form: Format) -> str:
    told = "\n".join(f"- **{title}**: {text}" for title, text in sections(form))
    traps = "\n".join(f"  - {trap}" for trap in form.traps)
    return f"## {form.name}\n\n{form.title}.\n\n{told}" + (f"\n- **Mind**:\n{traps}" if traps else "")


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _traps(form: Format) -> str:
    traps = [textwrap.fill(trap, WIDTH, initial_indent="- ", subsequent_indent="  ") for trap in form.traps]
    return "\n".join(("Mind", *traps)) if traps else ""


def _how_recognised(form: Format) -> str:
    named = f"--source-format {form.name} only" + (
        ", as its columns are unverified" if form.confidence == "memory" else ""
    )
    return f"the columns {recognised_by(form)}" if form.auto_detect else named


def _row(form: Format) -> str:
    if form.packed:
        return "an order, with its lines inside a cell"
    what = "an order" if form.grain == "order" else "a line of an order"
    kept = {**form.only_rows, **form.ignored_rows}
    return what + (f"; rows that are no sales are told by {_listed(kept)} and counted apart" if kept else "")


def _money(form: Format) -> str:
    where = ORDER_FIELDS.get(form.order_fields)
    return MONEY[form.money] + (f"; the money of the order stands {where}" if where else "")


def _refunds(form: Format) -> str:
    return REFUNDS[form.refunds] + (f", told by {_listed(form.refund_rows)}" if form.refund_rows else "")


def _currency(form: Format) -> str:
    if form.currency_in_money:
        return "beside the amounts"
    if "currency" in form.constants:
        return f"{form.constants['currency']}, always"
    return (
        f"in {_either(form.columns['currency'])}"
        if "currency" in form.columns
        else "not printed: --currency says it"
    )


def _statuses(form: Format) -> str:
    words: dict[str, list[str]] = {}
    for word, status in form.statuses.items():
        words.setdefault(status, []).append(word or "(empty)")
    return "; ".join(f"{status.replace('_', ' ')}: {', '.join(found)}" for status, found in words.items())


def _companions(form: Format) -> str:
    told = [
        f"{companion.file} ({companion.name})"
        + (f", needed: {companion.needed}" if companion.needed else "" if companion.columns else ", put aside")
        for companion in form.companions
    ]
    return "; ".join(told)


def _columns(form: Format) -> str:
    told = [f"{field} is {_either(names)}" for field, names in form.columns.items() if field in BY_NAME]
    return "; ".join(told)


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _listed(headers: Mapping[str, str]) -> str:
    return ", ".join(f"`{header}`" for header in headers)
