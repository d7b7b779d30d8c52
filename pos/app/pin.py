"""`florin pin`: the owner of the machine sets the manager's PIN, beside an open till or without."""

import secrets
from functools import partial
from pathlib import Path

from pos.app.clock import SystemClock
from pos.storage.side_door import open_side_door
from pos.till.pin import SALT_BYTES, Pin


async def change_pin(folder: Path, typed: str) -> None:
    """Set it in this folder's database. Raises Refused: invalid_pin, no_database, other_version."""
    door = open_side_door(folder / "florin.db")
    try:
        salt = partial(secrets.token_bytes, SALT_BYTES)
        await Pin(door.shelf, SystemClock(), salt, may_choose=False).change(typed)
    finally:
        door.close()
