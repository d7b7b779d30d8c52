"""Nothing is shown in the window that was not said in its language."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.words.found import POS

SHOWING = frozenset(
    """
    setText setToolTip setAccessibleName setAccessibleDescription setPlaceholderText setTitle
    setWindowTitle addItem addAction emit tell drawText Button label icon_button add_buttons
    QLabel QPushButton QCheckBox QRadioButton
    """.split()  # noqa: SIM905 - a table of words
)
NAMES = {"Button": 1, "icon_button": 2}
"""So many arguments before the words are names of things."""

PROPER = {"Florin", "OK", " \u2013 Florin"}
"""Names that are the same in every language."""


def test_every_literal_text_of_a_widget_is_said() -> None:
    unsaid = [found for path in sorted((POS / "gui").rglob("*.py")) for found in _unsaid(path)]

    assert unsaid == []


def _unsaid(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else name
        if name not in SHOWING:
            continue
        says = [word.value for word in node.keywords if word.arg == "says"]
        shown = [*node.args[NAMES.get(name, 0) :], *says]
        for text in filter(None, map(_text, shown)):
            yield f"{path.relative_to(POS)}:{node.lineno} {text!r}"


def _text(node: ast.expr) -> str:
    """The literal words in an argument that somebody would read; empty if there are none."""
    match node:
        case ast.Constant(value=str(text)) if text not in PROPER and _is_read(text):
            return text
        case ast.JoinedStr(values=parts):
            return next(filter(None, map(_text, parts)), "")
        case ast.IfExp(body=body, orelse=orelse):
            return _text(body) or _text(orelse)
        case ast.BinOp(left=left, right=right):
            return _text(left) or _text(right)
    return ""


def _is_read(text: str) -> bool:
    """Whether it has words: names of objects and of icons have small letters and dots only."""
    is_name = text == text.lower() and " " not in text.strip()
    return any(map(str.isalpha, text)) and not is_name
