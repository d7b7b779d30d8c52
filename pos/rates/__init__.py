"""Floor 2: what coins cost, from a fixed list or from a service, and never older than promised.

Door: `RateBoard` (fills `domain.ports.Rates`). It answers from memory; the owner of the program
runs `keep_fresh` beside it.
"""
