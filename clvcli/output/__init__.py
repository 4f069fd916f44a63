"""Every byte that leaves: rows, files, terminal tables, reports, messages."""
