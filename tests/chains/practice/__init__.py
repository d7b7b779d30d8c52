"""The practice chain behaves like a chain."""
