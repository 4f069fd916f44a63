"""Who comes back: cohorts, curves, the order ladder, lapse, contracts."""
