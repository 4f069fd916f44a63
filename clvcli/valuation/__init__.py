"""Purchases x value x margin x discount -> money."""
