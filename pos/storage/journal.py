"""What watchers and people read back: addresses, marks, journal lines, lists. The Journal port."""

from collections.abc import Sequence
from typing import Any, assert_never

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    select,
)

from pos.domain.ids import ChainId, InvoiceId
from pos.domain.money import Asset
from pos.domain.payment.deposit import Look
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.received import explained_at
from pos.domain.ports.journal import Mark, Returns, Search, SortBy, WatchedAddress
from pos.domain.ports.payments import Entry
from pos.storage.codec import decode_invoice
from pos.storage.readers import Readers
from pos.storage.schema import DEPOSIT, EMPTY, INVOICE, JOURNAL, LOST_ADDRESS, MARK, PROMPT
from pos.storage.statements import MARK_PUT
from pos.storage.writer import Writer

_HAS_OWN_COIN = and_(
    PROMPT.c.chain.startswith("eip155:"),  # elsewhere no money comes without a transaction
    PROMPT.c.asset_contract.is_(None),
    exists().where(DEPOSIT.c.invoice_id == PROMPT.c.invoice_id),
)
_ADDRESSES = select(
    PROMPT.c.address,
    PROMPT.c.invoice_id,
    PROMPT.c.created_at,
    PROMPT.c.asset_code,
    PROMPT.c.asset_decimals,
    PROMPT.c.asset_contract,
    case((_HAS_OWN_COIN, INVOICE.c.body)),  # only where a balance has to be explained
).where(PROMPT.c.chain == bindparam("chain"), PROMPT.c.invoice_id == INVOICE.c.id)
_LOST = select(LOST_ADDRESS.c.address, LOST_ADDRESS.c.since).where(
    LOST_ADDRESS.c.chain == bindparam("chain")
)
_MARK = select(MARK).where(MARK.c.chain == bindparam("chain"))
_SENT_BACK = select(INVOICE.c.body).where(
    INVOICE.c.returned_at >= bindparam("since"), INVOICE.c.returned_at > literal_column("0")
)
_ENTRIES = (
    select(JOURNAL.c.at, JOURNAL.c.kind, JOURNAL.c.text)
    .where(JOURNAL.c.invoice_id == bindparam("id"))
    .order_by(JOURNAL.c.seq)
)


class StoredJournal:
    """Addresses, marks, journal lines and searches in a database."""

    def __init__(self, writer: Writer, readers: Readers) -> None:
        self._writer = writer
        self._readers = readers

    async def addresses(self, chain: ChainId) -> Sequence[WatchedAddress]:
        """Every address ever shown on a chain, in no order."""

        def read(connection: Connection) -> Sequence[WatchedAddress]:
            known: dict[tuple[str, int, str | None], Asset] = {}
            found = []
            rows = connection.execute(_ADDRESSES, {"chain": chain})
            for address, invoice, created_at, code, decimals, contract, body in rows:
                key = code, decimals, contract
                asset = known.get(key)
                if asset is None:  # hundreds of thousands of addresses share a few of them
                    asset = Asset(code=code, decimals=decimals, chain=chain, contract=contract)
                    known[key] = asset
                id = InvoiceId(invoice)
                watched = WatchedAddress(
                    address=address,
                    invoice=id,
                    asset=asset,
                    created_at=created_at,
                    accounted=explained_at(decode_invoice(body), address) if body else 0,
                )
                found.append(watched)
            return found

        return await self._readers.read(read)

    async def lost_addresses(self, chain: ChainId) -> Sequence[tuple[str, int]]:
        """Those on a chain that a lost machine may have shown, and since when, in no order."""

        def read(connection: Connection) -> Sequence[tuple[str, int]]:
            return [
                (address, since) for address, since in connection.execute(_LOST, {"chain": chain})
            ]

        return await self._readers.read(read)

    async def mark(self, chain: ChainId) -> Mark | None:
        """How far this chain was read, or None before its first look."""

        def read(connection: Connection) -> Mark | None:
            row = connection.execute(_MARK, {"chain": chain}).first()
            if row is None:
                return None
            look = Look(
                chain=chain,
                at=row.at,
                previous_at=row.previous_at,
                height=row.height,
                number=row.number,
                is_complete=row.complete,
            )
            return Mark(cursor=row.cursor, look=look)

        return await self._readers.read(read)

    async def save_mark(self, mark: Mark) -> None:
        """Remember it, durably."""
        look = mark.look
        seen = (look.at, look.previous_at, look.height, look.number, int(look.is_complete))
        row = (look.chain, mark.cursor, *seen)
        await self._writer.write(((MARK_PUT, row),))

    async def entries(self, id: InvoiceId) -> Sequence[Entry]:
        """An invoice's journal, oldest first."""

        def read(connection: Connection) -> Sequence[Entry]:
            rows = connection.execute(_ENTRIES, {"id": id})
            return [Entry(at=at, kind=kind, text=words) for at, kind, words in rows]

        return await self._readers.read(read)

    async def search(self, query: Search) -> Sequence[Invoice]:
        """Invoices, in the order asked for; every word of the text has to be found."""

        def read(connection: Connection) -> Sequence[Invoice]:
            return [decode_invoice(body) for body in connection.scalars(_search(query))]

        return await self._readers.read(read)

    async def sent_back_since(self, since: int) -> Sequence[Invoice]:
        """Every invoice with money that was signed or sent back since then, in no order."""

        def read(connection: Connection) -> Sequence[Invoice]:
            return [decode_invoice(b) for b in connection.scalars(_SENT_BACK, {"since": since})]

        return await self._readers.read(read)


def _search(query: Search) -> Select[bytes]:
    found = select(INVOICE.c.body)
    for word in query.text.lower().split():
        found = found.where(INVOICE.c.search.contains(word, autoescape=True))
    if query.stages:
        found = found.where(INVOICE.c.stage.in_([str(stage) for stage in query.stages]))
    if query.since is not None:
        found = found.where(INVOICE.c.created_at >= query.since)
    if query.door is not None:
        found = found.where(INVOICE.c.door == str(query.door))
    if query.code is not None:
        found = found.where(INVOICE.c.code == query.code)
    if query.returns:
        found = found.where(INVOICE.c.returns.in_([str(state) for state in query.returns]))
    if Returns.NOTHING not in query.returns and query.returns:
        found = found.where(INVOICE.c.returns != EMPTY)
    return found.order_by(*_order(query.sort)).limit(query.limit).offset(query.skip)


def _order(sort: SortBy) -> tuple[ColumnElement[Any], ...]:
    newest_first = (INVOICE.c.created_at.desc(), INVOICE.c.seq.desc())
    match sort:
        case SortBy.NEWEST:
            return newest_first
        case SortBy.OLDEST:
            return INVOICE.c.created_at, INVOICE.c.seq
        case SortBy.BIGGEST:
            return INVOICE.c.currency, INVOICE.c.price.desc(), *newest_first
        case SortBy.SMALLEST:
            return INVOICE.c.currency, INVOICE.c.price, *newest_first
        case _:
            assert_never(sort)
