"""The large answer in place of the code: seen, paid, over, or can't see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from pos.gui.parts import breakable, label
from pos.gui.present.views import Picture
from pos.gui.theme import TOKEN_COLOURS, Theme


class Verdict(QFrame):
    """One shape, one headline, one sum, in the colours of the state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pay.verdict")
        self._theme = theme
        self._shape = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._headline = label("", role="big", name="pay.verdict.headline", wraps=True)
        self._total = label("", role="total", name="pay.verdict.total")
        self._hint = label("", role="title", name="pay.verdict.hint", wraps=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(12)
        inside.addStretch(1)
        for part in (self._shape, self._total, self._headline, self._hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(part)
        inside.addStretch(1)

    def show_picture(self, picture: Picture, total: str) -> None:
        """Say this."""
        ground, ink = TOKEN_COLOURS[picture.token]
        size = self._theme.px(112)
        self._shape.setPixmap(self._theme.pixmap(picture.token.value, ink, size))
        self._headline.setText(breakable(picture.headline))
        self._total.setText(total if total not in picture.headline else "")
        self._total.setVisible(bool(self._total.text()))
        self._hint.setText(breakable(picture.hint))
        self.setStyleSheet(
            f"QFrame {{ background: {ground}; border: none; border-radius: 10px }}"
            f"QLabel {{ color: {ink} }}"
        )
        self.setAccessibleName(f"{picture.headline}. {picture.hint}")
