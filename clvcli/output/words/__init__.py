"""What the reports say, in each language: words for keys, and how figures are written."""
