"""Bringing tables up to the current version, step by step, with Alembic.

It costs a noticeable part of a second to import, and is needed once per version.
"""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_STEPS: Final = Path(__file__).with_name("migrations")


def upgrade(connection: Connection) -> None:
    """Run every step that this database has not seen, inside the caller's transaction."""
    config = Config()
    # Alembic reads options as templates, in which a per cent sign is a placeholder
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
