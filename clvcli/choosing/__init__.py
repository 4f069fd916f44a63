"""What predicts: models, corrections and rules tried on the end of the user's own orders."""
