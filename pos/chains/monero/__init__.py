"""Monero: payments to subaddresses, seen with the private view key and nothing that can spend.

Three programs take part. A node (`daemon`) knows the chain and the pool; monero-wallet-rpc
(`wallet`), started by us (`program`) or by the merchant, finds what is ours in them; `reading`
compares the two, because the wallet hides double spends and what has vanished. An address stands
for itself: `subaddress` derives each one here as well, so that no program can slip in its own.

`paying` sends money back, from another wallet in a program of its own.
"""
