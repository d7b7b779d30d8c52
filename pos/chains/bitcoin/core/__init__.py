"""A node of the shop's own: Bitcoin Core and the many programs that speak like it.

The node needs no wallet and no index: blocks and pool are read and compared here. It is believed
about which chain is the longest and what is in its pool, and about nothing that can be checked.
"""
