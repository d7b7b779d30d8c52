"""Programs the tests start, which never outlive them."""

import atexit
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

GRACE_S: Final = 5.0


def start(
    argv: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a program whose words go to a log file and who dies with us, even when we are killed.

    On Linux the kernel sees to that: the program is killed when the *thread* that started it ends,
    so start it from a thread that lives as long as it is needed (fixtures run in the main one).
    """
    setpriv = shutil.which("setpriv")
    guard = [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []
    with log.open("ab") as out:
        child = subprocess.Popen(
            [*guard, *map(str, argv)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=env,
            pass_fds=pass_fds,
        )
    atexit.register(end, child)
    return child


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask the program to stop, and kill it when it has not done so in time; may be called again."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
