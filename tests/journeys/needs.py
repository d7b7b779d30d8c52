"""The programs journeys need beside the till: a browser, an X display, a window manager."""

import os
import select
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests import child

READY_S: Final = 15.0
# As root chromium needs to be let off its sandbox; unasked it asks home about many things.
CHROMIUM_FLAGS: Final = ("--no-sandbox", "--disable-background-networking")


class ProgramMissing(Exception):  # noqa: N818 a state of the machine, not a mistake of the caller
    """A program is not installed; the text says which, and what installs it."""


def program(*names: str) -> Path:
    """The first of these programs that is installed; raises ProgramMissing."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    raise ProgramMissing(f"{names[0]} is not installed; packaging/system.sh test installs it")


def chromium_path() -> Path:
    """The browser, under whichever name this system gives it."""
    return program("chromium", "chromium-browser", "google-chrome")


@contextmanager
def xvfb(scratch: Path, size: str = "1280x800") -> Iterator[str]:
    """An X display nobody sees, such as `:99`, with a window manager that gives windows the focus.

    Main windows fill the display, dialogs stand in its middle. Raises ProgramMissing.
    """
    server, keeper = program("Xvfb"), program("matchbox-window-manager")
    ours, theirs = os.pipe()  # the server picks a free number and writes it there
    argv: list[str | Path] = [
        server,
        "-displayfd",
        str(theirs),
        "-screen",
        "0",
        f"{size}x24",
        "-nolisten",
        "tcp",
    ]
    screen = child.start(argv, log=scratch / "xvfb.log", pass_fds=[theirs])
    os.close(theirs)
    try:
        name = f":{_number_from(ours)}"
        wm = child.start(
            [keeper, "-use_titlebar", "no"],
            log=scratch / "window-manager.log",
            env={**os.environ, "DISPLAY": name},
        )
        try:
            yield name
        finally:
            child.end(wm)
    finally:
        os.close(ours)
        child.end(screen)


def _number_from(pipe: int) -> str:
    ready, _, _ = select.select([pipe], [], [], READY_S)
    number = os.read(pipe, 16).decode().strip() if ready else ""
    if not number:
        raise RuntimeError("Xvfb did not start")
    return number
