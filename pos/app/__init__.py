"""Floor 6: the composition root. The only floor that knows every other one.

`cli` reads the command line, `config` the settings, `profile` the folder they live in; `places`
says which chains they mean and `families` how each kind of chain is wired; `build` assembles a
shop; `headless` and `desktop` run it without and with a window. `check` and `wallets` serve the
owner beside it.
"""
