"""The English of the sections on orders, the journey and the newest customers."""

from __future__ import annotations

WORDS = {
    # --- orders
    "section.orders": "Orders",
    "orders_missing": "For order values and frequency, give the orders instead of what compute wrote.",
    "orders_answer": "The {count} orders are worth {aov} each before returns: {units} units of {price}.",
    "orders_answer.one": "The {count} order is worth {aov} before returns: {units} units of {price}.",
    "orders_answer_alone": "The {count} orders are worth {aov} each before returns.",
    "orders_answer_alone.one": "The {count} order is worth {aov} before returns.",
    "orders_later_answer": "A first order is worth {first}, a later one {later}.",
    "purchases_per_year": "purchases a year",
    "purchases_per_year_meaning": (
        "mean of {count} customers observed for a year or longer, their first purchase among them; half make"
        " {median} or fewer"
    ),
    "purchases_per_year_meaning.one": (
        "of {count} customer observed for a year or longer, the first purchase among them"
    ),
    "purchases_per_year_missing": "no customer has been observed for a year yet",
    "order_values_title": "What an order is worth, ex tax and shipping",
    "order_group": "which orders",
    "all_orders": "all",
    "order_first": "first of a customer",
    "order_second": "second",
    "order_third_or_later": "third or later",
    "order_returning": "second or later",
    "order_guest": "of guests",
    "order_not_known": "channel not known",
    "aov_before_returns": "before returns",
    "aov_kept": "kept, after returns",
    "aov_charged": "as charged",
    "median": "median",
    "p90": "90% are below",
    "units_per_order": "units",
    "price_per_unit": "per unit",
    "discount_share": "discount, of list price",
    "discounted": "orders with discount",
    "order_bands_title": "Orders by their value before returns",
    "band_from": "from",
    "band_below": "below",
    "share_of_orders": "of orders",
    "share_of_sales": "of sales",
    "band_sales": "sales",
    "attach_title": "Categories in one order, the highest lift first",
    "bought_with": "with it",
    "orders_with_both": "orders",
    "attach": "have it too",
    "attach_base": "of all orders",
    "lift": "lift",
    "orders_note": (
        "Before returns: goods after discounts, over all valid orders; units times price is that value. Kept,"
        " after returns: over the orders of which something was kept. As charged: tax and shipping included."
        " Orders of one day have one number; a price cut that is in no discount column cannot be seen."
    ),
    "attach_note": (
        "Lift: the share of orders with the first category that have the second too, over that of all orders;"
        " above 1 is more than chance. Where most orders hold one category it is below that for nearly all pairs:"
        " compare pairs. Pairs in fewer than 30 orders are left out."
    ),
    # --- journey
    "section.journey": "Journey",
    "journey_missing": "For the journey from order to order, give the orders instead of what compute wrote.",
    "journey_too_young": "Nobody bought first as long as a year ago: the journey needs time.",
    "journey_answer": (
        "{second} of {count} customers bought again within a year of their first purchase, half of them within"
        " {days} days; of those of them who were seen for two years, {third} went on to a third within a year of"
        " it."
    ),
    "journey_answer.one": (
        "{second} of {count} customer bought again within a year of the first purchase, after {days} days, and"
        " {third} went on to a third within a year of that."
    ),
    "journey_second_answer": (
        "{second} of {count} customers bought again within a year of their first purchase, half of them within"
        " {days} days."
    ),
    "journey_second_answer.one": (
        "{second} of {count} customer bought again within a year of the first purchase, after {days} days."
    ),
    "journey_none_answer": "Nobody of {count} customers bought again within a year of the first purchase.",
    "journey_none_answer.one": "The {count} customer did not buy again within a year of the first purchase.",
    "journey_title": "From the first purchase to the third, by what the first was of",
    "began_with": "began with",
    "category_not_known": "category not known",
    "second_orders": "bought again",
    "went_on_to_second": "second",
    "days_to_second": "days to it",
    "asked_for_third": "seen long enough",
    "third_orders": "bought a third time",
    "went_on_to_third": "third",
    "days_to_third": "days to third",
    "journey_note": (
        "Customers whose first purchase lies a year back or more, without those of the first months who may have"
        " bought before the data begin. Second: bought on another day within a year. Third: of those who did and"
        " whose first purchase lies two years back, who bought again within a year of the second. Days are"
        " medians of those who went on. The category is that of the dearest goods of the first day."
    ),
    "journey_rest_note": "{count} smaller categories are not shown; they are in the first row.",
    "journey_rest_note.one": "{count} smaller category is not shown; it is in the first row.",
    # --- newest
    "section.newest": "Newest customers",
    "newest_missing": "To hold the newest customers against earlier ones, give the orders.",
    "newest_too_young": (
        "Fifteen months of new customers, each observed for a month and until their returns were over, are needed"
        " to hold the newest against earlier ones."
    ),
    "newest_alarm.revenue": (
        "Alarm: customers won from {from} to {to} brought {value} each in net revenue in their first {days} days,"
        " those of the year before them {before}; the difference lies between {low} and {high}."
    ),
    "newest_alarm.contribution": (
        "Alarm: customers won from {from} to {to} brought {value} each in contribution in their first {days}"
        " days, those of the year before them {before}; the difference lies between {low} and {high}."
    ),
    "newest_quiet.revenue": (
        "No alarm: customers won from {from} to {to} brought {value} each in net revenue in their first {days}"
        " days, those of the year before them {before}; at no age are they worth less than chance and season"
        " explain."
    ),
    "newest_quiet.contribution": (
        "No alarm: customers won from {from} to {to} brought {value} each in contribution in their first {days}"
        " days, those of the year before them {before}; at no age are they worth less than chance and season"
        " explain."
    ),
    "newest_title.revenue": "Net revenue per new customer, the newest three months beside the year before them",
    "newest_title.contribution": (
        "Contribution per new customer, the newest three months beside the year before them"
    ),
    "newest_from": "won from",
    "newest_to": "to",
    "brought_each.revenue": "net revenue each",
    "brought_each.contribution": "contribution each",
    "year_before_them": "year before them",
    "newest_difference": "difference",
    "low_95": "from, 95%",
    "high_95": "to, 95%",
    "same_months_last_year": "same months, last year",
    "newest_note": (
        "Each age shows the last three months all of whose customers were observed so long and until their"
        " returns were over, beside the twelve months before them at the same age. The 95% interval goes by how"
        " customers differ, or months where they differ more. An alarm needs all of it below zero, and more than"
        " the same months of the year before had."
    ),
}
