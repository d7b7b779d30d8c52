"""Floor 2: the chains that can be watched, and what is declared of each coin.

Doors: `registry.find_coins`, `keys.XpubWallet`, `evm.chain.EvmChain`, `practice.chain`.
It knows only the domain: never an invoice's rules, storage, another adapter or Qt. `web3` is
imported inside functions, because it costs over a second and not every till watches an EVM chain.
"""
