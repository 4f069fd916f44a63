"""Tiers and RFM: every customer in exactly one segment of each scheme."""
