"""The English of rows: what stands above them and their columns, and how a screen says what it leaves out."""

from __future__ import annotations

WORDS = {
    "context_ordered": "ordered from {since} to {day}",
    "context_formulas": "formulas for comparison: averages of a shop, no customer's value",
    "context_margin": "margin: {basis}",
    # --- what a screen leaves out
    "rows_cut": "{shown} of {all} {noun}; -o FILE for all",
    "columns_cut": "{count} columns not shown; --wide for all",
    "columns_cut.one": "{count} column not shown; --wide for all",
    # --- what rows are, many of them
    "segments": "segments",
    "order lines": "order lines",
    "moves": "moves",
    "pairs": "pairs",
    "scores": "scores",
    "formats": "formats",
    "formulas": "formulas",
    # --- schemes, as --scheme names them
    "tiers": "tiers",
    "rfm": "rfm",
    "grid": "grid",
    "life-cycle": "life cycle",
    "groups": "groups",
    # --- short headings
    "glance.rule": "what is typical",
    "glance.customers_share": "% of all",
    "glance.value_share": "% of value",
    "glance.value_at_risk": "at risk",
    "glance.spend_ceiling": "spend at most",
    # --- cells
    "cell.true": "yes",
    "cell.false": "no",
    "group_1": "group 1",
    "group_2": "group 2",
    "group_3": "group 3",
    "group_4": "group 4",
    "group_5": "group 5",
    "group_6": "group 6",
    "group_7": "group 7",
    "group_8": "group 8",
    "not_predicted": "without a forecast",
    "all orders returned": "all orders returned",
    # --- rules that keep a row out
    "not_a_sale": "not a sale",
    "identical_row": "identical row",
    "repeated_order": "repeated order",
    "excluded_customer": "excluded customer",
    "cancelled": "cancelled",
    "unpaid": "unpaid",
    "failed": "failed",
    "draft": "draft",
    "test": "test",
    "adjustment": "adjustment",
    "zero_value": "zero value",
    # --- levers and headings that other rooms have in sentences alone
    "margin": "margin",
    "returns": "returns",
    "channel": "channel",
    "category": "category",
}
