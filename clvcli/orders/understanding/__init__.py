"""From raw tables to typed rows: what each column is, and how its values are written."""
