"""The English of the report, in the order of the report: words for keys.

Figures stand in braces and are filled in by the renderers; the only numbers written here are windows and
limits that belong to a term ("the last 12 months").  A key with `.one` is used where the figure called
`count` is 1; `.revenue` and `.contribution` say what money means.  "Has bought" is observed, "is expected
to" is predicted.
"""

from __future__ import annotations

WORDS = {
    # --- figures
    "period.d": "{count} days",
    "period.d.one": "{count} day",
    "period.w": "{count} weeks",
    "period.w.one": "{count} week",
    "period.m": "{count} months",
    "period.m.one": "{count} month",
    "period.y": "{count} years",
    "period.y.one": "{count} year",
    # --- head
    "report_title": "What the customers are worth",
    "context_files": "{files}",
    "context_rows": "{read} rows read, {used} used",
    "context_as_of": "as of {day}",
    "context_basis": "{basis}",
    "context_many_files": "{count} files",
    "context_no_forecast": "{method}",
    "context_method": "{method}, {horizon} ahead, {rate} a year",
    "context_currency": "amounts in {currency}",
    "context_no_currency": "the data name no currency",
    "context_span": "orders from {first} to {last}",
    "context_customers": "customers: {customers}",
    "context_customers_in": "customers in {currency}: {customers}",
    "context_guests": "guests: {share} of net revenue",
    "context_guests_in": "guests in {currency}: {share} of net revenue",
    "context_grade": "data grade: {grade} of A to D",
    # --- sections
    "section.summary": "In short",
    "section.key_figures": "Key figures",
    "section.tiers": "Tiers",
    "section.segments": "Segments and actions",
    "section.cohorts": "Cohorts",
    "section.concentration": "Concentration",
    "section.data": "Data",
    "section.decided": "How the data were read",
    "section.method": "Method",
    "section.definitions": "Definitions and settings",
    "section.next": "What to do next",
    # --- summary
    "value_answer.revenue": (
        "{count} customers have brought {earned} in net revenue and are expected to bring {expected} more"
        " in the next {horizon}."
    ),
    "value_answer.contribution": (
        "{count} customers have brought {earned} in contribution and are expected to bring {expected} more"
        " in the next {horizon}."
    ),
    "value_answer_past.revenue": "{count} customers have brought {earned} in net revenue; there is no forecast.",
    "value_answer_past.contribution": (
        "{count} customers have brought {earned} in contribution; there is no forecast."
    ),
    "value_answer.revenue.one": (
        "{count} customer has brought {earned} in net revenue and is expected to bring {expected} more"
        " in the next {horizon}."
    ),
    "value_answer.contribution.one": (
        "{count} customer has brought {earned} in contribution and is expected to bring {expected} more"
        " in the next {horizon}."
    ),
    "value_answer_past.revenue.one": "{count} customer has brought {earned} in net revenue; there is no forecast.",
    "value_answer_past.contribution.one": (
        "{count} customer has brought {earned} in contribution; there is no forecast."
    ),
    # --- key figures
    "key_figure": "key figure",
    "value": "value",
    "meaning": "meaning",
    "unknown": "not known",
    "figure_before": "before",
    "customers": "customers",
    "customers_meaning": "with at least one kept order; {count} kept orders",
    "customers_meaning.one": "with at least one kept order; {count} kept order",
    "customers_returned_meaning": "with a kept order, {count} orders; {returned} more have none left after returns",
    "customers_returned_meaning.one": (
        "with a kept order, {count} order; {returned} more have none left after returns"
    ),
    "active_customers": "active customers",
    "active_customers_meaning": "have bought in the last 12 months: {share} of {count}",
    "active_customers_none": "no customer has a kept order",
    "value_of_base": "value of the base",
    "value_of_base_meaning.revenue": "expected net revenue of the next {horizon}, discounted at {rate} a year",
    "value_of_base_meaning.contribution": (
        "expected contribution of the next {horizon}, discounted at {rate} a year"
    ),
    "value_of_base_between.revenue": (
        "expected net revenue of the next {horizon}, discounted at {rate} a year; "
        "with a chance of {sure} between {low} and {high}, if customers go on as they have"
    ),
    "value_of_base_between.contribution": (
        "expected contribution of the next {horizon}, discounted at {rate} a year; "
        "with a chance of {sure} between {low} and {high}, if customers go on as they have"
    ),
    "value_of_base_missing": "there is no forecast; the method says why",
    "value_to_date": "value to date",
    "value_to_date_meaning.revenue": "net revenue since {first}, after discounts and returns",
    "value_to_date_meaning.contribution": "contribution since {first}, after discounts, returns and costs",
    "total_value": "total customer value",
    "total_value_meaning.revenue": "net revenue to date and the value of the base, the next {horizon}, together",
    "total_value_meaning.contribution": (
        "contribution to date and the value of the base, the next {horizon}, together"
    ),
    "total_revenue": "total net revenue",
    "total_revenue_meaning": "to date and expected in the next {horizon}, together and not discounted",
    "key_figures_before_note": "Before: what was known at the end of {day}, of the time until then.",
    "cac_12m": "CAC, 12 months",
    "cac_12m_meaning": "{spend} spent, and {count} new customers, in the last 12 months of known spend",
    "cac_12m_meaning.one": "{spend} spent, and {count} new customer, in the last 12 months of known spend",
    "aov_12m": "order value, 12 months",
    "aov_12m_meaning": "net sales before returns / orders of known customers, in the last 12 months",
    "aov": "average order value",
    "aov_meaning": "of all time: net revenue of kept orders / kept orders",
    "repurchase_12m": "repurchase rate, 12 months",
    "repurchase_12m_meaning": "have bought again in the last 12 months, of {count} who bought in the year before",
    "repurchase_12m_missing": "give the orders: it cannot be told from what compute wrote",
    "repurchase_12m_too_short": "nobody bought in the year before the last 12 months",
    "share_top20": "share of the top 20%",
    "share_top20_meaning.revenue": "of net revenue to date, from the best {count} customers",
    "share_top20_meaning.contribution": "of contribution to date, from the best {count} customers",
    "share_top20_meaning.revenue.one": "of net revenue to date, from the best customer",
    "share_top20_meaning.contribution.one": "of contribution to date, from the best customer",
    "active_answer": "{active} of {count} customers, {share}, have bought in the last 12 months.",
    "active_answer.one": "{active} of {count} customer, {share}, has bought in the last 12 months.",
    "active_again_answer": (
        "{active} of {count} customers, {share}, have bought in the last 12 months; {again} of {before} who bought"
        " in the year before have bought again."
    ),
    "active_again_answer.one": (
        "{active} of {count} customer, {share}, has bought in the last 12 months; {again} of {before} who bought"
        " in the year before have bought again."
    ),
    # --- tiers
    "tier": "tier",
    "share_of_customers": "share of customers",
    "share_of_value": "share of value",
    "value_to_date.revenue": "net revenue to date",
    "value_to_date.contribution": "contribution to date",
    "clv_residual.revenue": "expected, {horizon}",
    "clv_residual.contribution": "expected, {horizon}",
    "clv_12m.revenue": "expected, 12 months",
    "clv_12m.contribution": "expected, 12 months",
    "value_total": "to date and expected",
    "from_value": "lowest value",
    "platinum": "platinum",
    "gold": "gold",
    "silver": "silver",
    "bronze": "bronze",
    "tiers_answer": "The {tier} tier, {customers_share} of customers, holds {share} of the value.",
    "tiers_answer_heavy": (
        "The {tier} tier, {customers_share} of customers, holds {share} of the value: more than all others."
    ),
    "tiers_note.revenue": "Value is net revenue, to date and expected. Ties at a boundary go to the higher tier.",
    "tiers_note.contribution": (
        "Value is contribution, to date and expected. Ties at a boundary go to the higher tier."
    ),
    "tiers_note_past": "Value is value to date: there is no forecast. Ties at a boundary go to the higher tier.",
    # --- segments
    "segment": "segment",
    "net_revenue_24m": "net revenue, last 24 months",
    "share_of_revenue": "share of revenue",
    "median_days_since_last": "median days since last",
    "action": "action",
    "actions_title": "What to do",
    "spend_ceiling": "spend at most",
    "export_name": "name of its list",
    "segments_note": (
        "Segments go by how lately, how often and for how much customers bought, the latter two in the"
        " last 24 months."
    ),
    "segments_risk_note": (
        "At risk is the part of the next 12 months that hangs on whether customers buy in them."
    ),
    "segments_action_note": (
        "Spend at most: what the action book lets spend on all of the segment in 12 months (--actions). Under the"
        " name of its list clvcli segment --audience writes its customers."
    ),
    "champions": "champions",
    "loyal": "loyal",
    "potential_loyal": "potential loyal",
    "new": "new",
    "promising": "promising",
    "needs_attention": "needs attention",
    "about_to_sleep": "about to sleep",
    "at_risk": "at risk",
    "cannot_lose": "cannot lose",
    "hibernating": "hibernating",
    "lost": "lost",
    "champions_answer": (
        "Champions, {count} customers ({share}), have brought {revenue_share} of net revenue in the last 24 months."
    ),
    "champions_answer.one": (
        "Champions, {count} customer ({share}), have brought {revenue_share} of net revenue in the last 24 months."
    ),
    "quiet_answer": (
        "{count} customers who have brought {revenue} in the last 24 months have gone quiet ({segment}):"
        " {days} days since the last order, in the median."
    ),
    "quiet_answer.one": (
        "{count} customer who has brought {revenue} in the last 24 months has gone quiet ({segment}):"
        " {days} days since the last order."
    ),
    # --- cohorts
    "cohorts_missing": "For repurchase by cohort, give the orders instead of what compute wrote.",
    "within_days": "within days",
    "old_enough": "customers old enough",
    "bought_again": "have bought again",
    "share": "share",
    "repurchase_title": "Customers who have bought again, by days since the first purchase",
    "heat_title": "Share of each cohort that has bought in each month after the first purchase",
    "first_purchase": "first purchase",
    "age": "{age}",
    "repurchase_answer": "{share} of {count} customers have bought again within {days} days.",
    "repurchase_answer.one": "{share} of {count} customer has bought again within {days} days.",
    "repurchase_answer_low": (
        "{share} of {count} customers have bought again within {days} days; more than half have not, so that the"
        " second order is where to work."
    ),
    "repurchase_answer_low.one": (
        "{share} of {count} customer has bought again within {days} days; more than half have not, so that the"
        " second order is where to work."
    ),
    "c3_title": "Net revenue of the shop, by the year its customers first bought in",
    "earlier_years": "earlier years",
    "no_first_purchase": "guests and others",
    "c3_note": (
        "By the year of the first purchase: what analysts call C3. Customers who first appear in the year the data"
        " begin may have bought before. Guests and others: buyers nobody knows, and what came back whole before or"
        " without a first purchase."
    ),
    "cohorts_note": "The share of a month can rise again: customers pause and come back.",
    "heat_cut": "the newest {shown} of {count} cohorts; all in a file: -o report.html",
    "few_legend": "* fewer than 30 customers",
    "incomplete_legend": "~ not observed whole",
    "left_out": "not shown at this width",
    # --- concentration
    "decile": "decile",
    "cumulative_share": "cumulative share",
    "share_of_contribution": "share of contribution",
    "deciles_title.revenue": "Net revenue to date by decile of customers, best first",
    "deciles_title.contribution": "Contribution to date by decile of customers, best first",
    "top": "best",
    "usual_share": "usual",
    "concentration_answer_usual.revenue": (
        "The top {top} of customers, {customers} of them, have brought {share} of net revenue; {usual} is usual."
    ),
    "concentration_answer_more.revenue": (
        "The top {top} of customers, {customers} of them, have brought {share} of net revenue, more than the usual"
        " {usual}."
    ),
    "concentration_answer_less.revenue": (
        "The top {top} of customers, {customers} of them, have brought {share} of net revenue, less than the usual"
        " {usual}."
    ),
    "concentration_answer.contribution": (
        "The top {top} of customers, {customers} of them, have brought {share} of contribution."
    ),
    "gini": "Gini coefficient",
    "gini_meaning": "0 where all customers bring the same, 1 where one brings all",
    "customers_for_80": "customers for 80%",
    "customers_for_80_meaning.revenue": "the fewest who have brought 80% of net revenue to date",
    "customers_for_80_meaning.contribution": "the fewest who have brought 80% of contribution to date",
    "losses": "customers below zero",
    "losses_meaning": (
        "{share} of {customers}, have brought {loss} together; shares are of what the others have brought"
    ),
    "lorenz_title.revenue": "Lorenz curve: shares of customers, the least first, and of net revenue to date",
    "lorenz_title.contribution": "Lorenz curve: shares of customers, the least first, and of contribution to date",
    "lorenz_customers": "customers up to here",
    "lorenz_value": "their share of value",
    "concentration_note.revenue": (
        "Usual: share of sales of the top 20% in a study of 339 firms. It grows with the length of the data, and"
        " the best of one year are not all the best of the next."
    ),
    "concentration_note.contribution": "The best of one year are not all the best of the next.",
    # --- next
    "act_on_quiet.one": (
        "First write to the {count} customer in the segment {segment}, silent for {days} days, who has brought"
        " {revenue} in the last 24 months."
    ),
    "act_on_quiet": (
        "First write to the {count} customers in the segment {segment}, silent for {days} days in the median, who"
        " have brought {revenue} in the last 24 months."
    ),
    "act_on_cost": "Say what part of a sale is left after its costs, and customers are valued by what they leave.",
    "act_on_orders": "Give the orders, for cohorts and for the proof of the data.",
    "act_on_list": "Take the list of customers along, most expected value first.",
    "act_on_keep": "Keep this report, with all rows and columns, as a file.",
}
