"""The English of the section on winning customers."""

from __future__ import annotations

WORDS = {
    "section.acquisition": "Acquisition",
    "acquisition_missing": "For what a new customer costs and is worth, give the orders, not what compute wrote.",
    "acquisition_add_spend": (
        "With --spend spend.csv (month, channel, amount) this section says what a new customer costs, and when that"
        " is paid back."
    ),
    "payback_answer.contribution": (
        "A new customer costs {cac}; contribution has covered that in month {count} after the first order."
    ),
    "payback_answer_at_once.contribution": (
        "A new customer costs {cac}; the month of the first order leaves more than that, on average."
    ),
    "payback_answer_at_once.revenue": (
        "A new customer costs {cac}; the month of the first order brings more than that, on average, of which goods"
        " are still to be paid."
    ),
    "payback_answer.revenue": (
        "A new customer costs {cac}; net revenue, of which goods are still to be paid, has come to that in month"
        " {count} after the first order."
    ),
    "payback_answer_not.contribution": (
        "A new customer costs {cac}, which contribution has not covered in the {count} months observed."
    ),
    "payback_answer_not.contribution.one": (
        "A new customer costs {cac}, which contribution has not covered in the {count} month observed."
    ),
    "payback_answer_not.revenue.one": (
        "A new customer costs {cac}, which net revenue has not come to in the {count} month observed."
    ),
    "payback_answer_not.revenue": (
        "A new customer costs {cac}, which net revenue has not come to in the {count} months observed."
    ),
    "new_line_at_once.contribution": (
        "A new customer costs {cac}, which the month of the first order leaves on average, and is expected to leave"
        " {worth} in 36 months."
    ),
    "new_line_at_once.revenue": (
        "A new customer costs {cac}, which the month of the first order brings on average, and is expected to bring"
        " {worth} in 36 months, of which goods are still to be paid."
    ),
    "new_line_month.contribution": (
        "A new customer costs {cac}, which contribution has covered in month {count} after the first order, and is"
        " expected to leave {worth} in 36 months."
    ),
    "new_line_month.revenue": (
        "A new customer costs {cac}, which net revenue has come to in month {count} after the first order, and is"
        " expected to bring {worth} in 36 months, of which goods are still to be paid."
    ),
    "new_line_not.contribution": (
        "A new customer costs {cac}, which contribution has not covered in the {count} months observed, and is"
        " expected to leave {worth} in 36 months."
    ),
    "new_line_not.contribution.one": (
        "A new customer costs {cac}, which contribution has not covered in the {count} month observed, and is"
        " expected to leave {worth} in 36 months."
    ),
    "new_line_not.revenue": (
        "A new customer costs {cac}, which net revenue has not come to in the {count} months observed, and is"
        " expected to bring {worth} in 36 months, of which goods are still to be paid."
    ),
    "new_line_not.revenue.one": (
        "A new customer costs {cac}, which net revenue has not come to in the {count} month observed, and is"
        " expected to bring {worth} in 36 months, of which goods are still to be paid."
    ),
    "clv_new_answer.contribution": (
        "A new customer is expected to leave {worth} of contribution in 36 months, {later} of it after the first"
        " order."
    ),
    "clv_new_answer.revenue": (
        "A new customer is expected to bring {worth} of net revenue in 36 months, {later} of it after the first"
        " order."
    ),
    "payback": "month of payback",
    "payback_meaning": "months after that of the first order until a new customer has paid back what it cost",
    "payback_not_reached": "more than the {count} months observed",
    "payback_not_reached.one": "more than the {count} month observed",
    "payback_unknown": "nobody was new in the months of the spend",
    "cac": "CAC",
    "cac_meaning": "acquisition cost, all spend of {spend} over {count} new customers",
    "cac_meaning.one": "acquisition cost, all spend of {spend} over {count} new customer",
    "cac_paid": "paid CAC",
    "cac_paid_meaning": "all spend over the {count} new customers of channels that money was spent on",
    "clv_new": "value of a new customer",
    "clv_new_36m": "36-month value",
    "clv_new_meaning.contribution": "in 36 months, the first order included, which leaves {first}",
    "clv_new_meaning.revenue": "net revenue in 36 months, the first order included, which brings {first}",
    "clv_new_unknown": "not known: {reason}",
    "clv_new_later": "the same after the first order",
    "clv_new_later_meaning": "expected in the 36 months after it, discounted to its day",
    "first_loss": "first-order loss",
    "first_loss_share": "first-order loss",
    "first_loss_meaning.contribution": "share of new customers whose first order leaves less than they cost",
    "first_loss_meaning.revenue": "share of new customers whose first order brings less than they cost",
    "acquisition_channels_title": "New customers by the {by} of the first order",
    "acquisition_seasons_title": "New customers by quarter of the year they came in",
    "acquisition_months_title": "Spend and new customers by month, and CAC by channel",
    "cac_of": "CAC {channel}",
    "won_by_channel": "channel",
    "won_by_source": "source",
    "quarter": "quarter",
    "spend": "spend",
    "new_customers": "new",
    "new_kept": "kept something",
    "cac_kept": "CAC, kept",
    "payback_month": "payback",
    "payback_observed": "months seen",
    "ratio_12m": "12-month ratio",
    "ratio_36m": "36-month ratio",
    "first_value.contribution": "first order",
    "first_value.revenue": "first revenue",
    "value_12m.contribution": "12-month value",
    "value_12m.revenue": "12-month revenue",
    "allowable_cac": "allowable CAC",
    "acquisition_by_note": (
        "What won a customer is the {by} of the first order: its names are those of {share} of the spend."
    ),
    "cac_note.contribution": (
        "All spend is taken to win customers, so CAC is fully loaded; new is who ordered for the first time, kept"
        " or not. Payback: the first month of age in which what customers have left covers CAC; empty where it did"
        " not in the months seen. Ratios are value over CAC: 12 months observed, of customers a year old, and 36"
        " months expected."
    ),
    "cac_note.revenue": (
        "All spend is taken to win customers, so CAC is fully loaded; new is who ordered for the first time, kept"
        " or not. No cost of goods is known, so payback and ratios hold revenue against CAC and say nothing of what"
        " goods cost; --margin 45% does. Payback is empty where it was not reached in the months seen."
    ),
    "acquisition_left_out_note": (
        "Months that are not over, whose first orders may not be first, or that the spend does not have stand by"
        " month alone: {count} new customers and {spend} of spend."
    ),
    "acquisition_left_out_note.one": (
        "Months that are not over, whose first orders may not be first, or that the spend does not have stand by"
        " month alone: {count} new customer and {spend} of spend."
    ),
    "clv_new_held.contribution": (
        "What the model expects of a new customer after the first order is taken times {times}: so much of it have"
        " customers a year old left in their first year."
    ),
    "clv_new_held.revenue": (
        "What the model expects of a new customer after the first order is taken times {times}: so much of it have"
        " customers a year old brought in their first year."
    ),
    "clv_new_note.contribution": (
        "The 36-month value of a channel or quarter is what its first orders leave and what the shop's customers"
        " are expected to leave after them, times how much more or less its customers leave than others of the same"
        " age; few customers are drawn to the shop."
    ),
    "clv_new_note.revenue": (
        "The 36-month value of a channel or quarter is what its first orders bring and what the shop's customers"
        " are expected to bring after them, times how much more or less its customers bring than others of the same"
        " age; few customers are drawn to the shop."
    ),
    "allowable_of_revenue_note": (
        "No cost is known, so that value is net revenue: goods and delivery have still to be paid from it."
    ),
    "allowable_note": "Allowable CAC is {share} of the 36-month value.",
    "allowable_within_note": (
        "Allowable CAC is {share} of the 36-month value, and no more than such customers have brought up to {count}"
        " months after that of the first order."
    ),
}
