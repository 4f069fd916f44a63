"""The short way from a plain export to its customers: one line an order, summed up while the file streams by.

A file is plain where every order can be told by its own lines: it has a number, one buyer and one day, its
lines are products with a price, and what it returns was bought with it.  Orders that only return goods are
settled as `settle.py` settles them, together with the earlier orders that they may belong to.  Where anything
else is found nothing is condensed and the file goes the long way; both ways give the same customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.config import IDENTITIES
from clvcli.orders.kept import SELLS
from clvcli.orders.money import discounts
from clvcli.orders.money.line_money import MoneyReading, decide_money, with_money, with_money_of_lines
from clvcli.orders.money.one_currency import in_one_currency
from clvcli.orders.schema import CANONICAL_SCHEMA, HALF_A_CENT
from clvcli.orders.settling.drafts import BUYER, draft_rows, line_type, rows_with_buyers
from clvcli.orders.settling.duplicates import LINE_KEY
from clvcli.orders.settling.identity import FIELD, kind_of_key
from clvcli.orders.settling.reconciliation import fates_of_lines, with_fate
from clvcli.orders.settling.settle import Assembled, canonical, settle, with_derived
from clvcli.orders.settling.validity import EXCLUDING, isolated_days
from clvcli.orders.steps import money_of, steps_of
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

PLAIN_FIELDS = frozenset({
    "order_id", "order_date", "store", "customer_id", "customer_email", "customer_phone", "customer_type",
    "currency", "channel", "source", "discount_code", "country", "region", "payment_method", "tags",
    "quantity", "unit_price", "line_discount", "sku", "product_id", "product", "variant", "size", "color",
    "category", "brand", "season",
})  # fmt: skip
"""Fields that make a line's money and its order, or change neither."""

WHO = frozenset(FIELD.values())
"""Fields that name the buyer."""

MOST_RETURNS_ONLY = 0.1
"""Share of orders that only return goods up to which they are worth settling apart."""

MOST_HELD = 0.2
"""Share of the lines that a closer look may hold in memory."""

BITS = 62
"""A line sets one of so many bits of its order's Int64; an order with fewer bits than lines gets a closer look."""

MOVES = (pl.col("sold") > 0) | (pl.col("returned") > 0)
"""Whether an order has merchandise; one without is of no value."""

PERHAPS_IDENTICAL = pl.col("bits").bitwise_count_ones() < pl.col("rows")

