"""The list of invoices that the tray and the orders pane share."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos.gui.parts import ENTER_KEYS, ROOT, Index, turned
from pos.gui.present.rows import InvoiceRow
from pos.gui.present.words import say
from pos.gui.theme import TOKEN_COLOURS, Theme

ROW_HEIGHT = 72


class _Rows(QAbstractListModel):
    """The rows for the view; the same invoices again keep the selection where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[InvoiceRow] = ()

    def show_rows(self, rows: Sequence[InvoiceRow]) -> None:
        is_same = [row.id for row in rows] == [row.id for row in self.rows]
        if is_same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].spoken
        return None


class InvoiceList(QListView):
    """Invoices below each other, each with its shape, sum, time and word.

    Signals: picked(str invoice id) the selection moved; opened(str invoice id) Enter was pressed.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows = _Rows()
        self._chosen = ""
        self.setModel(self._rows)
        self.setAccessibleName(say("Payments"))
        self.setItemDelegate(_RowPainter(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[InvoiceRow]) -> None:
        """Show these; the invoice that was picked stays picked if it is still there."""
        self._rows.show_rows(rows)
        ids = [row.id for row in rows]
        at = ids.index(self._chosen) if self._chosen in ids else 0
        if rows and self.currentIndex().row() != at:
            self.setCurrentIndex(self._rows.index(at, 0))

    def row(self, index: Index) -> InvoiceRow:
        """What a row shows."""
        return self._rows.rows[index.row()]

    def chosen(self) -> str:
        """The invoice that is picked, or an empty text."""
        return self._chosen if any(row.id == self._chosen for row in self._rows.rows) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self.chosen():
            self.opened.emit(self._chosen)
            return
        super().keyPressEvent(event)

    def _moved(self, current: QModelIndex) -> None:
        if not current.isValid():
            return
        self._chosen = self._rows.rows[current.row()].id
        self.picked.emit(self._chosen)


class _RowPainter(QStyledItemDelegate):
    """Draws one invoice: shape, sum and coin, what and when, and its word on a badge."""

    def __init__(self, theme: Theme, view: InvoiceList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(self._view.viewport().width(), self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self._view.row(index)
        area: QRect = option.rect
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.currentIndex() == index:
            painter.fillRect(area, theme.colour("selected"))
            edge = QRect(area.left(), area.top(), theme.px(5), area.height())
            painter.fillRect(turned(area, edge), theme.colour("accent"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inside = area.adjusted(theme.px(16), theme.px(7), -theme.px(12), -theme.px(7))
        inside = turned(area, inside)
        used = self._badge(painter, inside, shown)
        left = inside.adjusted(0, 0, -used - theme.px(10), 0)
        self._words(painter, turned(inside, left), shown)
        painter.restore()

    def _badge(self, painter: QPainter, area: QRect, shown: InvoiceRow) -> int:
        theme = self._theme
        ground, ink = TOKEN_COLOURS[shown.picture.token]
        font = self._font(painter, 18, QFont.Weight.DemiBold)
        most = area.width() // 2
        words = QFontMetrics(font).elidedText(
            shown.picture.word, Qt.TextElideMode.ElideRight, most - theme.px(48)
        )
        wide = QFontMetrics(font).horizontalAdvance(words) + theme.px(48)
        tall = theme.px(34)
        box = QRect(area.right() - wide, area.center().y() - tall // 2, wide, tall)
        box = turned(area, box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        shape = theme.pixmap(shown.picture.token.value, ink, theme.px(20))
        side = theme.px(20)
        spot = QRect(box.left() + theme.px(10), box.center().y() - side // 2 + 1, side, side)
        painter.drawPixmap(turned(box, spot).topLeft(), shape)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(turned(box, box.adjusted(theme.px(36), 0, 0, 0)), int(middle), words)
        return wide

    def _words(self, painter: QPainter, area: QRect, shown: InvoiceRow) -> None:
        theme = self._theme
        strong = self._font(painter, 20, QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(upper, middle, shown.total)
        used = QFontMetrics(strong).horizontalAdvance(shown.total) + theme.px(14)
        painter.setFont(self._font(painter, 18, QFont.Weight.Normal))
        painter.setPen(theme.colour("muted"))
        coin = QFontMetrics(painter.font()).elidedText(
            shown.coin, Qt.TextElideMode.ElideRight, upper.width() - used
        )
        painter.drawText(turned(upper, upper.adjusted(used, 0, 0, 0)), middle, coin)
        lower = QRect(area.left(), area.center().y() + 1, area.width(), area.height() // 2)
        words = "  \u00b7  ".join(
            part for part in (shown.title, shown.when, shown.left, shown.what) if part
        )
        words = QFontMetrics(painter.font()).elidedText(
            words, Qt.TextElideMode.ElideRight, lower.width()
        )
        painter.drawText(lower, middle, words)

    def _font(self, painter: QPainter, size: int, weight: QFont.Weight) -> QFont:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.px(size))
        font.setWeight(weight)
        return font
