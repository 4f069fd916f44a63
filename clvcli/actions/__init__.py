"""What to do about customers: the action book, whom to win back, whom to protect, rewards, and a budget."""
