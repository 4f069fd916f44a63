"""What winning customers costs, what they are worth, and when they have paid back."""
