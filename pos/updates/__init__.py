"""Floor 2: what the program's publisher says of newer versions, if the owner wants to be told.

Doors: `Place` reads what lies at an address, `manifest.read` believes only what the publisher's
key signed. Nothing here downloads a program, and nothing is asked that was not switched on.
"""
