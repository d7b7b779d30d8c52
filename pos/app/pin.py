"""`florin pin`: the owner of the machine sets the manager's PIN, beside an open till or without."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pos.app.clock import SystemClock
from pos.storage.side_door import open_side_door
from pos.till.pin import SALT_BYTES, Pin


async def change_pin(folder: Path, typed: str) -> None:
    """Set it in this folder's database. Raises Refused: invalid_pin, no_database, other_version."""
    with _pin_in(folder) as pin:
        await pin.change(typed)


async def recover_pin(folder: Path, code: str, typed: str) -> None:
    """Set it for who has the code of the recovery sheet. Raises Refused, for a wrong code, too."""
    with _pin_in(folder) as pin:
        await pin.recover(code, typed)


@contextmanager
def _pin_in(folder: Path) -> Iterator[Pin]:
    door = open_side_door(folder / "florin.db")
    try:
        salt = partial(secrets.token_bytes, SALT_BYTES)
        yield Pin(door.shelf, SystemClock(), salt, may_choose=False)
    finally:
        door.close()
