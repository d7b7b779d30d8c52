"""Real chain nodes for the tests: fetched, started, funded and stopped here, always on loopback.

Doors: the fixtures of the `*plugin.py`, and `python -m tests.nodes`, which fetches everything.
It knows nothing of `pos`: what pays the till must not share code with it.
"""
