"""Start a Windows program by wine, with pipes where it reads and writes.

    python -m bundle.wine_pipe PROGRAM.exe ARGUMENTS…

Windows programs under wine cannot use a file or /dev/null for input and output, as they are started
here by tests. What it says is passed on; ended by SIGTERM, it takes the program along.
"""

import os
import signal
import subprocess
import sys
import threading
from typing import IO, Final

WINE: Final = "/usr/lib/wine/wine64"


def main() -> None:
    """Run the program to its end, and answer with its exit code."""
    program = subprocess.Popen(
        [WINE, *sys.argv[1:]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    signal.signal(signal.SIGTERM, lambda *_: program.kill())
    assert program.stdout is not None
    assert program.stderr is not None
    ways = [
        threading.Thread(target=_pass_on, args=(source, target), daemon=True)
        for source, target in ((program.stdout, 1), (program.stderr, 2))
    ]
    for way in ways:
        way.start()
    code = program.wait()
    for way in ways:
        way.join(5)  # what the program started may keep the pipes open
    sys.stdout.flush()
    os._exit(code if code >= 0 else 128 - code)


def _pass_on(source: IO[bytes], target: int) -> None:
    while piece := os.read(source.fileno(), 65536):
        os.write(target, piece)


if __name__ == "__main__":
    main()
