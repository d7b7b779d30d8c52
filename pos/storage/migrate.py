"""Bringing tables up to the current version, step by step, with Alembic.

It costs a noticeable part of a second to import, and is needed once per version.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from pos.domain.errors import Trouble
from pos.storage.schema import REVISIONS
from pos.storage.snapshot import at_once, snapshot

KEPT_COPIES: Final = 2
"""So many databases of older versions are kept beside the current one."""

_STEPS: Final = Path(__file__).with_name("migrations")


def upgrade(connection: Connection) -> None:
    """Run every step that this database has not seen, inside the caller's transaction."""
    config = Config()
    # Alembic reads options as templates, in which a per cent sign is a placeholder
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def keep_copy(path: Path) -> Path:
    """Copy a database beside itself before its tables change: `florin.db.before-0005`.

    An earlier copy of that name is replaced only by a whole one. Raises Trouble if there is no
    room; then nothing may be changed.
    """
    kept = path.with_name(f"{path.name}.before-{REVISIONS[-1]}")
    fresh = kept.with_name(f"{kept.name}.new")
    snapshot(path, fresh, at_once)
    try:
        fresh.replace(kept)
    except OSError as why:
        raise Trouble(f"The database cannot be copied to {kept}: {why.strerror}") from why
    return kept


def forget_old_copies(path: Path) -> None:
    """Keep the copies of the newest versions only; call it once the newest database is whole."""
    mark = f"{path.name}.before-"
    found = (path.with_name(f"{mark}{revision}") for revision in reversed(REVISIONS))
    for old in [copy for copy in found if copy.exists()][KEPT_COPIES:]:
        with suppress(OSError):  # it may be gone after the next step
            old.unlink()
