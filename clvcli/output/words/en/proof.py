"""English words of the sections that prove the rest: the data, the method, what the words mean."""

from __future__ import annotations

WORDS = {
    # --- data
    "data_missing": "To account for rows and money, give the orders instead of what compute wrote.",
    "said": "{text}",
    "rows_title": "What became of the rows",
    "fate": "fate",
    "rule": "rule",
    "rows": "rows",
    "orders": "orders",
    "money_of_rows": "net of refunds",
    "read": "read",
    "accepted": "accepted",
    "excluded": "excluded",
    "rejected": "rejected",
    "rows_answer": "Of {count} rows read, {accepted} are accepted; each of the others is named below.",
    "rows_answer.one": "{count} row was read, {accepted} is accepted.",
    "rows_answer_none": "Of {count} rows read, none is accepted.",
    "guests_answer": (
        "Guests brought {share} of net revenue: they are in these totals and not in the figures of customers."
    ),
    "grade_answer": "The data have grade {grade}; lowest of what is graded: {weakest}.",
    "grade_answer_best": "The data have grade {grade} in all that is graded.",
    "data_grade": "data grade",
    "data_grade_meaning": "the lowest of the grades that follow; A is the best and D the last",
    "grade_guests": "bought by guests",
    "grade_guests_meaning": (
        "of net revenue, in no figure of customers: {grade} (A up to {a}, B up to {b}, C up to {c})"
    ),
    "grade_rejected": "rows rejected",
    "grade_rejected_meaning": "of the rows read: {grade} (A up to {a}, B up to {b}, C up to {c})",
    "grade_costs": "cost of goods known",
    "grade_costs_meaning": "of net sales: {grade} (A from {a}, B from {b})",
    "grade_costs_margin_meaning": "one margin stands for all goods: {grade}",
    "grade_costs_none_meaning": "no cost is known, so that value is net revenue: {grade}",
    "grade_tax": "tax",
    "grade_tax_meaning": "whether amounts hold it: {grade}",
    "grade_span": "days of orders",
    "grade_span_meaning": "from the first to the as-of date: {grade} (A from {a}, B from {b}, C from {c})",
    "grade_returns": "returned",
    "grade_returns_meaning": "of net sales: {grade}",
    "grade_returns_none_meaning": "no return is in the orders, which exports often leave out: {grade}",
    "is_known": "known",
    "one_margin": "one margin",
    "ladder_title": "From gross sales to net revenue, guests included",
    "ladder_title_in": "From gross sales to net revenue in {currency}, guests included",
    "step": "step",
    "lines": "lines",
    "amount": "amount",
    "share_of_net_revenue": "share of net revenue",
    "gross": "gross sales",
    "discounts": "- discounts",
    "net_sales": "= net sales",
    "refunds_of_orders": "- refunds of orders",
    "refunds_of_none": "- refunds that name no order",
    "net_revenue": "= net revenue",
    "guests": "of which guests",
    "shipping_and_other": "beside it: shipping and other",
    "decided_answer": "What neither the data nor an option told was taken as usual: those rows say default.",
    "decided_answer_all": "All of it was told by the data or by options.",
    "decided_note": (
        "Detected: by all values of a file or column. Set: by an option or a file of settings. Default: as usual,"
        " where nothing told."
    ),
    "decided_missing": "To see how the data were read, give the orders instead of what compute wrote.",
    "subject": "subject",
    "decided_value": "value",
    "how": "how",
    "because": "because",
    "source": "file",
    "detected": "detected",
    "set": "set",
    "default": "default",
    # --- method
    "method": "method",
    "note": "note",
    "method_answer": "What customers do in the next {horizon} is expected by {method}.",
    "method_answer_curve": (
        "No model could be told from these orders; customers are expected to do in the next {horizon} what earlier"
        " customers of the same age and number of purchases did."
    ),
    "method_answer_none": "There is no forecast: {reason}.",
    "method_answer_past": "There is no forecast.",
    "repeat_buyers": "repeat buyers",
    "repeat_buyers_meaning": "have bought on a second day; the model learns from them",
    "span_days": "days of orders",
    "span_days_meaning": "from the first order to the as-of date",
    "return_rate": "return rate",
    "return_rate_meaning": "of net sales of kept orders has been returned, and is taken off what is expected",
    "beyond_36m": "beyond 36 months",
    "beyond_36m_meaning": "of the value of the base is expected later than 36 months from now",
    "cost_known": "cost known",
    "cost_known_meaning": "of net revenue; the rest is taken to cost as much on average",
    "methods_title": "Customers by method",
    "parameter": "parameter",
    "parameters_title": "Parameters, time in weeks",
    "reasons_title": "Why this predicts",
    "why": "step by step",
    "models_title": "Models that were tried, the likeliest first",
    "model": "model",
    "parameters": "parameters",
    "log_likelihood": "log-likelihood",
    "ratio": "gain over NBD",
    "bic": "BIC",
    "deviance": "deviance",
    "at_boundary": "left open",
    "method_note": (
        "Expected values are means over what may happen: one customer may do otherwise, while for many together"
        " luck evens out and the doubt about the parameters and the times stays."
    ),
    "no_cost": "Not known: costs. Customers are compared by net revenue, not by what is left of it.",
    "tax_unknown": "Not known: whether amounts hold tax. They stand as printed.",
    # --- definitions
    "settings_answer": "This report was made by clvcli {version}, with the settings below.",
    "version": "version",
    "version_meaning": "of clvcli, which made this report",
    "settings_title": "Settings of this report, those left as they are included",
    "setting": "setting",
    "setting_value": "value",
    "setting_source": "from",
    "as_of_definition": "As of: the day of the last order, unless set; nothing later is known or used.",
    "kept_order_definition": (
        "Kept order: valid, and more is left of it after returns than nothing. Counts rest on these."
    ),
    "purchase_definition": "Purchase: all kept orders of a customer on one day.",
    "net_revenue_definition": (
        "Net revenue: merchandise after discounts and returns, without shipping; returns belong to the day of their"
        " order."
    ),
    "residual_definition": (
        "Expected: from the as-of date on and discounted, without what was already earned and what the customer"
        " cost to win."
    ),
    "rfm_definition": (
        "R, F, M: days since the last kept order, kept orders and net revenue of the last 24 months, each scored in"
        " fifths. Equal values get equal scores, so the fifths are not equal in size."
    ),
    "repurchase_definition": (
        "A shop does not see a customer leave: repurchase is what has been seen in a stated window."
    ),
}
