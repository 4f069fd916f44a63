"""The rows of `backtest`: one per forecaster and fold."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import Column, schema_of

BACKTEST: tuple[Column, ...] = (
    Column("currency", pl.String, "unit of the money columns; empty where the data name none"),
    Column("cut", pl.Date, "the last day the forecaster knew"),
    Column("holdout_days", pl.Int64, "length of the window after the cut that was held out"),
    Column("forecaster", pl.String, "the model or naive rule"),
    Column("kind", pl.String, "model or naive"),
    Column("chosen", pl.Boolean, "whether compute would use it"),
    Column("customers", pl.Int64, "customers known at the cut"),
    Column("new_customers", pl.Int64, "customers who first bought in the window; nobody is asked to expect them"),
    Column("orders_predicted", pl.Float64, "purchase days expected in the window, of all customers"),
    Column("orders_actual", pl.Int64, "purchase days they made"),
    Column("orders_ratio", pl.Float64, "predicted / actual"),
    Column("orders_mae", pl.Float64, "mean absolute error per customer"),
    Column("orders_rmse", pl.Float64, "root of the mean squared error per customer"),
    Column("spend_predicted", pl.Float64, "net revenue expected in the window, of all customers"),
    Column("spend_actual", pl.Float64, "net revenue they brought, after the returns known at its end"),
    Column("spend_ratio", pl.Float64, "predicted / actual"),
    Column("spend_mae", pl.Float64, "mean absolute error per customer"),
    Column("spend_rmse", pl.Float64, "root of the mean squared error per customer"),
    Column("gini", pl.Float64, "of the ranking by expected spend, normalised: 1 is perfect, 0 is chance"),
    Column("top_10", pl.Float64, "share of actual spend of the tenth of customers ranked best"),
    Column("top_20", pl.Float64, "the same of the best fifth"),
    Column("rank_correlation", pl.Float64, "Spearman's, of expected and actual spend"),
    Column("accuracy", pl.Float64, "share of customers rightly told to buy again or not (P(buy) from one half)"),
    Column("brier", pl.Float64, "mean squared error of P(buy); 0 is perfect"),
    Column("coverage", pl.Float64, "share of customers whose spend lies in the 80 % interval"),
    Column("totals", pl.String, "against the best naive rule on totals: better, level or worse, over all folds"),
    Column("ranking", pl.String, "the same on ranking"),
    Column("method", pl.String, "what the forecast of the model in use was made by, chosen before the cut"),
)

BACKTEST_SCHEMA = schema_of(BACKTEST)

_SUMS = ("orders_predicted", "orders_actual", "spend_predicted", "spend_actual")
_MEANS = (
    "orders_mae", "orders_rmse", "spend_mae", "spend_rmse", "gini", "top_10", "top_20", "rank_correlation",
    "accuracy", "brier", "coverage",
)  # fmt: skip


def over_folds(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per forecaster of the `rows` of one currency, in their order.

    Totals are added up over the folds and their ratio taken; other scores are the mean of the folds'.
    """
    return rows.group_by("forecaster", maintain_order=True).agg(
        pl.col("kind", "chosen", "totals", "ranking").first(),
        pl.col("method").last(),
        *(pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in _SUMS),
        *(pl.col(name).mean() for name in _MEANS),
        *(
            pl.when(pl.col(f"{of}_actual").sum() > 0, pl.col(f"{of}_predicted").count() > 0)
            .then(pl.col(f"{of}_predicted").sum() / pl.col(f"{of}_actual").sum())
            .alias(f"{of}_ratio")
            for of in ("orders", "spend")
        ),
    )
