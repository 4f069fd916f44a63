"""The columns of `segment`: those of `compute`, and one or two for each scheme; only ever appended to."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import Column
from clvcli.valuation.schema import VALUES

TIER = Column("tier", pl.String, "value tier, by value_total or what --tier-by names; ties to the higher tier")
RFM = Column("rfm", pl.String, "scores 1 to 5 for recency, orders and net revenue of 24 months, 5 best: 545")
RFM_SEGMENT = Column("rfm_segment", pl.String, "named segment of the RFM scores: champions, loyal ... lost")

VALUE_GRID = Column("value_grid", pl.String, "value so far beside value to come: protect, grow, reward, let_rest")

AT_RISK_AFTER = Column("at_risk_after", pl.Int64, "days of silence after which a customer is at risk")
LAPSED_AFTER = Column("lapsed_after", pl.Int64, "days of silence after which a customer counts as lapsed")
ACT_BEFORE = Column("act_before", pl.Date, "the last day before a customer counts as lapsed")
LIFE_CYCLE = Column("life_cycle", pl.String, "where customers stand: active, new, back, at_risk, lapsed")
CYCLE = (AT_RISK_AFTER, LAPSED_AFTER, ACT_BEFORE, LIFE_CYCLE)

GROUP = Column("group", pl.String, "customers alike in value to come, orders a year and p_alive; group_1 is best")

SEGMENTS: tuple[Column, ...] = (*VALUES, TIER, RFM, RFM_SEGMENT, VALUE_GRID, *CYCLE, GROUP)
"""All columns that `segment` can write; a scheme that is not asked for leaves its own out."""
