"""Differences that decide nothing: below them a forecast and a rule are level."""

TOTAL_MARGIN = 0.01
"""Totals that differ by less than a hundredth serve the same plan, and chance decides which is nearer."""

GINI_MARGIN = 0.005
"""Half a point of Gini moves no name on a list."""
