"""The English of the section on who buys again when, and of what cohorts have brought by age."""

from __future__ import annotations

WORDS = {
    "section.timing": "Timing",
    "timing_missing": "For the order ladder and lapse limits, give the orders instead of what compute wrote.",
    "timing_nobody": "No known customer has kept an order.",
    "timing_answer": (
        "{share} of {count} customers who bought once bought again within a year; half of those who come back do so"
        " within {days} days."
    ),
    "timing_answer.one": (
        "{share} of {count} customer who bought once bought again within a year; half of those who come back do so"
        " within {days} days."
    ),
    "timing_answer_share": "{share} of {count} customers who bought once bought again within a year.",
    "timing_answer_share.one": "{share} of {count} customer who bought once bought again within a year.",
    "timing_answer_days": "Half of those who buy a second time do so within {days} days.",
    "timing_lapsed_answer": "{share} of {count} who bought once have lapsed (no purchase for more than {period}).",
    "timing_lapsed_answer.one": (
        "{share} of {count} who bought once has lapsed (no purchase for more than {period})."
    ),
    "order_ladder_title": "From each purchase to the next, and the days until it",
    "purchase_number": "purchase",
    "reached_it": "customers",
    "watched_a_year": "watched a year",
    "bought_next": "then bought again",
    "gap_25": "a quarter within",
    "gap_50": "half within",
    "gap_75": "three quarters",
    "gap_80": "80% within",
    "gap_90": "90% within",
    "median_wait": "half of all by",
    "order_ladder_note": (
        "Watched a year: the purchase lies 365 days back or more; then bought again: on another day within 365 days"
        " of it. Half within, and the other shares: of those who did come back, which looks quick since long waits"
        " are still open. Half of all by: those who still wait counted for as long as they have (Kaplan-Meier);"
        " empty where half of them have not come back in the time observed. In the last row every purchase from"
        " that number on counts."
    ),
    "lapsed_title": "Who has been silent for how long, by purchases made",
    "purchases_made": "purchases made",
    "at_risk_days": "at risk after, days",
    "lapsed_days": "lapsed after, days",
    "lapsed": "lapsed",
    "lapsed_share": "lapsed, share",
    "all_customers": "all",
    "p_buy_mean": "expected to buy in {horizon}",
    "lapse_note": (
        "At risk: silent for longer than 80% of those take who come back after as many purchases; lapsed: longer"
        " than 90% of them. Who has not come back yet counts for as long as they have waited (Kaplan-Meier), since"
        " long waits are still open. A shop does not see a customer leave: some of the lapsed come back."
    ),
    "lapse_yearly_note": "Many come back after about a year, so nobody counts as lapsed before {days} days.",
    "lapse_unknown_note": "Too few have come back for a limit from which on silence says something.",
    "will_buy_note": (
        "Expected to buy: the mean chance, as the model sees it, to buy at least once in the next {horizon}."
    ),
    "period_retention": "retention, active within 365 days",
    "period_retention_meaning": (
        "({end} active on {until} - {new} new) / {start} active on {from}, where active is a purchase in the {days}"
        " days before; {back} came back after a longer silence and count as kept"
    ),
    "period_retention_missing": "two years of orders are needed: who was active a year ago cannot be seen",
    "ltv_title.revenue": "Net revenue per customer so far, by quarter of first purchase and month of age",
    "ltv_title.contribution": "Contribution per customer so far, by quarter of first purchase and month of age",
    "ltv_answer.revenue": (
        "A customer has brought {value} in net revenue by {period} after the month of the first purchase."
    ),
    "ltv_answer.contribution": (
        "A customer has brought {value} in contribution by {period} after the month of the first purchase."
    ),
    "came_in": "first purchase",
    "all_cohorts": "all",
    "ltv_note": (
        "Per customer: over all who came in the quarter, whether or not they came back. Month 0 is the calendar"
        " month of the first purchase; a figure stands where that month is over for all of them. In the row for all"
        " it rests on the quarters observed for so long."
    ),
    "refund_day_note": (
        "Returns lower the month they were made in (--refund-date refund); so the curves are of net revenue, since"
        " what a return costs is known of its order alone."
    ),
    "truncated_note": (
        "Customers who first appear before {day} may have bought before the data begin: their cohorts are left out"
        " of the row for all (--history-starts)."
    ),
    "history_untold_note": (
        "The orders reach back less than thirteen months, which cannot show whether customers bought before: all"
        " are taken to be new (--history-starts DAY says from when on they are)."
    ),
    "began_with.channel": "channel",
    "began_with.country": "country",
    "began_with.category": "category",
    "trait_title.channel": "By channel of the first purchase",
    "trait_title.country": "By country of the first purchase",
    "trait_title.category": "By category of the first purchase, that of its dearest line",
    "eligible_365": "watched a year",
    "share_90": "again in 90 days",
    "share_365": "again in a year",
    "value_365.revenue": "net revenue in a year",
    "value_365.contribution": "contribution in a year",
    "trait_note": (
        "A year: the 365 days after the first purchase, of customers observed for so long. Groups of fewer than 30"
        " customers stand together as others."
    ),
}
