"""Sending money back: wallets of the shop's that sign, and how the chain is asked and told.

`payer.BitcoinPayer` is the door. It stands on a `Holder`, who has the money (`seed`: keys of
Florin's own, `node`: the wallet of the shop's node), and on a `Reach`, through which the chain is
asked and told (`core`: the shop's node, `electrum`: servers of strangers, of whom enough must agree
on what they cannot prove). What a payment is made of is decided by pure functions (`choosing`,
`draft`, `size`). Where the owner's own wallet pays, `psbts` writes what it is to sign.

A wallet of Florin's own has one address to be filled up at and `account.CHANGE` more for change,
which are used in turn: any other wallet finds all of them by the words alone, and nothing has to be
remembered beside the words.
"""
