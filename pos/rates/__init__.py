"""Floor 2: what coins cost, as several services say, and never older or surer than promised.

Doors: `RateBoard` (fills `domain.ports.RateDesk`) answers from memory; the owner of the program
runs `Market.keep_fresh` beside it. One file for each service.

Only prices that a service gives for the very coin and currency are used: none is worked out from
others, such as francs from dollars. What cannot be noticed here: a coin that only one service
knows, whose price is wrong from the first answer on (another currency's, say) and stays so.
"""
