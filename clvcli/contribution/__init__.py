"""From order lines to what orders leave behind: the money of each order, step by step, down to its contribution."""
