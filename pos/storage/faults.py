"""What the database's own errors mean to us, in one place and in words for the shop's people."""

from typing import Final

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pos.domain.errors import Corrupt, Trouble

_BROKEN: Final = ("malformed", "not a database", "disk image")
_WORDS: Final = {
    "database or disk is full": (
        "The disk is full, so nothing can be written down or sold. Make room on it: it goes on by"
        " itself, and what comes in meanwhile is found then."
    ),
    "readonly database": (
        "The records cannot be written: the disk, the folder or florin.db is read-only. Make it"
        " writable: it goes on by itself."
    ),
    "unable to open database file": (
        "The records cannot be opened: the folder is gone, or your user may not write there."
    ),
    "disk I/O error": (
        "The disk fails (I/O error): it may have been pulled out or be at its end. Nothing can be"
        " sold until it works again."
    ),
    "database is locked": (
        "Another program holds the records for too long. End it, then it goes on by itself."
    ),
}


def meaning_of(why: SQLAlchemyError) -> Corrupt | Trouble:
    """Corrupt if what is stored cannot be trusted any more; else Trouble, which may pass."""
    words = str(getattr(why, "orig", None) or why)
    if isinstance(why, IntegrityError):
        return Corrupt(f"The database contradicts itself: {words}")
    if any(sign in words for sign in _BROKEN):
        return Corrupt(
            f"The database is damaged ({words}). Nothing was changed in it. Close Florin, keep the"
            " file as it is, and bring the newest backup back with florin restore."
        )
    for sign, told in _WORDS.items():
        if sign in words:
            return Trouble(told)
    return Trouble(f"The database does not work: {words}")
