"""What customers are worth together, and what a change would be worth."""
