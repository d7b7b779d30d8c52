"""Names for the identities that cross floors, so that one cannot be passed for another."""

from typing import NewType

InvoiceId = NewType("InvoiceId", str)
"""16 lower-case hex digits, random; also the public `id` of the 0xBTCpay protocol."""

SaleId = NewType("SaleId", str)
"""16 lower-case hex digits, random."""

ChainId = NewType("ChainId", str)
"""CAIP-2 name of a chain, such as `eip155:1`; `practice:1` for the simulated one."""

WalletId = NewType("WalletId", str)
"""Stable name of one source of receiving addresses (a fingerprint of its public key)."""
