"""The cart: its lines, what can be done with the selected one, and the sums below."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pos.domain.retail.cart import Cart
from pos.gui.keys import Command
from pos.gui.parts import GAP, ROOT, Button, Index, clear, icon_button, label, row, turned
from pos.gui.present.carts import CartRow, cart_rows, is_payable, sums_of
from pos.gui.present.words import say
from pos.gui.theme import Theme

ROW_HEIGHT = 54


class Lines(QAbstractListModel):
    """The rows of the cart for the view."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[CartRow] = ()

    def show_rows(self, rows: Sequence[CartRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()].spoken
        return None


class LineList(QListView):
    """The list of lines. Digits and letters pass on to the keypad.

    Signals: picked(int row).
    """

    picked = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.lines = Lines()
        self.setModel(self.lines)
        self.setAccessibleName(say("Lines of the sale"))
        self.setItemDelegate(_RowPainter(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[CartRow], selected: int | None) -> None:
        """Show the rows with one of them selected."""
        self.selectionModel().blockSignals(True)
        self.lines.show_rows(rows)
        if selected is not None:
            self.setCurrentIndex(self.lines.index(selected, 0))
            self.scrollTo(self.lines.index(selected, 0))
        self.selectionModel().blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() or event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(current.row())


class _RowPainter(QStyledItemDelegate):
    """Draws one line: quantity and title at the left, the sum at the right, small print below."""

    def __init__(self, theme: Theme, view: LineList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(self._view.viewport().width(), self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self._view.lines.rows[index.row()]
        area: QRect = option.rect
        is_selected = self._view.currentIndex() == index
        painter.save()
        if is_selected:
            painter.fillRect(area, self._theme.colour("selected"))
            edge = QRect(area.left(), area.top(), self._theme.px(5), area.height())
            painter.fillRect(turned(area, edge), self._theme.colour("accent"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._figures(painter, area.adjusted(self._theme.px(14), 2, -self._theme.px(12), -2), shown)
        painter.restore()

    def _figures(self, painter: QPainter, area: QRect, shown: CartRow) -> None:
        strong = self._font(painter, 20, QFont.Weight.DemiBold)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(strong)
        upper = area.adjusted(0, 0, 0, -self._theme.px(18)) if shown.note else area
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, int(middle | Qt.AlignmentFlag.AlignRight), shown.total)
        sum_width = QFontMetrics(strong).horizontalAdvance(shown.total)
        plain = self._font(painter, 20, QFont.Weight.Normal)
        painter.setFont(plain)
        room = turned(upper, upper.adjusted(0, 0, -sum_width - 12, 0))
        words = f"{shown.quantity} {shown.title}"
        words = QFontMetrics(plain).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        if shown.note:
            painter.setFont(self._font(painter, 18, QFont.Weight.Normal))
            painter.setPen(self._theme.colour("muted"))
            lower = area.adjusted(0, area.height() - self._theme.px(20), 0, 0)
            painter.drawText(lower, int(middle | Qt.AlignmentFlag.AlignLeft), shown.note)

    def _font(self, painter: QPainter, size: int, weight: QFont.Weight) -> QFont:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.px(size))
        font.setWeight(weight)
        return font


class CartView(QFrame):
    """The right side of the sell pane.

    Signals: line_selected(int row), commanded(Command).
    """

    line_selected = Signal(int)
    commanded = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sell.cart")
        self.setProperty("role", "card")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(GAP)
        self._count = label(say("Empty"), role="muted", name="sell.count")
        column.addLayout(row(label(say("Sale"), role="title"), 1, self._count))
        self._stack = QStackedWidget()
        self._list = LineList(theme, "sell.lines")
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._list)
        column.addWidget(self._stack, 1)
        self._acts = self._line_acts()
        column.addLayout(row(*self._acts))
        self._small = QGridLayout()
        self._small.setVerticalSpacing(2)
        column.addLayout(self._small)
        self._total = label("", role="total", name="sell.total")
        column.addLayout(row(label(say("Total"), role="title"), 1, self._total))
        self._list.picked.connect(self.line_selected)

    def calm(self) -> QWidget:
        """Where a message may lie: over the end of the lines."""
        return self._stack

    def show_cart(self, cart: Cart) -> None:
        """Show this cart and its sums."""
        sums = sums_of(cart)
        self._list.show_rows(cart_rows(cart), cart.selected)
        self._stack.setCurrentIndex(1 if cart.lines else 0)
        self._count.setText(sums.count)
        self._total.setText(sums.total)
        self._total.setAccessibleName(say("Total {total}", total=sums.total))
        for act in self._acts:
            act.setEnabled(cart.selected is not None)
        clear(self._small)
        for at, (name, figure) in enumerate(sums.rows):
            self._small.addWidget(label(name, role="muted"), at, 0)
            self._small.addWidget(label(figure, role="muted"), at, 1, Qt.AlignmentFlag.AlignRight)
        self.setAccessibleDescription("" if is_payable(cart) else say("The sale is empty"))

    def _nothing(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        shape = label()
        shape.setPixmap(self._theme.pixmap("sell", "line", self._theme.px(72)))
        shape.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(say("Tap a product, scan, or type an amount"), role="muted", wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(2)
        inside.addWidget(shape)
        inside.addWidget(words)
        inside.addStretch(3)
        return page

    def _line_acts(self) -> tuple[Button, ...]:
        acts = (
            ("less", "minus", say("One less"), Command.LESS),
            ("quantity", "quantity", say("Quantity (F6)"), Command.QUANTITY),
            ("more", "plus", say("One more"), Command.MORE),
            ("lineDiscount", "percent", say("Discount on the line (F7)"), Command.LINE_DISCOUNT),
            ("remove", "trash", say("Remove the line (Del)"), Command.REMOVE),
        )
        return tuple(self._act(*act) for act in acts)

    def _act(self, name: str, icon: str, says: str, command: Command) -> Button:
        role, colour = ("danger", "danger") if command is Command.REMOVE else ("", "text")
        key = icon_button(
            self._theme, f"sell.{name}", "", icon, says=says, role=role, colour=colour
        )
        key.setMinimumHeight(self._theme.px(48))
        key.clicked.connect(lambda: self.commanded.emit(command))
        return key
