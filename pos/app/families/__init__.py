"""One file for each family of chains: from settings to a chain, a wallet and things to try.

`family` says what such a file gives; `pos.app.coins` asks the one that a chain belongs to.
"""
