"""The English of the section that says whether the forecast can be trusted."""

from __future__ import annotations

WORDS = {
    "section.trust": "Can the forecast be trusted",
    "section.verdict": "Verdict",
    "backtest_title": "How near the forecast would have come",
    "trust_cut": "orders up to {cut} known, the {days} days after held out",
    "trust_cuts": "{folds} cuts, the last after {cut}, {days} days held out each time",
    "trust_customers": "{count} customers known at the last cut",
    "trust_customers.one": "{count} customer known at the last cut",
    "trust_missing": "To hold the forecast against what came, give the orders instead of what compute wrote.",
    "trust_not_judged": "Not known: {reason}.",
    "trust_no_forecast": "There is no forecast to hold against what came.",
    "trust_nothing_bought": "Nothing was bought in the window, so no forecast can be judged by it.",
    "auto": "The forecast",
    "trust_totals_better": (
        "{model} told the orders to within {orders} and net revenue to within {spend}; the naive rule that comes"
        " nearest, {rule}, to within {rule_orders} and {rule_spend}."
    ),
    "trust_totals_level": (
        "{model} told the orders to within {orders} and net revenue to within {spend}; the naive rule {rule} does"
        " as well, to within {rule_orders} and {rule_spend}."
    ),
    "trust_totals_worse": (
        "{model} missed the orders by {orders} and net revenue by {spend}; the naive rule {rule} comes nearer to"
        " both together, by {rule_orders} and {rule_spend}: for totals do not rely on the model alone."
    ),
    "trust_ranking_better": (
        "It ranks customers better than any naive rule: Gini {own}, the best of them, {rule}, {best}."
    ),
    "trust_ranking_level": "It ranks customers no better than {rule}: Gini {own} against {best}.",
    "trust_ranking_worse": (
        "It ranks customers worse than {rule}, Gini {own} against {best}: to choose among customers, use that."
    ),
    "missed_orders": "orders missed by",
    "missed_orders_meaning": "of the orders that came; by {rule} {missed}",
    "missed_spend": "net revenue missed by",
    "missed_spend_meaning": "of the net revenue that came; by {rule} {missed}",
    "forecaster": "forecast",
    "chosen": "used",
    "orders_ratio": "orders, of actual",
    "spend_ratio": "revenue, of actual",
    "spend_mae": "off per customer",
    "top_20": "held by top 20%",
    "gini_short": "Gini",
    "rank_correlation": "rank corr.",
    "accuracy": "rightly told",
    "brier": "Brier",
    "coverage": "in 80% interval",
    "totals": "totals, naive beside it",
    "ranking": "ranking, naive beside it",
    "better": "better",
    "level": "level",
    "worse": "worse",
    "trust_compared_title": "The forecast and naive rules beside what came",
    "trust_folds_title": "The same forecast at each cut",
    "trust_deciles_title": "Tenths of customers by expected net revenue, the best first; means per customer",
    "cut": "last known day",
    "orders_predicted": "orders expected",
    "orders_actual": "orders made",
    "spend_predicted": "net revenue expected",
    "spend_actual": "net revenue brought",
    "trust_new_note": (
        "{count} customers who first bought after the last cut are in no figure: nobody could have expected them."
    ),
    "trust_new_note.one": (
        "{count} customer who first bought after the last cut is in no figure: nobody could have expected them."
    ),
    "trust_columns_note": (
        "Of actual: the total expected over the total that came. Held by top 20%: their share of the net revenue"
        " that came, by rank. Gini: 1 where the ranking is perfect, 0 where it is chance. Rightly told: who buys"
        " again and who does not."
    ),
    "trust_rules_note": (
        "Naive rules: last-window repeats what each customer did in as many days before the cut; rate-so-far goes"
        " on at each customer's rate; hiatus does so where the last purchase is less than nine months old;"
        " cohort-mean expects what customers one window older did at that age; past-spend only ranks, by net"
        " revenue to date."
    ),
    "trust_method_note": "The forecast was made by {method}, chosen from what was known before the last cut:",
    "trust_because_note": "{reason}.",
    "trust_left_out_note": "Not in the table: {reason}.",
}
