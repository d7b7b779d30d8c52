"""Floor 1: what money, invoices and sales are, as pure values and functions.

Knows no clock, no randomness, no network, no disk and no thread: all of these come in as
arguments. Every rule about money lives here.
"""
