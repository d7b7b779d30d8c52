"""Sending money back: a wallet that spends, in a monero-wallet-rpc that is apart from the till's.

`payer.MoneroPayer` is the door. It has a `Holder` open the wallet and has it sign (`signing`). From
then on no wallet is needed: what was signed is handed to a node as it is, and followed there
(`tracing`). A payment is known by the key images that it spends, which are read out of its own
bytes (`blob`). What is signed and not broadcast yet the wallet forgets when it ends, so it is told
each time what to leave alone. `chest` makes the wallet's file.
"""
