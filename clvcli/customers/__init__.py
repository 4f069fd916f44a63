"""One row per customer: purchase history and cohorts."""
