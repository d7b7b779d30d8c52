"""What the database's own errors mean to us, said in one place."""

from typing import Final

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pos.domain.errors import Corrupt, Trouble

_BROKEN: Final = ("malformed", "not a database", "disk image")


def meaning_of(why: SQLAlchemyError) -> Corrupt | Trouble:
    """Corrupt if what is stored cannot be trusted any more; else Trouble, which may pass."""
    words = str(getattr(why, "orig", None) or why)
    if isinstance(why, IntegrityError) or any(sign in words for sign in _BROKEN):
        return Corrupt(f"The database contradicts itself: {words}")
    return Trouble(f"The database does not work: {words}")
