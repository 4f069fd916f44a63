"""Holdout, baselines, scores, verdict."""
