"""Copies of the shop that outlive its machine: made while it sells, tried at once, put back.

A backup is one file: a ZIP with age files in it, which any age program opens with the owner's
passphrase alone. Backups are made for a public key, so that the machine never knows the
passphrase; and for a key that lives only while one is made, so that each is really opened again,
restored into a scratch place and counted before it gets its name.

Doors: `door.Backups` for the running shop, `making.make` and `restoring.restore` for commands.
"""
