"""The first of Florin's own lines that run on Windows, before anything of `pos` is imported.

florin.exe has no console: what the program says there would be lost, and writing it would fail.
Here its last words are kept, and shown in a box if the program ends with an error.
"""

import io
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

MOST_KEPT = 2_000
BROKEN = "Florin found an error in itself and stopped. Tell its makers what stands in the file\n{}"
OK_AND_ERROR = 0x10 | 0x10000
"""MB_ICONERROR | MB_SETFOREGROUND, with the one button OK."""


class LastWords(io.TextIOBase):
    """A text stream that keeps only the end of what is written to it."""

    def __init__(self) -> None:
        self.kept = ""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Take the text in, and forget what is too long ago."""
        self.kept = (self.kept + text)[-MOST_KEPT:]
        return len(text)


def main() -> None:
    """Start the till; called by the launcher."""
    sys.argv[0] = "florin"
    if sys.stdout is not None and sys.stderr is not None:
        _florin()
        return
    words = LastWords()
    sys.stdin = sys.stdin or io.StringIO()
    sys.stdout, sys.stderr = sys.stdout or words, sys.stderr or words
    sys.exit(watched(_florin, words, _show, _had_window))


def watched(
    program: Callable[[], None],
    words: LastWords,
    show: Callable[[str], None],
    had_window: Callable[[], bool],
) -> int:
    """Run a program to its end; the answer is its exit code, and an error is shown in words.

    A window has told its errors itself, all but those of the program.
    """
    try:
        program()
    except SystemExit as why:
        code = why.code if isinstance(why.code, int) else int(why.code is not None)
        if code and not had_window():
            show(_told(words.kept if isinstance(why.code, int) else str(why.code)))
        return code
    except BaseException:  # noqa: BLE001 - nobody stands above to tell a person
        show(BROKEN.format(_written(traceback.format_exc())))
        return 1
    return 0


def _florin() -> None:
    from pos.app.cli import main as florin  # here, so that a failing import is seen, too

    florin()


def _told(said: str) -> str:
    """What the program said last under its own name; without that, all it said."""
    told = f"\n{said}".rpartition("\nflorin: ")[2].strip()
    return told or "Florin stopped without saying why."


def _had_window() -> bool:
    qt = sys.modules.get("PySide6.QtWidgets")
    return qt is not None and qt.QApplication.instance() is not None


def _written(text: str) -> Path:
    """Keep a traceback where its reader finds it."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="florin-error-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    return Path(file.name)


def _show(text: str) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Florin", OK_AND_ERROR)
