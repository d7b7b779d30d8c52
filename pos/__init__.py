"""Florin: a merchant's till for crypto money that runs on the merchant's own computer."""
