"""How customers buy: orders and what they are made of, journeys, groups compared."""
