"""Products and sales on disk: the retail store port."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId, SaleId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.terms import Door
from pos.domain.retail.product import Product
from pos.domain.retail.sale import Sale
from pos.storage.codec import decode_invoice, decode_product, decode_sale, encode
from pos.storage.readers import Readers
from pos.storage.schema import COUNTER, EMPTY, HELD, INVOICE, PRODUCT, SALE
from pos.storage.statements import PRODUCT_PUT
from pos.storage.writer import Writer

FindByWords = Callable[[Connection, str, str, int], Sequence[bytes]]
"""Bodies of at most so many products of a category (empty: any) that have all the words typed."""

_ALL = select(PRODUCT.c.body).order_by(PRODUCT.c.title)
_BY_BARCODE = select(PRODUCT.c.body).where(
    PRODUCT.c.barcode == bindparam("code"), PRODUCT.c.barcode != EMPTY
)
_CATEGORIES = select(PRODUCT.c.category).distinct().order_by(PRODUCT.c.category)

_SALE = select(SALE.c.body).where(SALE.c.id == bindparam("id"))
_HELD_ONE = select(HELD.c.body).where(HELD.c.id == bindparam("id"))
_HELD = select(HELD.c.body).order_by(HELD.c.seq)
_OF_SALE = (
    select(INVOICE.c.id, INVOICE.c.body)
    .where(
        INVOICE.c.reference == bindparam("id"),
        INVOICE.c.reference != EMPTY,
        INVOICE.c.door == str(Door.TILL),
    )
    .order_by(INVOICE.c.seq)
)
_OF_SALES = COUNTER.c.name == "sale"


class StoredRetail:
    """Products and sales in a database."""

    def __init__(self, writer: Writer, readers: Readers, find_by_words: FindByWords) -> None:
        self._writer = writer
        self._readers = readers
        self._find_by_words = find_by_words

    async def products(self, *, text: str, category: str, limit: int) -> Sequence[Product]:
        """Products that have words beginning like each of those in `text`, by title.

        Of more matches than anybody reads (a thousand), any may be left out.
        """

        def read(connection: Connection) -> Sequence[Product]:
            if text.split():
                bodies = self._find_by_words(connection, text, category, limit)
            else:
                bodies = _list(connection, category, limit)
            return [decode_product(body) for body in bodies]

        return await self._readers.read(read)

    async def categories(self) -> Sequence[str]:
        """Every category once, by name."""

        def read(connection: Connection) -> Sequence[str]:
            return connection.scalars(_CATEGORIES).all()

        return await self._readers.read(read)

    async def by_barcode(self, code: str) -> Product | None:
        """The product with exactly this barcode."""

        def read(connection: Connection) -> Product | None:
            body = connection.scalar(_BY_BARCODE, {"code": code})
            return None if body is None else decode_product(body)

        return await self._readers.read(read)

    async def save_products(self, products: Sequence[Product]) -> None:
        """Add these or change them. Raises Refused("duplicate") for a barcode that is taken."""
        rows = ((p.id, p.title, p.category, p.barcode, encode(p)) for p in products)
        await self._writer.write([(PRODUCT_PUT, row) for row in rows])

    async def add_sale(self, sale: Sale) -> Sale:
        """Make a sale durable and say under which number; a held one is kept without any."""
        return await self._writer.run(lambda connection: _add(connection, sale))

    async def drop_sale(self, id: SaleId) -> None:
        """Forget a sale; its number is given again unless a later one was given meanwhile."""
        await self._writer.run(lambda connection: _drop(connection, id))

    async def sale(self, id: SaleId) -> Sale | None:
        """A sale with the invoices that were made for it, held or not."""

        def read(connection: Connection) -> Sale | None:
            body = connection.scalar(_SALE, {"id": id})
            if body is None:
                body = connection.scalar(_HELD_ONE, {"id": id})
            if body is None:
                return None
            invoices = connection.execute(_OF_SALE, {"id": id})
            ids = tuple(InvoiceId(row.id) for row in invoices)
            return replace(decode_sale(body), invoices=ids)

        return await self._readers.read(read)

    async def held(self) -> Sequence[Sale]:
        """The sales that are set aside, oldest first."""

        def read(connection: Connection) -> Sequence[Sale]:
            return [decode_sale(body) for body in connection.scalars(_HELD)]

        return await self._readers.read(read)

    async def take_held(self, id: SaleId) -> Sale | None:
        """Remove a sale from those set aside and return it; of two callers only one gets it."""
        return await self._writer.run(lambda connection: _take(connection, id))

    async def invoices(self, id: SaleId) -> Sequence[Invoice]:
        """The invoices that were made for a sale, oldest first.

        They name their sale, so that no crash between the two can tear them apart.
        """

        def read(connection: Connection) -> Sequence[Invoice]:
            return [decode_invoice(row.body) for row in connection.execute(_OF_SALE, {"id": id})]

        return await self._readers.read(read)


def find_by_parts(connection: Connection, text: str, category: str, limit: int) -> Sequence[bytes]:
    """Where a database has no index of words: products that contain all the words somewhere."""
    found = _ALL.limit(limit)
    for word in text.split():
        columns = (PRODUCT.c.title, PRODUCT.c.category, PRODUCT.c.barcode)
        found = found.where(or_(*(c.icontains(word, autoescape=True) for c in columns)))
    if category:
        found = found.where(PRODUCT.c.category == category)
    return connection.scalars(found).all()


def _list(connection: Connection, category: str, limit: int) -> Sequence[bytes]:
    found = _ALL.where(PRODUCT.c.category == category) if category else _ALL
    return connection.scalars(found.limit(limit)).all()


def _add(connection: Connection, sale: Sale) -> Sale:
    try:
        if sale.held:
            kept = replace(sale, number=0, invoices=())
            connection.execute(insert(HELD).values(id=kept.id, body=encode(kept)))
        else:
            kept = replace(sale, number=_next_number(connection), invoices=())
            row = {"number": kept.number, "id": kept.id, "created_at": kept.created_at}
            connection.execute(insert(SALE).values(**row, body=encode(kept)))
    except IntegrityError as why:
        raise Refused("duplicate", "This sale was written down already") from why
    return kept


def _next_number(connection: Connection) -> int:
    """Sales are numbered in the transaction that writes them, so that no number is left out."""
    connection.execute(update(COUNTER).where(_OF_SALES).values(value=COUNTER.c.value + 1))
    return int(connection.execute(select(COUNTER.c.value).where(_OF_SALES)).scalar_one())


def _drop(connection: Connection, id: SaleId) -> None:
    number = connection.scalar(select(SALE.c.number).where(SALE.c.id == id))
    connection.execute(delete(SALE).where(SALE.c.id == id))
    is_last = (_OF_SALES, COUNTER.c.value == number)
    connection.execute(update(COUNTER).where(*is_last).values(value=COUNTER.c.value - 1))


def _take(connection: Connection, id: SaleId) -> Sale | None:
    body = connection.scalar(_HELD_ONE, {"id": id})
    connection.execute(delete(HELD).where(HELD.c.id == id))
    return None if body is None else decode_sale(body)
