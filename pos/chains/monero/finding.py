"""Where monero-wallet-rpc lies on this machine."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pos.domain.errors import Trouble

NAME: Final = "monero-wallet-rpc"


def found_program(chosen: Path | None) -> Path:
    """The program to start. Raises Trouble with what to do if there is none."""
    if chosen is not None:
        if not chosen.is_file():
            raise Trouble(f"There is no {NAME} at {chosen}")
        return chosen
    on_path = shutil.which(NAME)
    usual = (path for path in _usual_places() if path.is_file())
    found = Path(on_path) if on_path else next(usual, None)
    if found is None:
        raise Trouble(f"{NAME} was not found: install Monero's programs, or set where it is")
    return found


def _usual_places() -> Iterator[Path]:
    """Where Monero's own installers and people put it."""
    if sys.platform == "win32":
        folders = [Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "Monero GUI Wallet"]
        for folder in folders:
            yield from (folder / f"{NAME}.exe", folder / "extras" / f"{NAME}.exe")
        return
    home = Path.home()
    bundle = Path("/Applications/monero-wallet-gui.app/Contents/MacOS")
    for folder in (bundle, Path("/opt/homebrew/bin"), Path("/usr/local/bin"), Path("/opt/monero")):
        yield folder / NAME
    yield from (home / "monero" / NAME, home / ".local" / "bin" / NAME)
