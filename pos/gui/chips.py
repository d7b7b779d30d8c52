"""A row of chips that can be longer than the window is wide."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from pos.gui.parts import GAP, Button, clear, icon_button
from pos.gui.present.words import say
from pos.gui.theme import Theme


class _Slider(QScrollArea):
    """The part of the row that moves; the wheel moves it sideways."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(widgetResizable=True)
        self.inside = QWidget()
        self.line = QHBoxLayout(self.inside)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(GAP)
        self.setWidget(self.inside)
        self.setFixedHeight(theme.px(52))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y())


class ChipRow(QWidget):
    """Chips side by side, with an arrow at the end when there are more of them."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._slider = _Slider(theme)
        self._more = icon_button(theme, f"{name}.next", "", "next", says=say("More"), role="quiet")
        self._more.setFixedSize(QSize(theme.px(48), theme.px(48)))
        self._more.clicked.connect(self._turn)
        self._more.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._slider, 1)
        line.addWidget(self._more)
        self._slider.horizontalScrollBar().rangeChanged.connect(
            lambda _least, most: self._more.setVisible(most > 0)
        )

    def show_chips(self, chips: list[Button]) -> None:
        """Show these instead."""
        clear(self._slider.line)
        for chip in chips:
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._slider.line.addWidget(chip)
            chip.ensurePolished()
        self._slider.line.addStretch(1)
        # a style sheet's min-width would let the chips be squeezed; the row as a whole may not be
        wide = sum(chip.sizeHint().width() + GAP for chip in chips)
        self._slider.inside.setMinimumWidth(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._slider.horizontalScrollBar().setValue(0)

    def _turn(self) -> None:
        """The next lot of chips; after the last one the first again."""
        bar = self._slider.horizontalScrollBar()
        is_last = bar.value() >= bar.maximum()
        bar.setValue(0 if is_last else bar.value() + self._slider.width() // 2)
