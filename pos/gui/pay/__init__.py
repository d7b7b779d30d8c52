"""The pay pane: one live invoice, its code, and what the cashier may do about it."""
