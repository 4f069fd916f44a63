"""The English of the section that says what is left of sales."""

from __future__ import annotations

WORDS = {
    "section.contribution": "What is left of sales",
    "contribution_missing": "For what is left of sales, give the orders instead of what compute wrote.",
    "sales_answer": "Of 100 in gross sales {net_sales} is left after discounts and {net_revenue} after returns.",
    "sales_answer_full_price": "Of 100 in gross sales {net_revenue} is left after returns.",
    "contribution_answer.cm1": "After the cost of goods {after_goods} is left.",
    "contribution_answer.cm2": (
        "After the cost of goods {after_goods} is left, and {after_delivery} after delivery, payment and the"
        " handling of returns."
    ),
    "money_ladder_title": "From gross sales to what is left, the whole shop",
    "of_100": "of 100 gross",
    "money_gross": "gross sales",
    "money_discount": "- discounts",
    "money_net_sales": "= net sales",
    "money_returns": "- returns",
    "money_net_revenue": "= net revenue",
    "money_goods_cost": "- cost of goods",
    "money_cm1": "= contribution 1",
    "money_shipping_income": "+ shipping income",
    "money_freight": "- freight",
    "money_packing": "- packing",
    "money_handling": "- handling",
    "money_payment_fee": "- payment fees",
    "money_return_cost": "- handling of returns",
    "money_cm2": "= contribution 2",
    "money_customer_cost": "- spent on customers",
    "money_cm3": "= contribution 3",
    "ladder_by_channels_title": "By channel",
    "ladder_by_channels_part": "channel",
    "ladder_by_countries_title": "By country",
    "ladder_by_countries_part": "country",
    "ladder_by_month_title": "By month of the order, the last complete ones",
    "ladder_by_month_part": "month",
    "ladder_by_category_title": "By category: delivery is a cost of orders, not of goods",
    "ladder_by_category_part": "category",
    "sales_before_returns": "net sales",
    "returned_share": "returned",
    "after_returns": "net revenue",
    "cm1_short": "contribution 1",
    "cm2_short": "contribution 2",
    "of_net_revenue": "of net revenue",
    "returns_by_number_title": "Returns by order number, of orders older than {days} days",
    "order_number": "order number",
    "returned_of_sales": "of net sales",
    "returned_of_units": "of units",
    "returned_of_orders": "of orders",
    "returned_expected": "expected of net sales",
    "provisional_revenue": "provisional net revenue",
    "provisional_meaning": "from {count} orders since {since}, of which goods may still come back",
    "provisional_meaning.one": "from {count} order since {since}, of which goods may still come back",
    "return_reserve": "expected back of it",
    "reserve_meaning": "of older orders {rate} came back; of open ones as much is expected, after as many days",
    "reserve_undated": "most returns do not say on which day they came, so what is to come cannot be told",
    "reserve_too_young": "no order is old enough to tell how much comes back",
    "contribution_whole_note": "Guests are in these figures. What came back lowers the month of its order.",
    "contribution_open_note": "Since {since} is provisional: of these orders goods may still come back.",
    "contribution_add_costs": "What goods cost is not known; --margin 45% or --costs FILE says so.",
    "contribution_note.cm1": (
        "Contribution 1 is net revenue less the cost of goods. --freight, --payment-fee and the like lead on to"
        " contribution 2."
    ),
    "contribution_note.cm2": (
        "Contribution 1 is net revenue less the cost of goods; contribution 2 adds shipping income and takes off"
        " delivery, payment fees and the handling of returns. An order that came back whole still costs these."
    ),
    "contribution_note.cm3": (
        "Contribution 3 takes off what was spent on known customers; it is of no single order, so that months,"
        " channels and categories end before it."
    ),
    "contribution_covered_note": (
        "Cost is known for {share} of net sales; the rest is taken to cost as much on average."
    ),
    "returns_late_note": (
        "{share} of returns came later than {days} days after the order: --return-window says how long they may."
    ),
    "returns_expected_note": (
        "Expected: the rate of each order number, drawn towards that of all by as much as its orders leave open."
    ),
}
