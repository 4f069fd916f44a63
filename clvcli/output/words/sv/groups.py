"""The English of the sections on groups compared and on contracts."""

from __future__ import annotations

WORDS = {
    # --- groups
    "section.groups": "Groups compared",
    "group_of": "{column}",
    "groups_title": "Customers by {column}",
    "others": "all others",
    "not_known": "not known",
    "low_80": "from, 80%",
    "high_80": "to, 80%",
    "mean_to_date": "to date",
    "mean_to_come": "to come",
    "mean_value_total.revenue": "worth each, revenue",
    "mean_value_total.contribution": "worth each, contribution",
    "mean_value_to_date.revenue": "brought each, revenue",
    "mean_value_to_date.contribution": "brought each, contribution",
    "repurchase_12m_short": "bought again, 12 months",
    "matched": "compared",
    "matched_difference": "beside others",
    "groups_more_answer": (
        "Customers with {column} {group} are worth more each than others won in the same months: {difference},"
        " and between {low} and {high} with 80% confidence. That is an association: they may have differed"
        " before."
    ),
    "groups_less_answer": (
        "Customers with {column} {group} are worth less each than others won in the same months: {difference},"
        " and between {low} and {high} with 80% confidence. That is an association: they may have differed"
        " before."
    ),
    "groups_few_answer": (
        "No group of {column} has 30 customers who can be compared with others won in the same months."
    ),
    "groups_level_answer": (
        "No group of {column} differs from the others won in the same months by more than chance explains."
    ),
    "groups_words_note": (
        "Groups are the words of the column, without regard to case; the rare ones stand together."
    ),
    "groups_marks_note": "Groups are the marks of the column.",
    "groups_promoters_note": "Marks from 0 to 10 stand in the bands of the net promoter score: 0-6, 7-8 and 9-10.",
    "groups_fifths_note": "Groups are fifths of the customers by the number; equal numbers are in one group.",
    "groups_note": (
        "Bought again: in the last 12 months, of those who bought in the year before. Beside others: the"
        " difference to all other customers who first bought in the same month, months weighted by all who came"
        " in them; compared are those with others in their month. Intervals hold 80%, normal, by the spread"
        " within groups and months. Who joins or is satisfied may have differed before: nothing here says that"
        " the one makes the other."
    ),
    # --- contracts
    "section.contracts": "Contracts",
    "contracts_none": "No contract begins before the day of analysis.",
    "contracts_running": "running contracts",
    "contracts_running_meaning": "of {count} that ever began; contracts that follow within a month are one",
    "sbg_alpha": "alpha",
    "sbg_beta": "beta",
    "sbg_alpha_meaning": (
        "of the sBG model, standard error {error}; alpha / (alpha + beta) leave at the first decision"
    ),
    "sbg_beta_meaning": "of the sBG model, standard error {error}",
    "sbg_alpha_unsure_meaning": "of the sBG model; the data do not say how sure it is",
    "sbg_beta_unsure_meaning": "of the sBG model; the data do not say how sure it is",
    "contracts_year_answer": (
        "{share} of {count} contracts that ran at the start of the year from {period} still ran at its end."
    ),
    "contracts_quarter_answer": (
        "{share} of {count} contracts that ran at the start of the quarter from {period} still ran at its end."
    ),
    "contracts_ahead_answer": (
        "Of {count} contracts that run today, {share} are expected to be renewed next time (80% interval {low} to"
        " {high})."
    ),
    "contracts_by_period_title": "Contracts by calendar period",
    "period_from": "from",
    "at_risk_contracts": "running before",
    "ended_of_them": "ended of them",
    "new_contracts": "new",
    "running_at_end": "running at end",
    "stayed": "stayed",
    "contracts_by_tenure_title": "By decision to renew; a contract runs for {length}",
    "decision_number": "decision",
    "asked_to_renew": "asked",
    "did_not_renew": "left",
    "renewed": "renewed",
    "still_there": "still there",
    "fitted_retention": "renewed, by sBG",
    "fitted_survival": "still there, by sBG",
    "contracts_ahead_title": "The contracts of today, projected",
    "periods_ahead": "decisions ahead",
    "expected_running": "expected to run",
    "share_of_running": "of today's",
    "contracts_note": (
        "A contract runs for {length} until it is renewed. Still there: of all who began, those not asked so"
        " often yet counted as far as they were (Kaplan-Meier). Contracts of one customer that overlap, or follow"
        " within a month, are one."
    ),
    "contracts_model_note": (
        "The share that renews rises with tenure because those likely to leave do so early (sBG of Fader and"
        " Hardie); the rate of the first decision, kept constant, would undervalue everybody who has stayed."
        " Intervals hold 80% of what may happen: who leaves is chance, and alpha and beta are not known for sure."
    ),
    "contracts_boundary_note": "The model is not settled by the data: {reason}.",
    "contracts_unfitted_note": "There is no projection: {reason}.",
}
