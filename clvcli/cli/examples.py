"""The examples that `--help` ends in; a test runs each of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A line to type, and what for."""

    purpose: str
    line: str


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "ingest": (
        Example("see how an export is understood; nothing is written", "clvcli ingest orders.csv"),
        Example("keep the order lines for the other commands", "clvcli ingest orders.csv -o orders.parquet"),
        Example(
            "name the columns of a file nobody knows",
            "clvcli ingest shop.csv --map customer_id=Buyer --map order_date=When --map amount=Paid",
        ),
    ),
    "compute": (
        Example("one row per customer, best first", "clvcli compute orders.csv"),
        Example("a workbook with two years ahead", "clvcli compute orders.csv --horizon 2y -o clv.xlsx"),
        Example("count contribution, not revenue", "clvcli compute orders.csv --margin 45% -o clv.csv"),
        Example("each year's new customers by a model of their own", "clvcli compute orders.csv --by cohort-year"),
        Example("from a pipe, ten customers", "cat orders.csv | clvcli compute - --limit 10"),
        Example("the average customer by textbook formulas", "clvcli compute orders.csv --method formula"),
    ),
    "segment": (
        Example("tiers and named groups of every customer", "clvcli segment orders.csv"),
        Example("from what compute wrote", "clvcli segment clv.csv -o segments.csv"),
        Example(
            "only tiers, with shares of your own",
            "clvcli segment orders.csv --scheme tiers --tiers gold=10,silver=30,bronze=60",
        ),
        Example(
            "whom to win back: 10 a contact, 2 points more buy again",
            "clvcli segment orders.csv --table winback --contact-cost 10 --uplift 2",
        ),
    ),
    "report": (
        Example("read it here", "clvcli report orders.csv"),
        Example("make a page of it, to print or send", "clvcli report orders.csv -o report.html"),
        Example("as it stood at the end of June", "clvcli report orders.csv --as-of 2024-06-30"),
    ),
    "backtest": (
        Example("how near the forecast would have come", "clvcli backtest orders.csv"),
        Example("the last half year, all scores as rows", "clvcli backtest orders.csv --holdout 26w -o scores.csv"),
        Example(
            "one model, at three cuts a quarter apart",
            "clvcli backtest orders.csv --model bg-nbd --holdout 3m --folds 3",
        ),
    ),
    "explain": (
        Example("an error", "clvcli explain CLV503"),
        Example("a column of the results", "clvcli explain clv_residual"),
        Example("one customer's value, from the orders on", "clvcli explain --customer 001 orders.csv"),
        Example("all there is", "clvcli explain"),
    ),
    "config": (
        Example("what is set, and where", "clvcli config show"),
        Example("write a clvcli.toml with every key", "clvcli config init"),
        Example("look for mistakes in it", "clvcli config validate"),
        Example("what to do about each segment, to edit", "clvcli config actions --lang da"),
    ),
    "help": (
        Example("all commands", "clvcli help"),
        Example("one command", "clvcli help compute"),
        Example("the same", "clvcli compute --help"),
    ),
}
