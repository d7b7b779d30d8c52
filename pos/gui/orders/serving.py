"""How the orders pane, the book and the desk for refunds speak with each other."""

from pos.gui.orders.book import Book
from pos.gui.orders.pane import OrdersPane
from pos.gui.orders.returns import Returns


def serve(pane: OrdersPane, book: Book, returns: Returns) -> None:
    """Carry what is asked in the pane to who answers it, and show the answers."""
    pane.searched.connect(book.search)
    pane.shelved.connect(book.show_shelf)
    pane.more_wanted.connect(book.more)
    pane.picked.connect(book.open)
    pane.sent_again.connect(book.send_again)
    pane.looked.connect(book.refresh)
    pane.refund_acted.connect(returns.act)
    pane.address_named.connect(returns.name_address)
    book.found.connect(pane.show_rows)
    book.opened.connect(pane.show_page)
