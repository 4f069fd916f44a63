"""The English of the sections on the life cycle and on who moved between tiers."""

from __future__ import annotations

WORDS = {
    "context_since": "since {day}",
    "context_lines_saved": "lines as saved",
    "context_lines_of_each_day": "lines as drawn on each day",
    "section.life_cycle": "Life cycle",
    "life_cycle": "state",
    "active": "active",
    "life_cycle_missing": "For the life cycle, give the orders instead of what compute wrote.",
    "life_cycle_answer": (
        "{share} of {customers} customers are active, new or back; {risk} are at risk and {lapsed} have lapsed"
        " (silent for longer than 90% of those take who come back after as many purchases)."
    ),
    "not_quiet": "active, new or back",
    "not_quiet_meaning": "of {count} customers; the others are at risk or have lapsed",
    "not_quiet_meaning.one": "of {count} customer; the others are at risk or have lapsed",
    "tiers_by_state_title": "Customers by tier and state",
    "life_cycle_limits_title": "Days after a purchase",
    "new_days": "new for, days",
    "life_cycle_note": (
        "New: the first purchase is no longer ago than half of those take who buy a second time. At risk: silent"
        " for longer than 80% of those take who come back after as many purchases; lapsed: longer than 90%."
        " Back: had lapsed before the last purchase. Active: all others. Everybody is in one state; who kept"
        " nothing counts from the first order."
    ),
    "life_cycle_limits_note": (
        "Who has not come back yet counts for as long as they have waited (Kaplan-Meier). Whoever buys in the same"
        " three months of several years has not lapsed before those months have passed once more. Without a limit,"
        " nine months of silence count as lapsed."
    ),
    "section.migration": "Moves between tiers",
    "migration_missing": (
        "For moves between tiers, give two years of orders, or an earlier day that leaves enough for a forecast."
    ),
    "migration_answer": (
        "Of {customers} customers who were in a tier on {from}, {stable} are in the same, {upgraded} in a better"
        " and {downgraded} in a lower one; {lapsed} have lapsed."
    ),
    "tier_stable": "in the same tier",
    "tier_upgraded": "in a better tier",
    "tier_downgraded": "in a lower tier",
    "tier_lapsed": "lapsed since",
    "of_tiers_then_meaning": "of {count} customers who were in a tier on {from}",
    "of_tiers_then_meaning.one": "of {count} customer who was in a tier on {from}",
    "migration_title": "From the tier then to the tier now",
    "tier_before": "tier then",
    "tier_after": "tier now",
    "new_customer": "new customers",
    "back_customer": "back after a lapse",
    "gone": "not in the data",
    "balance_title": "What balances",
    "balance_before": "then",
    "balance_entered": "+ new or back",
    "balance_moved_in": "+ moved in",
    "balance_moved_out": "- moved out",
    "balance_left": "- lapsed",
    "balance_after": "now",
    "fallen_title": "Out of {tier}: the most valuable of {count} who left it",
    "migration_note": (
        "Tiers as they were on {from} and are on {until}, of customers who have not lapsed: value that was earned"
        " long ago would keep whoever left among the best. Shares are of those who were in a tier then."
    ),
    "migration_lines_note": (
        "Lines between tiers are drawn anew on each day, so that a customer also moves because others did; with"
        " --cuts they are the same on both."
    ),
}
