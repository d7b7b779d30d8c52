"""Colours, sizes and icons of the window: the only place where they are decided."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from pos.gui.fonts import load_fonts, till_font
from pos.gui.present.tokens import Token
from pos.gui.present.words import is_right_to_left

BODY_PX: Final = 18

_TILL_PIXEL = re.compile(r"\b(\d+)tp\b")
_COLOUR = re.compile(r"\$(\w+)")

LIGHT: Final = {
    "ground": "#EEF0F4",
    "card": "#FFFFFF",
    "raised": "#F7F8FA",
    "line": "#C9CED6",
    "hover": "#E6EEF7",
    "pressed": "#CFE0F2",
    "text": "#1F1F1F",
    "muted": "#54595F",
    "accent": "#0B5CAD",
    "on_accent": "#FFFFFF",
    "accent_pressed": "#084783",
    "focus": "#0B5CAD",
    "danger": "#B3261E",
    "on_danger": "#FFFFFF",
    "well": "#1B7F3B",
    "warning": "#B45309",
    "rail": "#1D2733",
    "on_rail": "#E3E8EE",
    "rail_now": "#0B5CAD",
    "rail_hover": "#2E3D4F",
    "strip": "#FFFFFF",
    "practice": "#5B2A86",
    "on_practice": "#FFFFFF",
    "practice_strip": "#EFE4F8",
    "disabled": "#6B7178",
    "disabled_ground": "#E3E6EA",
    "selected": "#DCE9F7",
}

DARK: Final = {
    "ground": "#17181B",
    "card": "#202124",
    "raised": "#2A2C30",
    "line": "#4A4E55",
    "hover": "#303A48",
    "pressed": "#3B4C63",
    "text": "#F1F3F4",
    "muted": "#B9BEC5",
    "accent": "#8AB4F8",
    "on_accent": "#0E1B2E",
    "accent_pressed": "#6F9DE6",
    "focus": "#8AB4F8",
    "danger": "#F2B8B5",
    "on_danger": "#3B0907",
    "well": "#7BC68F",
    "warning": "#FE8A1A",
    "rail": "#101114",
    "on_rail": "#D5DAE0",
    "rail_now": "#2B5C9E",
    "rail_hover": "#26292E",
    "strip": "#202124",
    "practice": "#7A3FB0",
    "on_practice": "#FFFFFF",
    "practice_strip": "#33224A",
    "disabled": "#9AA0A6",
    "disabled_ground": "#2A2C30",
    "selected": "#2C3E57",
}

TOKEN_COLOURS: Final = {
    Token.WAITING: ("#0B5CAD", "#FFFFFF"),
    Token.SEEN: ("#FFB000", "#000000"),
    Token.PAID: ("#1B7F3B", "#FFFFFF"),
    Token.ATTENTION: ("#FE8A1A", "#000000"),
    Token.FAILED: ("#B3261E", "#FFFFFF"),
    Token.OFFLINE: ("#5F6368", "#FFFFFF"),
}
"""Ground and text of each state, the same in both themes; the icon has the token's own name."""

_POINTING: Final = frozenset({"back", "next", "send", "undo", "backspace"})
"""Shapes that point, and point the other way for who reads from the right."""

TILE_COLOURS: Final = {
    "brown": "#7B4B2A",
    "green": "#2E7D4F",
    "amber": "#B26A00",
    "blue": "#2566A8",
    "red": "#A63A32",
    "purple": "#6D3F98",
    "teal": "#0F7078",
    "grey": "#5F6368",
}
"""What the colour words of products look like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One look. `resources` holds `icons/` and `qss/`; `percent` is the till scale."""

    resources: Path
    is_dark: bool = False
    percent: int = 100
    _pixmaps: dict[tuple[str, str, int, float], QPixmap] = field(default_factory=dict, repr=False)

    @property
    def colours(self) -> dict[str, str]:
        """The named colours of this look."""
        return DARK if self.is_dark else LIGHT

    def px(self, size: int) -> int:
        """A size on paper as a size on this till."""
        return round(size * self.percent / 100)

    def colour(self, name: str) -> QColor:
        """One named colour."""
        return QColor(self.colours[name])

    def pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        """An icon in one colour (a name or `#rrggbb`), sharp on this screen, drawn once."""
        painted = self.colours.get(colour, colour)
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        is_turned = name in _POINTING and is_right_to_left()
        key = (f"{name}<" if is_turned else name, painted, size, ratio)
        if key not in self._pixmaps:
            drawn = _drawn(self.resources / "icons" / f"{name}.svg", key)
            turned = drawn.transformed(QTransform().scale(-1, 1))
            self._pixmaps[key] = turned if is_turned else drawn
        return self._pixmaps[key]

    def icon(self, name: str, colour: str = "text", size: int = 24) -> QIcon:
        """An icon for a button, with a paler shape while it is disabled."""
        icon = QIcon(self.pixmap(name, colour, self.px(size)))
        pale = self.pixmap(name, "disabled", self.px(size))
        icon.addPixmap(pale, QIcon.Mode.Disabled)
        return icon

    def tile_colour(self, word: str) -> QColor:
        """The colour of a product's tile; unknown words are plain."""
        return QColor(TILE_COLOURS.get(word, word if word.startswith("#") else "#5F6368"))


def dress(app: QApplication, theme: Theme) -> None:
    """Give the whole program this look, whatever the desktop around it prefers."""
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    load_fonts(theme.resources / "fonts")
    app.setFont(till_font(theme.px(BODY_PX)))
    app.setStyleSheet(_stylesheet(theme))


def _stylesheet(theme: Theme) -> str:
    """The style sheet with its `$colour` names and its till pixels (`48tp`) filled in."""
    text = (theme.resources / "qss" / "florin.qss").read_text(encoding="utf-8")
    text = _COLOUR.sub(lambda found: theme.colours[found[1]], text)
    return _TILL_PIXEL.sub(lambda found: f"{theme.px(int(found[1]))}px", text)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    named = {
        role.Window: "ground",
        role.WindowText: "text",
        role.Base: "card",
        role.AlternateBase: "raised",
        role.Text: "text",
        role.PlaceholderText: "muted",
        role.Button: "card",
        role.ButtonText: "text",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
    }
    palette = QPalette()
    for where, name in named.items():
        palette.setColor(where, theme.colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, theme.colour("disabled"))
    return palette


def _drawn(file: Path, key: tuple[str, str, int, float]) -> QPixmap:
    _, colour, size, ratio = key
    svg = file.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
