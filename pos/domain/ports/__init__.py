"""What the engine asks of the world: small Protocols that the adapters fill.

The engine and the till get these as arguments and never import an adapter.
"""
