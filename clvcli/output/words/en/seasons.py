"""The English of the sections on seasons and on planning for them."""

from __future__ import annotations

WORDS = {
    # --- months
    "month": "month",
    "month_1": "January",
    "month_2": "February",
    "month_3": "March",
    "month_4": "April",
    "month_5": "May",
    "month_6": "June",
    "month_7": "July",
    "month_8": "August",
    "month_9": "September",
    "month_10": "October",
    "month_11": "November",
    "month_12": "December",
    # --- seasons
    "section.seasons": "Seasons",
    "seasons_missing": "For the seasons of months and customers, give the orders instead of what compute wrote.",
    "seasons_too_short": "Seasons take two years of orders, so that each month came twice: add earlier exports.",
    "seasons_nothing_kept": "No order of these years was kept, so that no month sells more than another.",
    "seasons_answer": ("{best} sells {best_index} times what an average month does, {worst} {worst_index} times."),
    "season_customers_answer": "Customers of spring and summer: {SS}; of autumn and winter: {AW}.",
    "month_index_title": "Each month against an average one of its year",
    "month_of_year": "month",
    "season_of_month": "season",
    "index_of_orders": "orders",
    "index_of_revenue": "net revenue",
    "category_seasons_title": "When each category sells",
    "sold_in_spring": "in spring and summer",
    "best_month": "best month",
    "best_month_index": "its index",
    "worst_month": "worst month",
    "worst_month_index": "its index",
    "season_profiles_title": "The season customers buy in",
    "buys_in": "buys mostly in",
    "of_customers": "of customers",
    "SS": "spring, summer",
    "AW": "autumn, winter",
    "season_SS": "spring and summer",
    "season_AW": "autumn and winter",
    "season_both": "both",
    "season_unknown": "too little known",
    "season_index_note": (
        "Index: what a month sold over the average month of its year, averaged over {years} whole years, {first} to"
        " {last}; an average month is one. In spring and summer: of the units kept in these years. Guests"
        " count too."
    ),
    "season_profile_note": (
        "Spring and summer are {first} to {last} (--spring-summer says otherwise). A customer of a season makes"
        " three in four purchases in it; with fewer than {least} purchases, or less than a year after the first,"
        " too little is known."
    ),
    # --- planning
    "section.planning": "Planning",
    "planning_missing": "For a plan of the seasons to come, give the orders instead of what compute wrote.",
    "planning_nothing": (
        "A plan takes a forecast of purchases that looks as far as the end of the next season, and such a season in"
        " the orders from its first day to its last: add earlier exports."
    ),
    "planning_answer.one": (
        "For {season}, today's customers are expected to buy and keep {count} unit ({low} to {high}), for which"
        " {sold} must be sold."
    ),
    "planning_answer": (
        "For {season}, today's customers are expected to buy and keep {count} units ({low} to {high}), for which"
        " {sold} must be sold."
    ),
    "planning_tried_answer": (
        "Made at the end of {cut} for {season}, the plan would have come to {ratio} of the {actual} units those"
        " customers kept, missing by {error} by category and size; the season before, repeated, to {naive_ratio},"
        " missing by {naive_error}."
    ),
    "season_plans_title": "Units expected of today's customers, by season",
    "season_plan_title": "Units to plan for {season}, by category and size",
    "planned_season": "season",
    "planned_units": "units kept",
    "plan_low": "from, 80%",
    "plan_high": "to, 80%",
    "planned_sold": "to be sold",
    "known_last_season": "year before, customers then",
    "new_last_season": "year before, new and guests",
    "all_sizes": "all",
    "no_size": "without size",
    "plan_backtest_title": "The plan for {season} as of {cut}, against what was bought",
    "bought_by": "bought by",
    "units_of_known": "customers of that day",
    "units_of_all": "everybody",
    "actually_kept": "units kept",
    "planned": "units planned",
    "planned_ratio": "planned, of kept",
    "repeated_ratio": "season before, of kept",
    "planned_error": "plan missed by",
    "repeated_error": "season before missed by",
    "cells_inside": "sizes within 80%",
    "planning_note": (
        "Purchases the forecast expects of each customer in the season, times the units of a category in a"
        " purchase: the customer's own, as far as they are known, else everybody's, and those of such a season;"
        " over sizes as customers kept them in the last 24 months. To be sold: before what comes back. Only of"
        " today's customers: add new ones and guests, who bought what the last column says in the same season a"
        " year before; it is empty where that season is not over."
    ),
    "planning_interval_note": (
        "80%: chance, what such forecasts miss totals by, and by how much categories and sizes have changed from a"
        " season to the next of its kind."
    ),
    "planning_tried_note": (
        "Everybody: for new customers and guests the plan repeats the season before. Missed by: differences of all"
        " sizes, of what was kept."
    ),
}
