"""Ethereum and every chain that speaks like it: the native coin and ERC-20 tokens.

A look reads blocks, logs, pending transactions and balances over plain JSON-RPC and matches them
in memory. Responses are never decoded by web3, whose log decoding alone would take half a second
a block; `provider` hands each result on as the raw JSON it came in. Whatever a node says is
checked against block hashes, because a node may lag, lie, or be ten nodes behind one name; where
there are several, those that stand by are asked each minute whether they know the same chain.
`web3` is imported by `provider` and `push` alone, its `eth_account` by `signing`, and these three
by `late`, in a thread of its own, only when a chain is opened or a key is needed.

Money is sent by `payer` (refunds) and `mover` (sweeps). What could cost it twice is asked of every
node: which number an account may use next, and what became of a transaction.
"""
