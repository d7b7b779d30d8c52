"""What a person has to see to after a restore: the settings still speak of the lost machine."""

import os
from collections.abc import Iterator
from pathlib import Path

from pos.app.config import load_settings
from pos.app.settings import Settings
from pos.domain.errors import Refused


def to_see_to(config: Path, folder: Path) -> list[str]:
    """What the settings name that is not on this machine; `folder` is the profile's.

    Nothing for settings that cannot be read at all: that is told elsewhere.
    """
    try:
        settings = load_settings(config, os.environ)
    except Refused:
        return []
    lines = [
        f"{key}: there is no {path} on this machine"
        for key, path in _paths(settings)
        if path and not _is_there(folder / Path(path).expanduser())
    ]
    kept = settings.backup.folder
    if kept and not _is_there(Path(kept).expanduser()):
        lines.append(
            f"backup.folder: there is no {kept} on this machine, so no backups are made until there"
            " is, or another folder is chosen"
        )
    return lines


def _paths(settings: Settings) -> Iterator[tuple[str, str]]:
    for code, chain in settings.chains.items():
        yield f"chains.{code}.cookie", chain.cookie
        yield f"chains.{code}.wallet_rpc_program", chain.wallet_rpc_program
    for code, refunds in settings.refunds.items():
        yield f"refunds.{code}.passphrase_file", refunds.passphrase_file


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
