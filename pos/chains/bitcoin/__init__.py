"""Bitcoin and its kin: Litecoin, Dogecoin, Bitcoin Cash.

One set of rules (`network`, `address`, `tx`, `headers`), two ways to read a chain: `core` asks a
node of the shop's own, `electrum` several servers of other people, believing none of them alone.
"""
