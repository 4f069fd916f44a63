"""What shares of sales the best fifth of customers has elsewhere: published, to stand beside a shop's own."""

from __future__ import annotations

from typing import NamedTuple


class Published(NamedTuple):
    """A share that a study found."""

    share: float
    """Of sales, by the best 20 % of customers."""
    among: str
    source: str


_MCCARTHY_WINER = "McCarthy, Winer (2018), The Pareto Rule in Marketing Revisited"

TOP_FIFTH = {
    "all_firms": Published(0.67, "339 firms", _MCCARTHY_WINER),
    "non_subscription": Published(0.68, "firms without subscriptions", _MCCARTHY_WINER),
    "subscription": Published(0.59, "firms with subscriptions", _MCCARTHY_WINER),
    "cpg": Published(
        0.73, "packaged goods", "Kim, Singh, Winer (2017), The Pareto Rule for Frequently Purchased Goods"
    ),
}
"""Kind of firm -> what was found; windows differ, and a longer one shows more concentration."""
