"""Floor 4: retail use-cases. Its door is `till.Till`; it knows the engine and the domain.

Carts live in the window until they are charged or held; from then on the sale is on disk.
"""
