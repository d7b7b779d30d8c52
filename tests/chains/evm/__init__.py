"""Mirrors pos/chains/evm."""
