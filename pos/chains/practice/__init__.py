"""A chain that exists only inside this program, with play money: for training and a first run.

`chain.PracticeChain` is watched like any other; its further methods are the customer and the
miner. `coins` declares the play money, its addresses and its payment requests; `payer` is the
shop's refund wallet there.
"""
