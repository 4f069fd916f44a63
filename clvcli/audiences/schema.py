"""The tables of audiences, each column declared once."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import Column

REASONS: tuple[Column, ...] = (
    Column("consent_unknown", pl.Int64, "of whom nobody says whether they agreed"),
    Column("no_consent", pl.Int64, "who did not agree"),
    Column("no_identifier", pl.Int64, "of whom nothing is known that the network matches"),
    Column("malformed_phone", pl.Int64, "of whom only a phone is known that is no number"),
    Column("no_value", pl.Int64, "without a forecast, where the list weighs people by value"),
    Column("non_positive_value", pl.Int64, "expected to bring nothing, where the list weighs people by value"),
)
"""Why a customer is withheld, in the order in which it is asked."""

ACCOUNT: tuple[Column, ...] = (
    Column("currency", pl.String, "of the value, and of the segment"),
    Column("segment", pl.String, "the segment"),
    Column("file", pl.String, "the file of its customers; empty where nobody is left"),
    Column("customers", pl.Int64, "customers of the segment: exported + held_out + withheld"),
    Column("exported", pl.Int64, "rows of the file"),
    Column("held_out", pl.Int64, "kept out of it by --control, to be measured against"),
    Column("withheld", pl.Int64, "left out for one of the reasons that follow"),
    *REASONS,
)
"""One row per currency and segment."""

TREATED, CONTROL, WITHHELD = "treated", "control", "withheld"

MEMBERS: tuple[Column, ...] = (
    Column("customer_id", pl.String, "the shop's id of the customer"),
    Column("currency", pl.String, "of the segment"),
    Column("segment", pl.String, "the segment"),
    Column("group", pl.String, "treated, control or withheld"),
    Column("reason", pl.String, "why withheld"),
)
"""One row per customer and currency: what a later run measures by."""

FIGURES: tuple[Column, ...] = (
    Column("currency", pl.String, "unit of the money"),
    Column("segment", pl.String, "the segment; (all): those of a currency together"),
    Column("treated", pl.Int64, "customers who were exported"),
    Column("control", pl.Int64, "customers who were held out"),
    Column("treated_buyers", pl.Int64, "of the treated, who ordered since and kept it"),
    Column("control_buyers", pl.Int64, "of the held out, who ordered since and kept it"),
    Column("treated_mean", pl.Float64, "money of their orders since, a customer"),
    Column("control_mean", pl.Float64, "the same of the held out"),
    Column("lift", pl.Float64, "what acting on them brought, a customer: the difference of the two"),
    Column("lift_low", pl.Float64, "lower end of its 80 % interval"),
    Column("lift_high", pl.Float64, "upper end of its 80 % interval"),
    Column("lift_total", pl.Float64, "lift times the treated"),
    Column("few", pl.Boolean, "fewer than 30 in either group: it may be chance"),
)
"""One row per currency and segment that was measured."""

LIFT: tuple[Column, ...] = (
    *FIGURES,
    Column("since", pl.Date, "first day that counts"),
    Column("as_of", pl.Date, "last day that counts"),
    Column("basis", pl.String, "what money means"),
)
"""The same with what they were measured by."""
