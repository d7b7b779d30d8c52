"""One coin, one file: each declares `COIN` and is found by `registry.find_coins`."""
