"""The English of the sections on what changed, what customers are worth together and what would change it."""

from __future__ import annotations

WORDS = {
    # --- changed
    "section.changed": "What changed",
    "section.equity": "Customer equity",
    "section.what_if": "What moves the value",
    "changed_missing": "To say what changed, give the orders instead of what compute wrote.",
    "changed_too_short": (
        "The orders do not reach back two years, so that no year can be held against the one before;"
        " --compare-to DAY compares with any day."
    ),
    "changed_partly_seen": (
        "The earlier 12 months began before the first order: they are not a whole year, and part of the change is"
        " that of their length."
    ),
    "changed_rose.revenue": (
        "The 12 months to {day} brought {after} in net revenue, {change} more than those to {then}; the largest"
        " cause is {cause}, {effect}."
    ),
    "changed_rose.contribution": (
        "The 12 months to {day} brought {after} in contribution, {change} more than those to {then}; the largest"
        " cause is {cause}, {effect}."
    ),
    "changed_fell.revenue": (
        "The 12 months to {day} brought {after} in net revenue, {change} less than those to {then}; the largest"
        " cause is {cause}, {effect}."
    ),
    "changed_fell.contribution": (
        "The 12 months to {day} brought {after} in contribution, {change} less than those to {then}; the largest"
        " cause is {cause}, {effect}."
    ),
    "changed_not.revenue": "The 12 months to {day} brought {after} in net revenue, as much as those to {then}.",
    "changed_not.contribution": (
        "The 12 months to {day} brought {after} in contribution, as much as those to {then}."
    ),
    "bridge_title": "From the 12 months to {then} to the 12 months to {day}",
    "bridge_amount.revenue": "net revenue",
    "bridge_amount.contribution": "contribution",
    "share_of_before": "of before",
    "year_before": "12 months before",
    "year_after": "12 months now",
    "orders_per_customer": "orders per customer",
    "kept_after_returns": "kept after returns",
    "margin_of_revenue": "margin",
    "by_guests": "guests",
    "whole_shop": "shop",
    "drivers_title": "Known customers in both years",
    "year_to": "12 months to",
    "flows_title.revenue": "Known customers of both years and their net revenue",
    "flows_title.contribution": "Known customers of both years and their contribution",
    "back": "back",
    "nothing_kept": "kept nothing",
    "number_before": "before",
    "number_after": "now",
    "flow_value_before": "brought before",
    "flow_value_after": "brought now",
    "flow_change": "change",
    "known_later": "known later",
    "known_later_meaning": (
        "what became known of the earlier 12 months after {day}, mostly by returns; it is in no figure here"
    ),
    "new_returning_title.revenue": "Net revenue of new and returning customers",
    "new_returning_title.contribution": "Contribution of new and returning customers",
    "period_of_orders": "period",
    "by_new": "new",
    "by_returning": "returning",
    "share_of_returning": "share of returning",
    "customers_new": "new customers",
    "customers_returning": "returning customers",
    "changed_note.contribution": (
        "Customers x orders x average order value x what is kept after returns x margin is what known customers"
        " brought; each step is the effect of one factor, shared out by logarithms, and what rounding leaves over"
        " stands at the largest. Each year is looked at as it was known at its end."
    ),
    "changed_note.revenue": (
        "Customers x orders x average order value x what is kept after returns is what known customers brought;"
        " each step is the effect of one factor, shared out by logarithms, and what rounding leaves over stands at"
        " the largest. Each year is looked at as it was known at its end."
    ),
    "flows_note": (
        "Kept: bought in both years. Lapsed: only before. New: first bought after the earlier year. Back: bought"
        " before it ended, not in it, and now again. Who returned everything is in no count, but moves money."
    ),
    "new_returning_note": (
        "New: orders until the end of the first purchase day. Returning: those after it. Guests are apart."
    ),
    # --- equity
    "equity_missing": "To say what customers are worth together, give the orders instead of what compute wrote.",
    "equity_no_forecast": "There is no forecast to add up.",
    "equity_no_spend": "With --spend, customers of the next five years are valued beside those of today.",
    "equity_answer.revenue": (
        "Today's {count} customers are expected to bring {equity} in net revenue over the next {horizon},"
        " discounted."
    ),
    "equity_answer.revenue.one": (
        "Today's {count} customer is expected to bring {equity} in net revenue over the next {horizon}, discounted."
    ),
    "equity_answer.contribution": (
        "Today's {count} customers are expected to leave {equity} in contribution over the next {horizon},"
        " discounted."
    ),
    "equity_answer.contribution.one": (
        "Today's {count} customer is expected to leave {equity} in contribution over the next {horizon},"
        " discounted."
    ),
    "customer_equity": "customer equity",
    "customer_equity_meaning.revenue": (
        "net revenue expected of today's customers over {horizon}, discounted; those below zero included"
    ),
    "customer_equity_meaning.contribution": (
        "contribution expected of today's customers over {horizon}, discounted; those below zero included"
    ),
    "customers_forecast_meaning": "of today, with a forecast",
    "equity_beyond_36m": "beyond three years",
    "equity_beyond_36m_meaning": "share of customer equity that lies more than three years ahead",
    "equity_beyond_data": "beyond the data",
    "equity_beyond_data_meaning": "share of customer equity that lies further ahead than the orders reach back",
    "below_zero": "below zero",
    "below_zero_meaning": "customers who are expected to cost more than they bring, {loss} in all",
    "future_customers": "customers to come",
    "future_customers_meaning": (
        "of the next {years} years, {count} a year as in the last, worth {worth} each for {cac} spent, discounted"
    ),
    "equity_total": "with those to come",
    "equity_total_meaning": "today's customers and those to come; what today's cost is spent",
    "won_in": "first purchase",
    "guests_of_cohorts": "guests",
    "year_of_orders": "{year}",
    "all_years": "all years",
    "acquisition_by_year_title.revenue": "Net revenue by year of first purchase and year of order",
    "acquisition_by_year_title.contribution": "Contribution by year of first purchase and year of order",
    "acquisition_by_year_note": (
        "Rows are the years customers first bought in, columns the years they ordered in: what analysts ask for to"
        " value a firm by its customers. An order that came back whole before the first purchase stands left of it."
    ),
    "top_fifth_again": "best fifth, again",
    "top_fifth_again_meaning": (
        "of the best {count} customers of the year before bought in the last 12 months; {stayed} are among the"
        " best fifth again"
    ),
    "top_fifth_again_meaning.one": (
        "of the best customer of the year before bought in the last 12 months; {stayed} are among the best fifth"
        " again"
    ),
    # --- what if
    "what_if_missing": "To say what would move the value, give the orders, enough of them for a forecast.",
    "what_if_answer": (
        "Of what was tried, {lever} {change} moves the value of the {count} customers most: by {equity_change},"
        " {share} of it."
    ),
    "what_if_answer.one": (
        "Of what was tried, {lever} {change} moves the value of the {count} customer most: by {equity_change},"
        " {share} of it."
    ),
    "what_if_title": "What each change would be worth, alone, from now on",
    "together_title": "All of them at once",
    "lever": "lever",
    "change": "change",
    "retention": "retention",
    "frequency": "purchase frequency",
    "discount_rate": "discount rate",
    "equity_change": "customer equity",
    "clv_change": "per customer",
    "share_of_equity": "of equity",
    "told_by": "told by",
    "curve": "cohort curve",
    "formula": "formula",
    "effect": "effect",
    "sum_of_effects": "sum of each alone",
    "interaction": "what they do to one another",
    "all_at_once": "all at once",
    "what_if_note": (
        "Every customer is valued again with the changed input, from now on and for as far as the forecast looks;"
        " pp are percentage points. All at once is one more such run, no sum. An assumption is not a promise: what"
        " a change costs, and whether it can be had, is not in these figures."
    ),
    "what_if_by_model": (
        "Model: retention is points on the share of today's customers who still are customers in 12 months;"
        " frequency scales how often each buys, and where the model takes customers to leave after purchases, they"
        " then leave sooner."
    ),
    "what_if_by_curve": "Cohort curve: purchases stay, and what they are worth changes.",
    "what_if_by_formula": (
        "Formula: where no model knows of customers leaving, retention acts on the margin multiple of the"
        " repurchase rate of 12 months, cut at the horizon, and purchases of a cohort curve rise with frequency."
    ),
    "what_if_by_spend": (
        "Spend: what winning a customer costs acts on the customers of the next five years alone, per one of them;"
        " as a share it is held against today's."
    ),
}
