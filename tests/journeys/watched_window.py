"""The till's window with a note pinned to it: where each named control is, and what it says.

Hands on an X display know only coordinates. This starts `florin` with the words it was given, in
this very process, and writes the note beside it; nothing of the program is changed or called.
"""

import json
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from pos.app.cli import main

EVERY_MS: Final = 100


def note_of(app: QApplication) -> dict[str, dict[str, object]]:
    """Every visible control with a name: its middle on the screen, its text, whether it works."""
    return {
        widget.objectName(): {
            "x": (middle := _middle(widget)).x(),
            "y": middle.y(),
            "text": _text(widget),
            "name": widget.accessibleName(),
            "enabled": widget.isEnabled(),
        }
        for widget in app.allWidgets()
        if widget.objectName() and widget.isVisible()
    }


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def _text(widget: QWidget) -> str:
    match widget:
        case QTextEdit() | QPlainTextEdit():
            return widget.toPlainText()
        case QLabel() | QLineEdit():
            return widget.text()
        case _:
            return str(widget.property("text") or "")


def _pin(app: QApplication, to: Path) -> None:
    fresh = to.with_suffix(".new")
    fresh.write_text(json.dumps(note_of(app)), encoding="utf-8")
    fresh.replace(to)


if __name__ == "__main__":
    place = Path(sys.argv.pop(1))
    application = QApplication(sys.argv[:1])
    pinning = QTimer(interval=EVERY_MS)
    pinning.timeout.connect(lambda: _pin(application, place))
    pinning.start()
    main()
