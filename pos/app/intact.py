"""Whether a shop still has what it had: an empty till must not open in the place of a lost one."""

from pathlib import Path
from typing import Final

from pos.domain.errors import Corrupt

_SIGN: Final = "postback.key"
"""Made at the first start, after the database: where it is, there was one."""


def has_lost_records(folder: Path) -> bool:
    """Whether a shop that has run before has no records any more."""
    database = folder / "florin.db"
    journal = folder / "florin.db-wal"
    is_empty = not database.exists() or not (database.stat().st_size or _size(journal))
    return is_empty and (folder / _SIGN).exists()


def refuse_lost_records(folder: Path) -> None:
    """Raise Corrupt for such a shop.

    With new records it would show the addresses of earlier customers once more, and take what
    they pay for what others owe.
    """
    if has_lost_records(folder):
        raise Corrupt(
            f"The records of this shop, {folder / 'florin.db'}, are gone or empty. Put the file"
            " back, or bring the newest backup back with florin restore. To begin anew without"
            " them, choose an empty folder and a new account of your wallet."
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
