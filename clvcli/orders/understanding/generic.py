"""A list of orders of no known system: its columns by what people call them, else by what they hold."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import HeadlessError
from clvcli.orders import dictionary
from clvcli.orders.fields import KIND
from clvcli.orders.formats import Format
from clvcli.orders.tables import Decision
from clvcli.orders.understanding import open_names
from clvcli.orders.understanding.columns import MOST, Understanding, mapped, set_columns
from clvcli.orders.understanding.headless import fields_by_value
from clvcli.sayings import Saying, in_ticks, joined, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable

GENERIC = Format(
    name="generic",
    title="a list of orders, by the names of its columns",
    confidence="synthetic",
    signatures=(),
    columns={},
    tax="stated",
    statuses=dictionary.statuses(),
    line_types={
        dictionary.carriage(): "shipping",
        f"product:{dictionary.carriage()}": "shipping",
        f"product:{dictionary.gift_cards()}": "gift_card",
    },
    auto_detect=False,
)

LINE_FIELDS = frozenset({
    "line_type", "quantity", "unit_price", "unit_cost", "sku", "product_id", "product", "variant", "size", "color",
    "category", "brand", "season",
})  # fmt: skip
"""Fields that speak of goods: with any of them a row is a line of an order, without them it is an order."""

_NAME_OF_PERSON = r"^\p{L}[\p{L}'’.-]*(?:\s+\p{L}[\p{L}'’.-]*)+$"
_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


def by_names(table: RawTable, options: ReadOptions) -> Understanding:
    """Map the columns by what people call them; where a name leaves it open, by the values.

    Raises MappingError for a field or column of `--map` that there is not.
    """
    by_user = mapped(table, options)
    candidates = _candidates(table, by_user)
    people = _sorted_people(table, candidates)
    candidates = {field: sorted(columns, key=_preference) for field, columns in candidates.items() if columns}
    columns = _amounts({field: found[0] for field, found in candidates.items()} | by_user, candidates)
    columns, gross_said = open_names.before_discount(columns, candidates, by_user)
    who, who_said = open_names.customer(table, columns)
    money, money_said = open_names.amount(table, columns | who, candidates)
    if money:
        columns.pop("unit_price")
    columns |= who | money
    columns, status_said = _statuses(columns)
    decision = Decision(
        subject=Saying("format"),
        value=GENERIC.name,
        how="set" if options.source_format else "detected",
        because=Saying("the names of the columns"),
    )
    currency, currency_said = _currency(columns)
    said = (*_contested(columns, candidates), *people, *who_said, *gross_said, *money_said, *currency_said)
    decisions = (decision, *set_columns(options), *said, *status_said)
    return _generic(table, columns, decisions, constants=currency, tax_included=_tax(columns))


def _candidates(table: RawTable, by_user: Mapping[str, str]) -> dict[str, list[str]]:
    """Return field -> columns that are called so, less what the user set."""
    taken = set(by_user.values())
    candidates: dict[str, list[str]] = {}
    for column in [] if table.headless else table.columns:
        field = dictionary.known_name(column)
        if field is not None and field not in by_user and column not in taken:
            candidates.setdefault(field, []).append(column)
    return candidates


def by_values(table: RawTable) -> Understanding:
    """Map the columns of a table without names by what they hold; raises HeadlessError where that is in doubt."""
    columns = fields_by_value(table)
    if not columns:
        raise HeadlessError.columns(table.source, len(table.columns))
    told = joined(", ", (Saying("{field} in {column}", field=name, column=at) for name, at in columns.items()))
    because = Saying("the values, as none has a name")
    decision = Decision(subject=Saying("columns"), value=told, how="detected", because=because)
    return _generic(table, columns, (decision,))


def _generic(
    table: RawTable,
    columns: Mapping[str, str],
    decisions: tuple[Decision, ...],
    *,
    constants: Mapping[str, str] | None = None,
    tax_included: bool | None = None,
) -> Understanding:
    """Return a list of orders of no known system; with a field that speaks of goods a row is a line of one."""
    grain: Literal["order", "line"] = "line" if LINE_FIELDS & columns.keys() else "order"
    named = {field: (column,) for field, column in columns.items()}
    return Understanding(
        table=table,
        format=dataclasses.replace(
            GENERIC, columns=named, constants=constants or {}, grain=grain, refund_rows=_credit_notes(table)
        ),
        columns=columns,
        decisions=decisions,
        tax_included=tax_included,
        taxed=_taxed(columns),
        grain=grain,
    )


def _credit_notes(table: RawTable) -> dict[str, str]:
    """Return the columns that tell credit notes from invoices, and what they then hold."""
    telling = [] if table.headless else [name for name in table.columns if dictionary.says_what_document(name)]
    return dict.fromkeys(telling, dictionary.credit_notes())


def _contested(columns: Mapping[str, str], candidates: Mapping[str, Sequence[str]]) -> list[Decision]:
    """Say which of several columns that could be a field was taken."""
    return [
        Decision(
            subject=Saying("column of {field}", field=field),
            value=found[0],
            how="detected",
            because=Saying("the better name; also {others}", others=joined(", ", in_ticks(found[1:]))),
        )
        for field, found in candidates.items()
        if len(found) > 1 and columns.get(field) == found[0]
    ]


def _preference(column: str) -> tuple[int, int]:
    """Sort the better name first; of two that differ in tax only, the one without."""
    tax = dictionary.parse(column).tax_included
    return dictionary.rank(column), {False: 0, None: 1, True: 2}[tax]


def _sorted_people(table: RawTable, candidates: dict[str, list[str]]) -> list[Decision]:
    """Let the values of columns like `customer` tell ids from e-mails and names; names are left out.

    Changes `candidates` in place and returns what to say.
    """
    unclear = [
        column
        for column in candidates.get("customer_id", ())
        if dictionary.says_only_who(column) and table.frame.collect_schema()[column] == pl.String
    ]
    if not unclear:
        return []
    tests = {"e-mail addresses": _EMAIL, "names of people": _NAME_OF_PERSON}
    shares = table.frame.select(
        pl.col(column).str.strip_chars().str.contains(pattern).mean().alias(f"{column}/{what}")
        for column in unclear
        for what, pattern in tests.items()
    ).collect(engine="streaming")
    said = []
    for column in unclear:
        what = next((what for what in tests if (shares[f"{column}/{what}"].item() or 0.0) > MOST), None)
        if what is None:
            continue
        candidates["customer_id"].remove(column)
        if what == "e-mail addresses":
            candidates.setdefault("customer_email", []).append(column)
        is_email = what == "e-mail addresses"
        said.append(
            Decision(
                subject=Saying("column `{column}`", column=column),
                value="customer_email" if is_email else Saying("not used"),
                how="detected",
                because=Saying("it holds e-mail addresses" if is_email else "it holds names of people"),
            )
        )
    return said


def _amounts(columns: Mapping[str, str], candidates: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Take the order's total for the amount where no column has the amount of the row."""
    columns = dict(columns)
    priced = {"quantity", "unit_price"} <= columns.keys()
    if "amount" not in columns and not priced:
        for field in ("order_total", "order_subtotal"):
            if field in columns and field in candidates:
                columns["amount"] = columns.pop(field)
                break
    if "order_discount" in columns and "line_discount" not in columns and not LINE_FIELDS & columns.keys():
        columns["line_discount"] = columns.pop("order_discount")
    if "line_cost" in columns and priced and "amount" not in columns and "unit_cost" not in columns:
        columns["unit_cost"] = columns.pop("line_cost")
    return columns


