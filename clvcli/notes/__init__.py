"""What is said beside a result: facts, doubts and choices that do not stop the run.

A note has a stable code, a text (lower case, no full stop, never the value of an id), and whether
it changes money: off a terminal only such notes are printed, and `--strict` turns them into exit 65.
"""

from clvcli.notes.acquisition import (
    spend_added_up,
    spend_months_apart,
    spend_not_matched,
    spend_of_some,
)
from clvcli.notes.actions import rewards_of_revenue, uplift_assumed
from clvcli.notes.attached import (
    contracts_overlap,
    costs_above_price,
    customers_disagree,
    customers_excluded,
    not_in_file,
    not_in_order_lines,
)
from clvcli.notes.audiences import (
    consents_read,
    few_held_out,
    malformed_phones,
    members_without_orders,
    nobody_exported,
    short_lists,
)
from clvcli.notes.base import Note, of_group
from clvcli.notes.costs import channels_without_cost, customer_costs_later, customer_costs_unmatched
from clvcli.notes.customers import as_of_long_after, refunds_after
from clvcli.notes.forecasts import (
    by_cohort_curve,
    fitted_apart,
    further_than_seen,
    model_of_another_time,
    no_forecast,
    not_judged,
    ranked_by_past,
    rule_was_nearer,
    saved_without,
    taken_to_stay,
)
from clvcli.notes.money import old_rates, rates_not_proved, tax_unknown
from clvcli.notes.orders import (
    identical_lines,
    identical_rows,
    loose_credit_notes,
    orders_alike,
    orders_over_days,
    refunds_untold,
    repeated_orders,
    replaced_by_less,
    shared_numbers,
    unknown_line_types,
)
from clvcli.notes.people import (
    GUESTS_SAID,
    clusters_apart,
    collective_customer,
    guests,
    id_per_order,
    merged_ids,
    no_buyers,
    relay_addresses,
)
from clvcli.notes.reading import (
    contradicted_companion,
    files_left_out,
    idle_companion,
    option_unused,
    rejected_rows,
    unverified_format,
    without_companion,
)
from clvcli.notes.rhythm import silence_by_rule
from clvcli.notes.spend import (
    bought_at_a_loss,
    cost_estimated,
    mean_spend_used,
    paid_nothing,
    spend_depends_on_frequency,
)

__all__ = [
    "GUESTS_SAID",
    "Note",
    "as_of_long_after",
    "bought_at_a_loss",
    "by_cohort_curve",
    "channels_without_cost",
    "clusters_apart",
    "collective_customer",
    "consents_read",
    "contracts_overlap",
    "contradicted_companion",
    "cost_estimated",
    "costs_above_price",
    "customer_costs_later",
    "customer_costs_unmatched",
    "customers_disagree",
    "customers_excluded",
    "few_held_out",
    "files_left_out",
    "fitted_apart",
    "further_than_seen",
    "guests",
    "id_per_order",
    "identical_lines",
    "identical_rows",
    "idle_companion",
    "loose_credit_notes",
    "malformed_phones",
    "mean_spend_used",
    "members_without_orders",
    "merged_ids",
    "model_of_another_time",
    "no_buyers",
    "no_forecast",
    "nobody_exported",
    "not_in_file",
    "not_in_order_lines",
    "not_judged",
    "of_group",
    "old_rates",
    "option_unused",
    "orders_alike",
    "orders_over_days",
    "paid_nothing",
    "ranked_by_past",
    "rates_not_proved",
    "refunds_after",
    "refunds_untold",
    "rejected_rows",
    "relay_addresses",
    "repeated_orders",
    "replaced_by_less",
    "rewards_of_revenue",
    "rule_was_nearer",
    "saved_without",
    "shared_numbers",
    "silence_by_rule",
    "short_lists",
    "spend_added_up",
    "spend_depends_on_frequency",
    "spend_months_apart",
    "spend_not_matched",
    "spend_of_some",
    "taken_to_stay",
    "tax_unknown",
    "unknown_line_types",
    "unverified_format",
    "uplift_assumed",
    "without_companion",
]
