"""The columns of the lists and plans that people act on; only ever appended to."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import Column

_CUSTOMER = Column("customer_id", pl.String, "the shop's id of the customer, after identity merge")
_CURRENCY = Column("currency", pl.String, "unit of the money columns; empty where the data name none")
_CLV = Column("clv_12m", pl.Float64, "discounted expected contribution of the next 12 months")
_BUY = Column("p_buy_12m", pl.Float64, "probability of buying again within 12 months, left alone")
_SILENT = Column("days_silent", pl.Int64, "days since the last kept order")
_GAP = Column("usual_gap", pl.Float64, "days between purchases that this customer usually lets pass")
_FACTOR = Column("churn_factor", pl.Float64, "days_silent / usual_gap")

WINBACK: tuple[Column, ...] = (
    _CUSTOMER,
    Column("contact", pl.Boolean, "whether a contact is expected to bring more than it costs"),
    Column(
        "winback_gain", pl.Float64, "extra probability x value_if_back - cost of a contact, at the middle uplift"
    ),
    Column("gain_low", pl.Float64, "the same at the lowest uplift"),
    Column("gain_high", pl.Float64, "the same at the highest uplift"),
    Column("break_even_uplift", pl.Float64, "extra probability from which on a contact pays; empty if none does"),
    Column("value_if_back", pl.Float64, "expected in 12 months of who buys in them: clv_12m / p_buy_12m"),
    _BUY,
    _CLV,
    Column("orders", pl.Int64, "kept orders"),
    Column("last_order", pl.Date, "date of the last kept order"),
    _SILENT,
    _GAP,
    _FACTOR,
    Column("lapsed_after", pl.Int64, "days of silence after which a customer counts as lapsed"),
    Column("stop_reason", pl.String, "why not to contact; empty where contact pays"),
    _CURRENCY,
)
"""One row per customer who has been silent for longer than four in five waits take, best gain first."""

PROTECT: tuple[Column, ...] = (
    _CUSTOMER,
    Column("value_at_risk", pl.Float64, "clv_12m x (1 - p_buy_12m): what hangs on a purchase that may not come"),
    _SILENT,
    _FACTOR,
    Column("next_purchase_from", pl.Date, "of those who come back, a quarter has by then"),
    Column("next_purchase_to", pl.Date, "of those who come back, three quarters have by then"),
    Column("act_before", pl.Date, "the last day before the customer counts as lapsed"),
    _CLV,
    Column("p_alive", pl.Float64, "probability of still being a customer"),
    _GAP,
    Column("orders", pl.Int64, "kept orders"),
    Column("last_order", pl.Date, "date of the last kept order"),
    Column("value_total", pl.Float64, "value to date and to come"),
    _CURRENCY,
)
"""One row per customer who is silent for longer than usual and has not lapsed, most value at risk first."""

LOYALTY: tuple[Column, ...] = (
    _CURRENCY,
    Column("tier", pl.String, "value tier"),
    Column("customers", pl.Int64, "customers in it"),
    Column("threshold", pl.Float64, "the least value in it"),
    Column("expected_revenue_12m", pl.Float64, "net revenue expected in the next 12 months"),
    Column("expected_contribution_12m", pl.Float64, "contribution expected in the next 12 months (clv_12m)"),
    Column("allowable_reward", pl.Float64, "value that may be given out in rewards in 12 months"),
    Column("reward_per_customer", pl.Float64, "allowable_reward / customers"),
    Column("reward_rate", pl.Float64, "allowable_reward / expected_revenue_12m: what a purchase may earn"),
    Column("liability", pl.Float64, "allowable_reward x redemption x cost share: what it is expected to cost"),
    Column(
        "break_even_revenue", pl.Float64, "extra net revenue that earns the liability back; empty without costs"
    ),
)
"""One row per currency and tier, best first."""

BUDGET: tuple[Column, ...] = (
    _CURRENCY,
    Column("scheme", pl.String, "how customers were sorted"),
    Column("segment", pl.String, "the segment"),
    Column("customers", pl.Int64, "customers in it"),
    Column("cost", pl.Float64, "of contacting each of them once"),
    Column("expected_gain", pl.Float64, "sum of extra probability x value_if_back, less cost; empty: no forecast"),
    Column("roi", pl.Float64, "expected_gain / cost"),
    Column("spend_ceiling", pl.Float64, "what the action book lets spend on the segment; empty where it sets none"),
    Column("allotted", pl.Float64, "of the budget, up to expected_gain and spend_ceiling: no segment gets more"),
    Column("contacts", pl.Int64, "customers that can be contacted with it"),
    Column("gain_of_allotted", pl.Float64, "expected gain of these contacts, drawn at random from the segment"),
)
"""One row per currency and segment of one scheme, in its order."""