RETURNS_ONLY = (pl.col("sold") == 0) & (pl.col("returned") > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condensed:
    """What the orders of a plain export come to."""

    lines: pl.LazyFrame
    """Canonical lines, one an order: its returns are its `refund_amount`, and what differs from line to line
    (products, prices, gross and discount) is null.  Orders that were settled apart have all their lines."""
    fates: tuple[pl.DataFrame, ...]
    """Of the rows that could be read; see `reconciliation`."""
    rows: int
    """Rows that could be read."""
    money: MoneyReading
    decisions: tuple[Decision, ...]
    identical_lines: int


def condensed(reading: Reading, options: ReadOptions) -> Condensed | None:
    """Return the orders of an export, one line each, or None where the export is not plain.

    The file is read once for its orders, before that for its discounts where it has any, and afterwards for the
    orders that need a closer look.  Raises the errors of `decide_money` and `in_one_currency`.
    """
    if not declared_plain(reading, options):
        return None
    key = ("store", "order_id") if "store" in reading.columns else ("order_id",)
    drafts = _drafts(readable(reading), reading)
    facts = facts_of(drafts, reading)
    if facts["first_currency"] != facts["last_currency"] or 0 < facts["unnamed"] < facts["rows"]:
        return None
    money = decide_money(drafts.clear().collect(), reading, options, on_discount=facts)
    orders = orders_of(with_money_of_lines(drafts, reading, money, options), key)
    if not _told_by_themselves(orders, key):
        return None
    again = _read_again(reading, orders)
    lines = _drafts(again.lazy(), reading)
    doubtful = lines if _few_doubtful(orders) else drafts
    identical = identical_lines(with_money_of_lines(doubtful, reading, money, options), orders, key)
    if _perhaps_repeated(orders, identical):
        return None
    currency, decisions, _ = in_one_currency(a_line_in(facts["first_currency"]), options)
    apart = _rows_to_settle(again, lines, orders, key)
    whole = orders.join(_keys(apart, reading, key), on=key, how="anti") if apart.height else orders
    settled = [_settled(apart, reading, money, options)] if apart.height else []
    one_line_each = _one_line_each(whole, reading, currency["currency"][0])
    return Condensed(
        lines=pl.concat([one_line_each, *(canonical(assembled) for assembled in settled)]),
        fates=(fates_of_orders(whole), *(fates_of_lines(assembled.lines) for assembled in settled)),
        rows=int(orders["rows"].sum()),
        money=money,
        decisions=decisions,
        identical_lines=int(identical.filter("moves")["copies"].sum()),
    )


def declared_plain(reading: Reading, options: ReadOptions) -> bool:
    """Whether the fields, the format and the options leave every order to its own lines."""
    form, fields = reading.format, reading.columns.keys()
    return (
        fields <= PLAIN_FIELDS
        and fields >= {"order_id", "unit_price"}
        and len(fields & WHO) == 1
        and fields & WHO <= {FIELD[name] for name in options.identity or IDENTITIES}
        and reading.grain == "line"
        and form.money in ("decide", "quantity_x_price")
        and form.order_fields == "each_row"
        and not (form.order_kinds or form.test_marks or form.packed)
        and not (form.only_rows or form.ignored_rows or form.refund_rows)
        and not (form.negated or form.currency_in_money)
        and form.statuses.get("", "paid") not in EXCLUDING
        and form.constants.keys() <= {"currency"}
        and not (options.statuses or options.rates or options.exclude_customers)
        and not (options.costs or options.products)
    )


def readable(reading: Reading) -> pl.LazyFrame:
    """Return the typed rows whose values can be read."""
    return reading.rows.filter(pl.col("reject_reason").is_null())


def _drafts(rows: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    return rows_with_buyers(rows, reading, file_no=0).with_columns(line_type(reading.format))


def facts_of(drafts: pl.LazyFrame, reading: Reading) -> Mapping[str, Any]:
    """Return the evidence on discounts, and the first and last currency by alphabet.

    The lines are read only for what the survey of the values left open.
    """
    named = pl.col("currency")
    first, last, unnamed = named.min(), named.max(), named.null_count()
    if "currency" in reading.throughout:
        first = last = pl.lit(reading.throughout["currency"], pl.String)
        unnamed = pl.lit(0)
        drafts = drafts if "line_discount" in reading.columns else drafts.clear()
    facts = drafts.select(
        rows=pl.len(),
        first_currency=first,
        last_currency=last,
        unnamed=unnamed,
        **discounts.evidence(reading.columns),
    )
    return facts.collect(engine="streaming").row(0, named=True)


def orders_of(priced: pl.LazyFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return one row an order, if each has one buyer and one day: what it sold and returned, in MONEY_STEP."""
    net = pl.col("net_amount")
    steps = steps_of(net)
    line = pl.struct("sku", "net_amount").hash() % BITS
    return (
        priced.select(
            *key,
            buyer=BUYER,
            day="order_date",
            sold=pl.when(steps > 0).then(steps),
            returned=pl.when(steps < 0).then(-steps),
            unclear=net.is_null() | (pl.col("line_type") != "product"),
            bits=pl.lit(2, pl.Int64).pow(line.cast(pl.UInt32)),
        )
        .group_by(*key, "buyer", "day")
        .agg(
            pl.col("sold", "returned").sum(),
            pl.col("unclear").any(),
            pl.col("bits").bitwise_or(),
            rows=pl.len(),
        )
        .collect(engine="streaming")
    )


def _told_by_themselves(orders: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether every row is a whole order of products with prices, and few orders only return goods."""
    return not (
        orders.is_empty()
        or orders["unclear"].any()
        or orders["order_id"].null_count()
        or not _one_row_each(orders, key)
        or isolated_days(orders["day"].unique().to_list())
        or orders.select(RETURNS_ONLY.mean()).item() > MOST_RETURNS_ONLY
    )


def _one_row_each(orders: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether no order stands on two rows: different hashes prove it fast, equal ones prove nothing."""
    order = pl.struct(key)
    return any(orders.select(told.n_unique()).item() == orders.height for told in (order.hash(), order))


def _few_doubtful(orders: pl.DataFrame) -> bool:
    """Whether the lines of orders that may hold identical ones are few enough to be held in memory."""
    rows = pl.col("rows")
    share = rows.filter(PERHAPS_IDENTICAL).sum() / rows.sum()
    return bool(orders.select(share <= MOST_HELD).item())


def _read_again(reading: Reading, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the typed rows of orders that only return goods, of their buyers, and of the few doubtful orders."""
    loose = orders.filter(RETURNS_ONLY)
    wanted = [loose, orders.join(loose, on="buyer", how="semi")]
    if _few_doubtful(orders):
        wanted.append(orders.filter(PERHAPS_IDENTICAL))
    numbers = pl.concat(wanted).select("order_id").unique()
    rows = readable(reading).drop("reject_reason", "reject_column", "reject_text")
    found = rows.join(numbers.lazy(), on="order_id", how="semi") if numbers.height else rows.clear()
    return found.collect(engine="streaming")


def identical_lines(priced: pl.LazyFrame, orders: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return the lines that stand several times in an order: `copies` beyond the first, and whether it `moves`."""
    doubtful = orders.filter(PERHAPS_IDENTICAL).select(*key, moves=MOVES)
    if doubtful.is_empty():
        return doubtful.select("moves", copies=pl.lit(0, pl.UInt32))
    line = [pl.col(name).cast(CANONICAL_SCHEMA.get(name, pl.Time)) for name in LINE_KEY]
    return (
        priced.select(*key, *line)
        .join(doubtful.lazy(), on=key)
        .group_by(*key, *LINE_KEY, "moves")
        .agg(copies=pl.len() - 1)
        .filter(pl.col("copies") > 0)
        .select("moves", "copies")
        .collect(engine="streaming")
    )


def _perhaps_repeated(orders: pl.DataFrame, identical: pl.DataFrame) -> bool:
    """Whether identical lines are enough for a second delivery of a whole day (`duplicates.repeated_parts`)."""
    if identical.is_empty():
        return False
    days = orders.group_by("day").agg(pl.col("rows").sum())
    return bool(days.select(pl.col("rows").min() <= 2 * int(identical["copies"].sum())).item())


# --- orders that only return goods -----------------------------------------------------------


def _rows_to_settle(
    rows: pl.DataFrame, drafts: pl.LazyFrame, orders: pl.DataFrame, key: Sequence[str]
) -> pl.DataFrame:
    """Return those `rows` that are of orders that only return goods, or of the buyer's others with such goods.

    `drafts` are the rows with their buyers.
    """
    loose = orders.filter(RETURNS_ONLY)
    lines = drafts.select(LINE, *key, "sku", buyer=BUYER).collect()
    goods = lines.join(loose, on=key, how="semi").select("buyer", "sku")
    moved = lines.join(goods, on=["buyer", "sku"], how="semi", nulls_equal=True)
    return rows.join(lines.join(moved, on=key, how="semi").select(LINE), on=LINE, how="semi")


def _settled(rows: pl.DataFrame, reading: Reading, money: MoneyReading, options: ReadOptions) -> Assembled:
    drafts = with_money(draft_rows(rows, reading, options, file_no=0), reading, money, options)
    return settle(with_derived(drafts, reading), options)


def _keys(rows: pl.DataFrame, reading: Reading, key: Sequence[str]) -> pl.DataFrame:
    return rows_with_buyers(rows.lazy(), reading, file_no=0).select(key).unique().collect()


# --- all others ------------------------------------------------------------------------------


def a_line_in(currency: str | None) -> pl.DataFrame:
    """Return what `in_one_currency` looks at: one line stands for all where all are in one."""
    return pl.DataFrame(
        {"currency": [currency], "excluded": [None]}, {"currency": pl.String, "excluded": pl.String}
    )


def _one_line_each(orders: pl.DataFrame, reading: Reading, currency: str | None) -> pl.LazyFrame:
    """Return a canonical line for each order, lazily."""
    (person,) = reading.columns.keys() & WHO
    named = pl.when(pl.col("buyer").is_not_null()).then(pl.lit(person))
    told = {
        "order_id": pl.col("order_id"),
        "line_no": pl.lit(1),
        "line_type": pl.lit("product"),
        "customer_key": pl.col("buyer"),
        "customer_key_kind": kind_of_key(named, pl.col("buyer")),
        person: pl.col("buyer"),
        "order_date": pl.col("day"),
        "net_amount": money_of(pl.col("sold")),
        "refund_amount": money_of(pl.col("returned")),
        "net_after_refund": money_of(pl.col("sold") - pl.col("returned")),
        "currency": pl.lit(currency, pl.String),
        "order_status": pl.lit("paid"),
        "excluded": pl.when(~MOVES).then(pl.lit("zero_value")),
        "source_format": pl.lit(reading.format.name),
    }
    if "store" in orders.columns:
        told["store"] = pl.when(pl.col("store") != "").then("store")
    lines = orders.lazy().select(
        told.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in CANONICAL_SCHEMA.items()
    )
    return lines.with_columns(order_kept=SELLS & (pl.col("net_after_refund") >= HALF_A_CENT))


def fates_of_orders(orders: pl.DataFrame) -> pl.DataFrame:
    """Count the rows of orders by fate."""
    money = money_of((pl.col("sold") - pl.col("returned")).sum())
    counted = orders.group_by(rule=pl.when(~MOVES).then(pl.lit("zero_value"))).agg(
        rows=pl.col("rows").sum(), orders=pl.len(), money=money
    )
    return with_fate(counted)
