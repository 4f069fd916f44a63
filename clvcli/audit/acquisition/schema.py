"""The table of what won the shop's customers: its columns, declared once."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import Column

ACQUISITION: tuple[Column, ...] = (
    Column("channel", pl.String, "channel or source of the first order, or a channel of spend that nobody came by"),
    Column(
        "spend", pl.Float64, "spent on the channel in the months counted; 0 where nothing, null without --spend"
    ),
    Column("new_customers", pl.Int64, "who ordered for the first time in these months, kept or not"),
    Column("kept", pl.Int64, "those of them who kept something of any order"),
    Column("cac", pl.Float64, "acquisition cost: spend per new customer; null where there is none"),
    Column("cac_kept", pl.Float64, "spend per new customer who kept something"),
    Column(
        "first_value",
        pl.Float64,
        "mean of what orders of the first day left, of any month: contribution, else net revenue",
    ),
    Column("first_loss", pl.Float64, "share of new customers whose first day left less than their month's cac"),
    Column("mature", pl.Int64, "new customers whose first order is 365 days old"),
    Column("value_12m", pl.Float64, "what these left in 365 days, the first order included, on average"),
    Column("ratio_12m", pl.Float64, "value_12m over cac: LTV:CAC as observed"),
    Column("payback_month", pl.Int64, "first month of age in which what customers left covers cac; 0 is the first"),
    Column("payback_at", pl.Float64, "the same between the ends of months"),
    Column(
        "payback_observed", pl.Int64, "oldest month of age seen; payback_month is null where it came to no more"
    ),
    Column(
        "clv_new",
        pl.Float64,
        "value of a new customer in 36 months, the first order included, discounted to its day: first_value, and"
        " what the model expects after it, held against what customers a year old have left, times how much more"
        " the channel's customers leave than others of the same month",
    ),
    Column("ratio_36m", pl.Float64, "clv_new over cac: LTV:CAC as expected"),
    Column("allowable_cac", pl.Float64, "the share --cac-share of clv_new, no more than --payback-within allows"),
)
"""One row per channel: `winning.Winning.channels`."""
