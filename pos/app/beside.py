"""A shop's database for a command, whether the till is open meanwhile or not."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pos.app.profile import sole_use
from pos.domain.errors import Refused
from pos.storage.side_door import SideDoor, open_side_door
from pos.storage.store import Store, open_store


@contextmanager
def opened_beside(folder: Path) -> Iterator[Store | SideDoor]:
    """The database in a folder: made or brought up to date if nobody has it open.

    Raises Refused("other_version") if the program that has it open is an older or a newer one.
    """
    path = folder / "florin.db"
    with ExitStack() as held:
        try:
            held.enter_context(sole_use(folder))
        except Refused as why:
            if why.code != "in_use":
                raise
            opened: Store | SideDoor = open_side_door(path)
        else:
            opened = open_store(path)
        held.callback(opened.close)
        yield opened
