"""The Electrum protocol: a chain read from several servers of strangers, without a node.

`chain.ElectrumChain` is the door, `servers.DEFAULT_SERVERS` whom to ask. Every live address is
watched at every connected server, so that two that agree remain when one fails. What can be
proven is believed from anybody who proves it (headers by their work, payments in blocks by merkle
branches); what cannot be proven counts only as far as several say so; and what several say while
one proves otherwise names the liar.

Source: the Electrum protocol's documentation, version 1.4.
"""
