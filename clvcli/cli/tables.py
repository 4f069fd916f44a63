"""How the results of the commands look as rows: their columns, what is money, what a narrow screen keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli import __version__
from clvcli.backtest.schema import BACKTEST
from clvcli.on_disk import figures
from clvcli.orders.rejects import REJECTS
from clvcli.orders.schema import CANONICAL, MONEY, SCHEMA_NAME, SCHEMA_VERSION, Column
from clvcli.output import context
from clvcli.output.figures import SMALL_MONEY
from clvcli.output.rows import Rows
from clvcli.valuation.schema import MONEY_COLUMNS, VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.backtest.run import Backtest
    from clvcli.on_disk import Table
    from clvcli.orders.ingest import Ingested
    from clvcli.output.settled import Fact

VALUE_SHARES = frozenset({"p_alive", "p_buy", "p_buy_12m", "discount_rate"})

VALUE_PRIORITY = (
    "customer_id", "value_total", "clv_residual", "value_to_date", "orders", "last_order", "p_alive",
    "expected_orders", "net_revenue", "aov", "first_order", "days_since_last", "currency", "method",
)  # fmt: skip

FATES = (
    Column("fate", pl.String, "accepted, excluded or rejected"),
    Column("rule", pl.String, "the rule that excludes, or the reason of a rejection"),
    Column("rows", pl.Int64, "input rows"),
    Column("orders", pl.Int64, "orders they belong to"),
    Column("money", MONEY, "merchandise after discounts and refunds"),
)

LADDER = (
    Column("currency", pl.String, "unit of the money"),
    Column("step", pl.String, "gross, less discounts, less refunds, is net revenue"),
    Column("lines", pl.Int64, "order lines of the step"),
    Column("orders", pl.Int64, "orders they belong to"),
    Column("money", MONEY, "money of the step"),
)

PERCENT = pl.Decimal(5, 1)

DAYS = pl.Decimal(9, 1)
"""A median of days is whole or half."""

SUMMARY = (
    Column("scheme", pl.String, "how customers were sorted"),
    Column("currency", pl.String, "unit of the money"),
    Column("segment", pl.String, "the segment"),
    Column("customers", pl.Int64, "customers in it"),
    Column("customers_share", pl.Float64, "of all customers"),
    Column("value_to_date", pl.Float64, "what they were worth so far"),
    Column("clv_12m", pl.Float64, "what they are expected to be worth in 12 months"),
    Column("clv_residual", pl.Float64, "what they are expected to be worth over the horizon"),
    Column("value_total", pl.Float64, "value_to_date + clv_residual"),
    Column("value_share", pl.Float64, "share of the value that tiers rank by"),
    Column("net_revenue_24m", pl.Float64, "net revenue of the last 24 months"),
    Column("revenue_share", pl.Float64, "share of the net revenue of the last 24 months"),
    Column("days_since_last", DAYS, "days since the last order, the median"),
    Column("threshold", pl.Float64, "the least value in it"),
    Column("action", pl.String, "what to do"),
    Column("clv_low", pl.Float64, "lower end of the 80 % interval of clv_residual; empty without the orders"),
    Column("clv_high", pl.Float64, "upper end of the 80 % interval of clv_residual; empty without the orders"),
    Column("revenue_total", pl.Float64, "net revenue to date and expected, undiscounted"),
    Column("value_at_risk", pl.Float64, "of clv_12m, what hangs on purchases that may not come: x (1 - p_buy_12m)"),
    Column("spend_ceiling", pl.Float64, "the most to spend on them in 12 months, by the book of actions"),
    Column("channel", pl.String, "how to reach them"),
    Column("owner", pl.String, "whose task they are"),
    Column("window_days", pl.Int64, "days to act within"),
    Column("export_name", pl.String, "name of a file of them, without its ending"),
    Column("few", pl.Boolean, "fewer than 30: they say little of others like them"),
    Column("rule", pl.String, "who is in it"),
)
SUMMARY_SHARES = frozenset({"customers_share", "value_share", "revenue_share"})

PEOPLE = (
    Column("what", pl.String, "what is counted"),
    Column("count", pl.Int64, "how many"),
)

FORMATS = (
    Column("name", pl.String, "what --source-format calls it"),
    Column("title", pl.String, "the system, and where it exports its orders"),
    Column("confidence", pl.String, "what the declaration rests on, see clvcli explain formats"),
    Column("detected", pl.String, "by itself, or named only: by --source-format"),
    Column("recognised_by", pl.String, "the columns that prove it"),
)


def value_rows(frame: Table, columns: Sequence[Column], about: Mapping[str, Fact], title: str) -> Rows:
    """Return customers as rows; `columns` are those of `compute`, perhaps with those of the schemes."""
    own = tuple(column.name for column in columns if column not in VALUES)
    several = ("currency",) if _several_currencies(frame) else ()
    return Rows(
        frame=frame,
        columns=tuple(columns),
        title=title,
        noun="customers",
        about={"version": __version__, **about, **context.facts_of(frame)},
        context=context.context_of(frame),
        money=MONEY_COLUMNS,
        shares=VALUE_SHARES,
        priority=("customer_id", *several, *own, *VALUE_PRIORITY[1:]),
    )


def _several_currencies(values: Table) -> bool:
    return bool(figures(values, pl.col("currency").n_unique()).item() > 1)


def summary_rows(summaries: Mapping[str, pl.DataFrame], values: Table) -> Rows:
    """Return the segments of each scheme, into which `values` were sorted, as rows, one scheme below the other."""
    several = ("currency",) if _several_currencies(values) else ()
    parts = [
        table.rename({table.columns[1]: "segment"}).with_columns(
            scheme=pl.lit(name), days_since_last=pl.col("days_since_last").cast(DAYS)
        )
        for name, table in summaries.items()
    ]
    return Rows(
        frame=pl.concat(parts, how="vertical_relaxed"),
        columns=SUMMARY,
        title="Segments",
        noun="segments",
        money=frozenset(column.name for column in SUMMARY if column.dtype == pl.Float64) - SUMMARY_SHARES,
        shares=SUMMARY_SHARES,
        context=context.context_of(values),
        priority=(
            *several,
            "segment",
            "customers",
            "value_to_date",
            "clv_12m",
            "value_at_risk",
            "spend_ceiling",
            "customers_share",
            "value_share",
        ),
    )


AT_A_GLANCE = (
    Column("currency", pl.String, "unit of the money"),
    Column("segment", pl.String, "the segment"),
    Column("customers", pl.Int64, "customers in it"),
    Column("customers_share", PERCENT, "of all customers, in percent"),
    Column("value_to_date", pl.Float64, "what they were worth so far"),
    Column("clv_12m", pl.Float64, "what they are expected to be worth in 12 months"),
    Column("value_at_risk", pl.Float64, "of clv_12m, what hangs on purchases that may not come: x (1 - p_buy_12m)"),
    Column("spend_ceiling", pl.Float64, "the most to spend on them in 12 months, by the book of actions"),
    Column("value_share", PERCENT, "share of the value that tiers rank by, in percent"),
    Column("rule", pl.String, "who is in it"),
)
"""Of the table of a scheme, what people look at first."""

SHORT = ("rule", "customers_share", "value_share", "value_at_risk", "spend_ceiling")
"""Of these, the columns with a heading of their own for it."""

AT_A_GLANCE_PRIORITY = ("segment", "customers", "value_to_date", "clv_12m", "value_at_risk", "value_share")

NUMBERED_PRIORITY = ("segment", "rule", "customers", "clv_12m", "value_share")
"""Of a scheme whose segments have numbers for names: who is in them has to stand beside."""


def scheme_rows(summaries: Mapping[str, pl.DataFrame], values: Table) -> Rows:
    """Return the segments of one scheme for eyes: percentages, and the figures that are asked for first."""
    rows = summary_rows(summaries, values)
    several = _several_currencies(values)
    priority = NUMBERED_PRIORITY if "groups" in summaries else AT_A_GLANCE_PRIORITY
    left_out = {*({"currency"} if not several else ()), *({"rule"} - {*priority})}
    percent = {name: (pl.col(name) * 100).cast(PERCENT) for name in ("customers_share", "value_share")}
    return replace(
        rows,
        frame=rows.held.with_columns(**percent),
        columns=tuple(column for column in AT_A_GLANCE if column.name not in left_out),
        headings={"segment": next(iter(summaries)), **{name: f"glance.{name}" for name in SHORT}},
        shares=frozenset(),
        priority=(*(("currency",) if several else ()), *priority),
    )


def digits_of(rows: Rows) -> int | None:
    """Return no decimals where the money of the rows is large, so that its figures are read at a glance."""
    names = rows.money & {*rows.frame.columns}
    large = [pl.col(name).cast(pl.Float64).abs().max() >= SMALL_MONEY for name in sorted(names)]
    return 0 if large and any(figures(rows.frame, *large).row(0)) else None


def backtest_rows(found: Sequence[Backtest], about: Mapping[str, Fact]) -> Rows:
    """Return the scores of backtests as rows, one currency below the other."""
    return Rows(
        frame=pl.concat(each.frame for each in found),
        columns=BACKTEST,
        title="Backtest",
        noun="scores",
        about={"version": __version__, **about},
        money=frozenset({"spend_predicted", "spend_actual", "spend_mae", "spend_rmse"}),
        shares=frozenset({"top_10", "top_20", "accuracy", "coverage"}),
        priority=("forecaster", "orders_ratio", "spend_ratio", "gini", "top_20", "accuracy", "totals", "ranking"),
    )


def line_rows(ingested: Ingested) -> Rows:
    """Return canonical order lines as rows; their metadata let the other commands know them again."""
    about = {"version": __version__, "schema": f"{SCHEMA_NAME} {SCHEMA_VERSION}", "tax": ingested.tax}
    return Rows(
        frame=ingested.on_disk or ingested.lines.collect(),
        columns=CANONICAL,
        title="Order lines",
        noun="order lines",
        about=about,
    )


def rejects_rows(frame: pl.DataFrame) -> Rows:
    """Return rejected input rows as rows."""
    return Rows(frame=frame, columns=REJECTS, title="Rejected rows")


def format_rows() -> Rows:
    """Return the declared formats as rows."""
    from clvcli.cli.format_pages import detected, recognised_by
    from clvcli.orders.formats import formats

    found = [
        (known.name, known.title, known.confidence, detected(known), recognised_by(known)) for known in formats()
    ]
    frame = pl.DataFrame(found, {column.name: column.dtype for column in FORMATS}, orient="row")
    priority = ("name", "confidence", "detected", "title")
    return Rows(frame=frame, columns=FORMATS, title="Formats", noun="formats", priority=priority)


def plain_rows(frame: pl.DataFrame, columns: Sequence[Column], title: str, noun: str = "rows") -> Rows:
    """Return a small table whose money stands in a column of that name."""
    return Rows(frame=frame, columns=tuple(columns), title=title, noun=noun, money=frozenset({"money"}))
