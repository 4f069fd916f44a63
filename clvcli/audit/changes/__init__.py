"""What changed between two years of a shop, and who made the difference."""
