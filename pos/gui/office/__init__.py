"""The office: what the manager sets up, rather than what the cashier sells."""