def _statuses(columns: Mapping[str, str]) -> tuple[dict[str, str], list[Decision]]:
    """Take the status of the payment for the order's where none stands beside it; else say that both count."""
    columns = dict(columns)
    if "payment_status" not in columns:
        return columns, []
    if "status" not in columns:
        columns["status"] = columns.pop("payment_status")
        return columns, []
    both = together(in_ticks([columns["status"], columns["payment_status"]]))
    because = Saying("of what keeps an order out or gives money back the graver holds")
    return columns, [Decision(subject=Saying("status"), value=both, how="detected", because=because)]


def _tax(columns: Mapping[str, str]) -> bool | None:
    """Return what the header of the column that gives the money says of tax, or that of the tax beside it."""
    column = columns.get("amount") or columns.get("unit_price")
    said = dictionary.parse(column).tax_included if column else None
    beside = columns.get("line_tax") or columns.get("order_tax")
    return True if said is None and beside and dictionary.says_within(beside) else said


def _taxed(columns: Mapping[str, str]) -> dict[str, bool]:
    """Return what the header of each column of money says of tax, field by field, where it says anything."""
    said = {field: dictionary.parse(column).tax_included for field, column in columns.items()}
    return {field: holds for field, holds in said.items() if holds is not None and KIND[field] == "number"}


def _currency(columns: Mapping[str, str]) -> tuple[dict[str, str], list[Decision]]:
    """Return the currency that the header of the amounts names, as a constant of the file."""
    column = columns.get("amount") or columns.get("unit_price")
    named = dictionary.parse(column).currency if column else None
    if named is None or "currency" in columns:
        return {}, []
    because = Saying("the column is called `{column}`", column=column)
    return {"currency": named}, [Decision(subject=Saying("currency"), value=named, how="detected", because=because)]
