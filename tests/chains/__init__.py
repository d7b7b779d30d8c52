"""Mirrors pos/chains."""
