"""The shop as a whole: who comes back, what winning customers costs, what changed, what would change it."""
