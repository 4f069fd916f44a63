"""What customers buy: first products, products of the valuable, sizes."""
