"""Which export a table is, and which of its columns says what: by signature, else by the names of the columns."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import ColumnMissingError, HeadlessError, MappingError, NotOrdersError, nearest
from clvcli.orders import dictionary
from clvcli.orders.fields import BY_NAME
from clvcli.orders.formats import Format, format_named, formats, not_orders
from clvcli.orders.tables import Decision
from clvcli.orders.understanding.headless import fields_by_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    line_types={f"product:{dictionary.gift_cards()}": "gift_card"},
    auto_detect=False,
)

WHO = ("customer_id", "customer_email", "customer_phone")

LINE_FIELDS = frozenset(
    {
        "line_type",
        "quantity",
        "unit_price",
        "unit_cost",
        "sku",
        "product_id",
        "product",
        "variant",
        "size",
        "color",
        "category",
        "brand",
        "season",
    }
)
"""Fields that speak of goods: with any of them a row is a line of an order, without them it is an order."""

OF_ORDERS = LINE_FIELDS | {"order_id"}
"""Fields that, with a date, speak of orders, whoever bought."""

MOST = 0.5
"""The share of a column's values that must look like something before the column is taken for it."""

_NAME_OF_PERSON = r"^\p{L}[\p{L}'’.-]*(?:\s+\p{L}[\p{L}'’.-]*)+$"
_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What a table is taken for."""

    format: Format
    columns: Mapping[str, str]
    """Field -> column of the table."""
    decisions: tuple[Decision, ...]
    tax_included: bool | None
    """What the header of the amounts says of tax."""
    grain: Literal["order", "line"]


def recognise(table: RawTable, options: ReadOptions) -> Understanding:
    """Choose the format of `table` and map its columns.

    Raises UnknownSourceFormatError, MappingError, NotOrdersError, ColumnMissingError or HeadlessError.
    """
    declared, how = _declared(table, options)
    if declared is None:
        return _checked(table, _by_names(table, options))
    headers = _headers(table)
    columns = _layout(declared, table) if table.headless else {}
    for field, names in declared.columns.items():
        found = next((headers[key] for name in names if (key := dictionary.key(name)) in headers), None)
        if found is not None and not table.headless:
            columns[field] = found
    columns = {**columns, **_mapped(table, options)}
    decision = Decision(subject="format", value=declared.name, how=how, because=_because(declared, table, how))
    understanding = Understanding(
        format=declared,
        columns=columns,
        decisions=(decision, *_set_columns(options)),
        tax_included=None,
        grain=declared.grain,
    )
    return _checked(table, understanding)


def _declared(table: RawTable, options: ReadOptions) -> tuple[Format | None, Literal["set", "detected"]]:
    """Return the format the user named or the columns prove; None where the names of the columns must do."""
    if options.source_format:
        named = None if options.source_format == GENERIC.name else format_named(options.source_format)
        return named, "set"
    if table.headless:
        return next((known for known in formats() if _layout(known, table)), None), "detected"
    keys = set(_headers(table))
    fitting = [
        known
        for known in formats()
        if known.auto_detect and any(keys >= {dictionary.key(n) for n in names} for names in known.signatures)
    ]
    return max(fitting, key=lambda known: _matching(known, keys), default=None), "detected"


def _matching(known: Format, keys: set[str]) -> int:
    return sum(any(dictionary.key(name) in keys for name in names) for names in known.columns.values())


def _layout(known: Format, table: RawTable) -> dict[str, str]:
    """Return field -> column of the layout without column names that the values of `table` fit, or nothing."""
    for fields in known.headless:
        if len(fields) != len(table.columns):
            continue
        columns = {field: column for field, column in zip(fields, table.columns, strict=True) if field}
        if _fits_layout(table, columns):
            return columns
    return {}


def _fits_layout(table: RawTable, columns: Mapping[str, str]) -> bool:
    day = pl.col(columns["order_date"]).cast(pl.String)
    tests = [(day.str.contains(r"^(?:19|20)[0-9]{6}$") & day.str.to_date("%Y%m%d", strict=False).is_not_null())]
    tests += [
        pl.col(column).cast(pl.String).str.contains(r"^-?[0-9]+(?:\.[0-9]+)?$")
        for field, column in columns.items()
        if field != "order_date"
    ]
    return bool(table.frame.select(pl.all_horizontal(tests).all()).collect(engine="streaming").item())


def _because(declared: Format, table: RawTable, how: str) -> str:
    if how == "set":
        return "--source-format"
    if table.headless:
        return f"{len(table.columns)} columns of numbers without names, one of them dates as yyyymmdd"
    keys = set(_headers(table))
    proof = next(names for names in declared.signatures if keys >= {dictionary.key(n) for n in names})
    return f"columns {', '.join(proof)}"


def _headers(table: RawTable) -> dict[str, str]:
    """Return compared name -> column; of two columns with one name the first."""
    found: dict[str, str] = {}
    for column in table.columns:
        found.setdefault(dictionary.key(column), column)
    return found


# --- the user's own columns ------------------------------------------------------------------


def _mapped(table: RawTable, options: ReadOptions) -> dict[str, str]:
    """Return field -> column as set by `--map`; raises MappingError for a field or column there is not."""
    headers = _headers(table)
    columns = {}
    for field, name in options.columns.items():
        if field not in BY_NAME:
            near = dictionary.known_name(field) or nearest(field, BY_NAME)
            raise MappingError.no_field(field, near, BY_NAME)
        column = name if name in table.columns else headers.get(dictionary.key(name))
        if column is None:
            raise MappingError.no_column(table.source, field, name, table.columns)
        columns[field] = column
    return columns


def _set_columns(options: ReadOptions) -> list[Decision]:
    return [
        Decision(subject=f"column of {field}", value=column, how="set", because="--map")
        for field, column in options.columns.items()
    ]


# --- any other list of orders ----------------------------------------------------------------


def _by_names(table: RawTable, options: ReadOptions) -> Understanding:
    """Map the columns by what people call them."""
    mapped = _mapped(table, options)
    if table.headless and not mapped:
        return _by_values(table)
    _refuse_known(table)
    taken = set(mapped.values())
    candidates: dict[str, list[str]] = {}
    for column in [] if table.headless else table.columns:
        field = dictionary.known_name(column)
        if field is not None and field not in mapped and column not in taken:
            candidates.setdefault(field, []).append(column)
    people = _sorted_people(table, candidates)
    candidates = {field: sorted(columns, key=_preference) for field, columns in candidates.items() if columns}
    columns = {field: found[0] for field, found in candidates.items()} | mapped
    columns = _amounts(columns, candidates)
    decision = Decision(
        subject="format",
        value=GENERIC.name,
        how="set" if options.source_format else "detected",
        because="the names of the columns",
    )
    currency, said = _currency(columns)
    decisions = (decision, *_set_columns(options), *_contested(columns, candidates), *people, *said)
    return _generic(columns, decisions, constants=currency, tax_included=_tax(columns))


def _by_values(table: RawTable) -> Understanding:
    """Map the columns of a table without names by what they hold; raises HeadlessError where that is in doubt."""
    columns = fields_by_value(table)
    if not columns:
        raise HeadlessError.columns(table.source, len(table.columns))
    told = ", ".join(f"{field} in {column}" for field, column in columns.items())
    decision = Decision(subject="columns", value=told, how="detected", because="the values, as none has a name")
    return _generic(columns, (decision,))


def _generic(
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
        format=dataclasses.replace(GENERIC, columns=named, constants=constants or {}, grain=grain),
        columns=columns,
        decisions=decisions,
        tax_included=tax_included,
        grain=grain,
    )


def _contested(columns: Mapping[str, str], candidates: Mapping[str, Sequence[str]]) -> list[Decision]:
    """Say which of several columns that could be a field was taken."""
    return [
        Decision(
            subject=f"column of {field}",
            value=found[0],
            how="detected",
            because=f"the better name; also {', '.join(f'`{other}`' for other in found[1:])}",
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
        value = "customer_email" if what == "e-mail addresses" else "not used"
        said.append(Decision(subject=f"column `{column}`", value=value, how="detected", because=f"it holds {what}"))
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
    if "line_cost" in columns and priced and "amount" not in columns and "unit_cost" not in columns:
        columns["unit_cost"] = columns.pop("line_cost")
    return columns


def _tax(columns: Mapping[str, str]) -> bool | None:
    """Return what the header of the column that gives the money says of tax."""
    column = columns.get("amount") or columns.get("unit_price")
    return dictionary.parse(column).tax_included if column else None


def _currency(columns: Mapping[str, str]) -> tuple[dict[str, str], list[Decision]]:
    """Return the currency that the header of the amounts names, as a constant of the file."""
    column = columns.get("amount") or columns.get("unit_price")
    named = dictionary.parse(column).currency if column else None
    if named is None or "currency" in columns:
        return {}, []
    return {"currency": named}, [
        Decision(subject="currency", value=named, how="detected", because=f"the column is called `{column}`")
    ]


# --- what is missing -------------------------------------------------------------------------


def _refuse_known(table: RawTable) -> None:
    keys = set(_headers(table))
    for known in not_orders():
        if keys >= {dictionary.key(name) for name in known.signature}:
            raise NotOrdersError.known(table.source, known.what, known.instead)


def _checked(table: RawTable, found: Understanding) -> Understanding:
    """Return `found` if it says who, when and how much; else raise the error that helps."""
    who = any(field in found.columns for field in WHO)
    when = "order_date" in found.columns
    how_much = _has_money(found)
    if who and when and how_much:
        return found
    if table.headless:
        raise HeadlessError.columns(table.source, len(table.columns))
    speaks_of_orders = when and bool(OF_ORDERS & found.columns.keys())
    if found.format.name == GENERIC.name and who + when + how_much <= 1 and not speaks_of_orders:
        raise NotOrdersError.unknown(table.source, _seems(found.columns, table.columns), table.columns)
    there = {"customer_id": who, "order_date": when, "amount": how_much}
    missing = [field for field, known in there.items() if not known]
    names = _people(table, found)
    if missing == ["customer_id"] and names is not None:
        raise ColumnMissingError.only_names(table.source, names)
    raise ColumnMissingError.fields(table.source, missing, table.columns)


def _has_money(found: Understanding) -> bool:
    if "amount" in found.columns or {"quantity", "unit_price"} <= found.columns.keys():
        return True
    return found.format.money == "subtotal_spread" and "order_subtotal" in found.columns


def _people(table: RawTable, found: Understanding) -> str | None:
    used = set(found.columns.values())
    free = [column for column in table.columns if column not in used]
    named = [column for column in free if dictionary.names_people(column)]
    who = [column for column in free if dictionary.says_only_who(column)]
    return next(iter([*who, *named]), None)


def _seems(columns: Iterable[str], headers: Iterable[str]) -> str:
    """Return what a table that is not orders seems to be, as the end of a sentence."""
    fields = set(columns)
    if fields & set(WHO) or any(dictionary.names_people(header) for header in headers):
        return ": it seems to be a list of people"
    if fields & {"sku", "product", "product_id", "unit_cost"}:
        return ": it seems to be a list of products"
    if "amount" in fields or "order_date" in fields:
        return ": it names no customers"
    return ""
