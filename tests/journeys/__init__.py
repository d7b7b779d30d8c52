"""Whole flows through the real program: its window on a real display, its doors from a browser."""
