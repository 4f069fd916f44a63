"""The English of the sections on loyalty and resources."""

from __future__ import annotations

WORDS = {
    # --- loyalty
    "section.loyalty": "Loyalty",
    "loyalty_missing": "For what each tier may be given, a forecast is needed: more customers, or a longer period.",
    "loyalty_answer.contribution": (
        "Rewards of {reward} in 12 months are {share} of what customers are expected to leave: {rate} of what they"
        " buy."
    ),
    "loyalty_answer.revenue": (
        "Rewards of {reward} in 12 months are {share} of the net revenue expected; what they may cost is known only"
        " with costs."
    ),
    "allowable_reward": "rewards",
    "reward_per_customer": "per customer",
    "reward_rate": "of purchases",
    "liability": "owed",
    "break_even_revenue": "earned back by",
    "loyalty_note": (
        "Rewards: what may be given out in 12 months. Owed: what of it is expected to be used, {redemption}, at"
        " {cost} of its value (--redemption, --reward-cost)."
    ),
    "loyalty_break_even_note": "Earned back by: so much extra net revenue leaves what is owed.",
    "loyalty_costs_note": (
        "No cost is known: rewards are a share of revenue, and what would earn them back is not known."
        " --margin 45% tells."
    ),
    "rewards_12m": "rewards, 12 months",
    "rewards_12m_meaning": "{share} of what is expected in 12 months, {rate} of purchases",
    # --- resources
    "silent_longer": "silent for longer than usual",
    "silent_longer_meaning": "customers who have not lapsed; the first of them are listed",
    "silent_risk": "their value at risk",
    "silent_risk_meaning": "of what they are expected to bring in 12 months",
    "to_judge": "silent customers",
    "to_judge_meaning": "of whom a contact at {cost} is judged",
    "section.resources": "Where to put resources",
    "resources_missing": (
        "For whom to protect and to win back, a forecast is needed: more customers, or a longer period."
    ),
    "resources_need_orders": (
        "For whom to protect and to win back, give the orders instead of what compute wrote."
    ),
    "protect_answer": (
        "{count} customers are silent for longer than they usually are and have not lapsed; {risk} of what they are"
        " expected to bring in 12 months hangs on whether they buy in them."
    ),
    "protect_answer.one": (
        "{count} customer is silent for longer than usual and has not lapsed; {risk} of what they are expected to"
        " bring in 12 months hangs on whether they buy in them."
    ),
    "protect_nobody": "Nobody with value at risk is silent for longer than usual and still to be kept.",
    "winback_answer": (
        "A contact at {cost} is expected to pay for {count} of {silent} silent customers and to gain {gain}, if it"
        " raises the chance to buy again by {points} points."
    ),
    "winback_nobody": (
        "A contact at {cost} is expected to pay for none of {silent} silent customers, if it raises the chance to"
        " buy again by {points} points."
    ),
    "protect_title": "To protect first: silent for longer than usual, not lapsed yet",
    "winback_title": "What contacts would gain, by how much they raise the chance to buy again",
    "stops_title": "Whom to contact, and why not the others",
    "winback_list_title": "To win back first",
    "budget_title": "How {budget} for contacts is split",
    "value_at_risk": "value at risk",
    "days_silent": "silent",
    "churn_factor": "of usual gap",
    "act_before": "act by",
    "next_purchase_to": "due by",
    "customer_id": "customer",
    "uplift_points": "points",
    "to_contact": "to contact",
    "contact_cost": "cost",
    "expected_gain": "expected gain",
    "winback_gain": "expected gain",
    "value_if_back": "if back",
    "break_even_uplift": "pays from",
    "stop_reason": "verdict",
    "no_forecast": "no forecast",
    "costs_more_than_it_brings": "costs more than it brings",
    "roi": "gain per cost",
    "allotted": "allotted",
    "gain_of_allotted": "gain of it",
    "protect_note": (
        "Silent: days since the last purchase, held against the customer's own usual gap. Act by: the last day"
        " before they count as lapsed. Due by: three in four of those who come back have by then. All of them:"
        " clvcli segment --table protect."
    ),
    "winback_note": (
        "Expected gain: extra chance to buy again, times what 12 months bring of who does, less the cost of the"
        " contact. The extra chance is an assumption (--uplift): only a test with customers who are left alone"
        " tells it. All silent customers: clvcli segment --table winback."
    ),
    "winback_add_cost": (
        "With --contact-cost 10 this section says whom of the silent customers a contact would win back."
    ),
    "budget_note": (
        "Segments get their turn by gain per cost; none gets more than it is expected to gain, nor more than the"
        " ceiling of the action book. Whom to contact in a segment of which only some are worth it: the list of"
        " --table winback."
    ),
    "budget_add": "With --contact-cost 10 --budget 5000 it says how to split a budget among segments.",
}
