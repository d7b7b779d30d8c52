"""What the counter sells: products, carts, totals, sales and receipts, as pure values."""
