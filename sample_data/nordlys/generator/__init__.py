"""Nordlys, an invented Danish and Swedish fashion shop: its goods, its people, its trade, its files."""
