"""Floor 6: the composition root. The only floor that knows every other one.

`cli` reads the command line, `config` the settings, `profile` the folder they live in; `build`
assembles a shop; `headless` and `desktop` run it without and with a window.
"""
