"""What the money of a line is: which column, discount and tax out, rounded once."""
