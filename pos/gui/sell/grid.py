"""The catalogue as a grid of tiles that stays quick with a hundred thousand products."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos.domain.retail.product import Product
from pos.gui.parts import ENTER_KEYS, ROOT, Index, turned
from pos.gui.present.carts import product_spoken
from pos.gui.present.figures import fiat_text
from pos.gui.present.words import say
from pos.gui.theme import Theme

PAGE: Final = 200
TILE_WIDTH: Final = 152
TILE_HEIGHT: Final = 108


class Catalogue(QAbstractListModel):
    """Products for the view, handed over a page at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._products: Sequence[Product] = ()
        self._shown = 0

    def show_products(self, products: Sequence[Product]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._products = products
        self._shown = min(PAGE, len(products))
        self.endResetModel()

    def product(self, row: int) -> Product:
        """The product of a tile."""
        return self._products[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._shown < len(self._products)

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002 - Qt's signature
        more = min(PAGE, len(self._products) - self._shown)
        self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
        self._shown += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        product = self._products[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return product.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return product_spoken(product)
        return None


class Tiles(QListView):
    """The grid. It passes typed digits on, because they belong to the keypad.

    Signals: picked(Product).
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._catalogue = Catalogue()
        self.setModel(self._catalogue)
        self.setAccessibleName(say("Products"))
        self.setProperty("role", "grid")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(PAGE)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TilePainter(theme, self))
        self.setMouseTracking(True)
        self.clicked.connect(self._pick)

    def show_products(self, products: Sequence[Product]) -> None:
        """Show these products."""
        self._catalogue.show_products(products)
        self.setCurrentIndex(self._catalogue.index(0, 0) if products else QModelIndex())

    def count(self) -> int:
        """How many tiles there are now."""
        return self._catalogue.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self.currentIndex().isValid():
            event.ignore()  # the pane decides: a typed amount goes before a tile
            return
        if event.text().strip() or event.key() == Qt.Key.Key_Backspace:
            event.ignore()
            return
        super().keyPressEvent(event)

    def pick_current(self) -> None:
        """Pick the tile that has the focus."""
        if self.currentIndex().isValid():
            self._pick(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt keeps room for a scroll bar even while one is shown, and some more of its own
        wide = self.viewport().width() - 2 * self.verticalScrollBar().sizeHint().width() - 4
        across = max(2, wide // self._theme.px(TILE_WIDTH))
        self.setGridSize(QSize(wide // across, self._theme.px(TILE_HEIGHT) + 8))
        super().resizeEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self._catalogue.product(index.row()))


class _TilePainter(QStyledItemDelegate):
    """Draws one tile: the name on two lines, the price below, a band in the product's colour."""

    def __init__(self, theme: Theme, view: Tiles) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        product = self._view.model().product(index.row())  # type: ignore[attr-defined] # our model
        theme = self._theme
        tile = option.rect.adjusted(4, 4, -4, -4)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, tile, state)
        band = QRect(tile.left(), tile.top(), theme.px(8), tile.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tile_colour(product.color or "grey"))
        painter.drawRoundedRect(turned(tile, band), 4, 4)
        inside = tile.adjusted(theme.px(18), theme.px(10), -10, -theme.px(8))
        self._words(painter, turned(tile, inside), product)
        painter.restore()

    def _ground(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        theme = self._theme
        is_over = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(theme.colour("hover" if is_over else "card"))
        edge = QPen(theme.colour("focus"), 3) if has_focus else QPen(theme.colour("line"), 1)
        painter.setPen(edge)
        painter.drawRoundedRect(tile, 8, 8)

    def _words(self, painter: QPainter, inside: QRect, product: Product) -> None:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.px(18))
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        upper = inside.adjusted(0, 0, 0, -self._theme.px(30))
        painter.drawText(upper, int(wrap), product.title)
        font.setPixelSize(self._theme.px(22))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, int(low), fiat_text(product.price))
