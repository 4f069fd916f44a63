"""The English of `explain --customer`: how one customer's value came about, in the order it is told."""

from __future__ import annotations

WORDS = {
    "account_title": "What {customer} is worth, and why",
    # who
    "section.account_who": "Who",
    "account_who": "{customer} is told from other buyers by {kind}.",
    "account_found": "The number asked for is one of theirs.",
    "account_merged": "{count} customer numbers are this buyer's, joined by a shared address: {ids}.",
    "account_emails": "{count} e-mail addresses are this buyer's.",
    "account_currencies": "The orders are in {count} currencies; each is valued by itself.",
    "kind.email": "an e-mail address",
    "kind.id": "a customer number",
    "kind.relay": "an address that a marketplace made up for this shop",
    "kind.phone": "a phone number",
    "kind.anonymous": "a name",
    # orders
    "section.account_orders": "Orders",
    "account_orders": (
        "{count} orders are kept, from {first} to {last}; all that count left {revenue} after {refunds} of returns."
    ),
    "account_orders.one": (
        "{count} order is kept, of {first}; all that count left {revenue} after {refunds} of returns."
    ),
    "account_orders_none": "No order is kept: what was sold was returned.",
    "account_orders_cut": (
        "The latest {shown} of {all} orders are shown; the {count} earlier ones left {revenue} after returns."
        " --limit {all} shows all."
    ),
    "account_orders_cut.one": (
        "The latest {shown} of {all} orders are shown; the {count} earlier one left {revenue} after returns."
        " --limit {all} shows all."
    ),
    "order_date": "day",
    "order_id": "order",
    "refunds": "returns",
    "account_net_sales": "net sales",
    "account_net_revenue": "net revenue",
    "kept": "kept",
    "returned": "returned",
    "later": "after the as-of day",
    # history
    "section.account_history": "What the model sees of them",
    "account_history": "Of all this the model of purchases takes three numbers; days with several orders are one.",
    "repeat_purchases": "x, purchases after the first",
    "repeat_purchases_meaning": "days with a kept order, the first left out",
    "active_days": "t_x, days to the last purchase",
    "age_days": "T, days to the as-of day",
    "age_weeks_meaning": "{weeks} weeks since the first purchase",
    "active_weeks_meaning": "{weeks} weeks from the first purchase to the last",
    "days_since_last": "days since the last",
    "days_since_last_meaning": "the silence: from the last purchase to the as-of day",
    # alive
    "section.account_alive": "Are they still a customer?",
    "account_alive": (
        "{p} likely, after {count} purchases and {days} days of silence. Nobody says goodbye: this is an estimate."
    ),
    "account_alive.one": (
        "{p} likely, after {count} purchase and {days} days of silence. Nobody says goodbye: this is an estimate."
    ),
    "account_alive_by_construction": (
        "{p} likely, by construction: in this model customers leave only after a repeat purchase, and there was"
        " none. That is no praise of this customer: whoever bought once has the same figure."
    ),
    "account_no_leaving": "{p} likely: in this model nobody ever leaves.",
    "odds_at_last": "odds of leaving at the last",
    "odds_at_last_meaning": "that the last purchase was the end, before the silence is looked at: {formula}",
    "silence_factor": "times the silence",
    "silence_factor_meaning": "the longer somebody who buys this often stays away, the likelier it was: {formula}",
    "odds_left": "odds of having left",
    "odds_left_meaning": "the two multiplied",
    "p_alive": "P(alive)",
    "p_alive_of_odds_meaning": "one over one plus these odds",
    "p_alive_meaning": "by the model, from x, t_x and T",
    "account_paradox": (
        "More purchases can mean less hope: with one purchase less between the same two days P(alive) would be"
        " {without}. Who buys often and falls silent is missed sooner than who buys seldom."
    ),
    # purchases
    "section.account_purchases": "How often will they buy?",
    "account_purchases": "On {orders} days in the next {horizon}; the chance of at least one is {p}.",
    "account_periods": "Purchase days expected by the model, period by period",
    "until": "until",
    "expected_in_period": "expected purchases",
    "so_far": "all so far",
    "model_orders": "by the model",
    "model_orders_meaning": "sum of the periods, from this history alone",
    "times_season": "times the season",
    "times_season_meaning": "what the shop's months, and its level of late, are against the model's",
    "times_boost": "times the boost",
    "times_boost_meaning": "what customers with such a history did beyond the model, totals unchanged",
    "expected_orders": "expected orders",
    "expected_orders_meaning": "purchase days in the next {horizon}",
    "p_buy": "chance of buying",
    "p_buy_meaning": "at least once in the next {horizon}",
    # spend
    "section.account_spend": "What will a purchase bring?",
    "account_spend": (
        "{value}, between what this customer spends and what all do: after {count} purchases their own mean has a"
        " weight of {weight}."
    ),
    "account_spend.one": (
        "{value}, between what this customer spent and what all do: after {count} purchase their own mean has a"
        " weight of {weight}."
    ),
    "account_spend_mean": (
        "{value}, the average of all: no model of spend can be fitted, so their own mean is not used."
    ),
    "own_mean": "own mean",
    "own_mean_meaning": "net sales of a purchase day of this customer, before returns",
    "population_mean": "mean of all",
    "population_mean_meaning": "of the customers the model was fitted to, before returns",
    "own_weight": "weight of the own mean",
    "own_weight_meaning": "grows with purchases: one says little, many say nearly all",
    "before_returns": "weighted mean",
    "before_returns_meaning": "{formula}",
    "return_rate_of_all": "less returns",
    "return_rate_of_all_meaning": "share of net sales that all customers return",
    "return_rate_of_number": "less returns",
    "return_rate_of_number_meaning": "share of net sales that all return of their purchases number {numbers}",
    "expected_order_value": "expected order value",
    "expected_order_value_meaning": "net revenue of one future purchase day",
    # value
    "section.account_value": "What is that worth?",
    "account_value": "{total}: {earned} earned so far and {residual} expected.",
    "account_value_past": "{earned} earned so far; there is no forecast.",
    "revenue_to_date": "net revenue so far",
    "revenue_to_date_meaning": "merchandise of all valid orders after discounts and returns",
    "margin_rate": "times the margin",
    "margin_rate_meaning": "contribution of one unit of net revenue, as set",
    "step_goods_cost": "less cost of goods",
    "step_goods_cost_meaning": "lines that name none cost as much as those that do; returned goods saved",
    "step_shipping_income": "plus shipping",
    "step_shipping_income_meaning": "charged for delivery, less what was returned",
    "step_freight": "less freight",
    "step_freight_meaning": "paid for the delivery of orders, returned ones too",
    "step_packing": "less packing",
    "step_packing_meaning": "paid for packing orders",
    "step_handling": "less handling",
    "step_handling_meaning": "paid for picking and service",
    "step_payment_fee": "less payment fees",
    "step_payment_fee_meaning": "on what was charged, tax included; not paid back for returns",
    "step_return_cost": "less returns",
    "step_return_cost_meaning": "paid for orders of which something came back",
    "step_customer_cost": "less spent on the customer",
    "step_customer_cost_meaning": "rewards, retention and service, as --customer-costs says",
    "contribution_per_purchase": "plus a purchase",
    "contribution_per_purchase_meaning": "what delivery and returns leave or cost, whatever a purchase brings",
    "earned": "value to date",
    "earned_meaning": "{basis}",
    "expected_revenue": "expected revenue",
    "expected_revenue_meaning": "expected orders times expected order value: {formula}",
    "contribution_rate": "times contribution",
    "contribution_rate_meaning": "what one unit of net revenue leaves",
    "undiscounted": "worth, undiscounted",
    "undiscounted_meaning": "as if all of it came today",
    "discount_factor": "times discount",
    "discount_factor_meaning": "at {rate} a year, {daily} a day: what comes later is worth less",
    "residual": "expected value",
    "residual_meaning": "discounted, over the next {horizon}",
    "account_worth": "The same, period by period",
    "worth_in_period": "discounted value",
    "interval": "{low} to {high}",
    "account_interval": "Four of five such customers will bring between {low} and {high}.",
    "total": "value in all",
    "total_meaning": "value to date and expected value",
    # what was set
    "account_note": "{text}",
    "account_no_forecast": "There is no forecast for this customer. {reason}",
    "account_other_method": "The forecast is that of {method}; it has no steps to show for a single customer.",
}
