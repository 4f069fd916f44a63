"""Files beside the orders: costs, products and customers, joined by key; what found nothing is counted."""
