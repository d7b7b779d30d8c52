"""Invoices on disk: the Payments port."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, exists, func, select

from pos.domain.ids import InvoiceId, WalletId
from pos.domain.payment.effects import Effect
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Prompt
from pos.domain.payment.stage import stage_of
from pos.domain.ports.payments import Change
from pos.storage.codec import decode_invoice, encode, kind_of
from pos.storage.readers import Readers
from pos.storage.rows import (
    Depths,
    changed_at,
    code_of,
    is_settled,
    price_of,
    returned_at,
    returns_of,
    search_text,
)
from pos.storage.schema import ADDRESS_SKIP, ANY_WALLET, DEPOSIT, IDEMPOTENCY, INVOICE, PROMPT
from pos.storage.statements import (
    DEPOSIT_PUT,
    IDEMPOTENCY_ADD,
    INVOICE_ADD,
    INVOICE_SET,
    JOURNAL_ADD,
    OUTBOX_ADD,
    PROMPT_PUT,
    Row,
    Statement,
)
from pos.storage.writer import Writer

_BODY = select(INVOICE.c.body).where(INVOICE.c.id == bindparam("id"))
_BY_SELECTOR = select(INVOICE.c.body).where(INVOICE.c.selector == bindparam("selector"))
_BY_KEY = select(IDEMPOTENCY.c.invoice_id, IDEMPOTENCY.c.digest).where(
    IDEMPOTENCY.c.key == bindparam("key")
)
_UNSETTLED = select(INVOICE.c.body).where(~INVOICE.c.settled).order_by(INVOICE.c.seq)
_PAID_INDEXES = (
    select(PROMPT.c.key_index)
    .where(
        PROMPT.c.wallet == bindparam("wallet"),
        exists().where(
            DEPOSIT.c.invoice_id == PROMPT.c.invoice_id, DEPOSIT.c.chain == PROMPT.c.chain
        ),
    )
    .order_by(PROMPT.c.key_index)
)
_LAST_INDEX = select(func.max(PROMPT.c.key_index)).where(PROMPT.c.wallet == bindparam("wallet"))
_SKIPPED = select(func.max(ADDRESS_SKIP.c.past)).where(ADDRESS_SKIP.c.wallet == bindparam("wallet"))


class StoredPayments:
    """The store of invoices in a database."""

    def __init__(self, writer: Writer, readers: Readers, depths: Depths) -> None:
        self._writer = writer
        self._readers = readers
        self._depths = depths

    async def commit(self, change: Change) -> None:
        """Make it durable together with its journal, addresses, payments and effects."""
        await self._writer.write(tuple(_rows(change, self._depths)))

    async def invoice(self, id: InvoiceId) -> Invoice | None:
        """The newest committed version."""

        def read(connection: Connection) -> Invoice | None:
            body = connection.scalar(_BODY, {"id": id})
            return None if body is None else decode_invoice(body)

        return await self._readers.read(read)

    async def by_selector(self, selector: str) -> Invoice | None:
        """The newest committed version, by its public name."""

        def read(connection: Connection) -> Invoice | None:
            body = connection.scalar(_BY_SELECTOR, {"selector": selector})
            return None if body is None else decode_invoice(body)

        return await self._readers.read(read)

    async def by_idempotency(self, key: str) -> tuple[InvoiceId, str] | None:
        """The invoice made under this key, and the digest of the request."""

        def read(connection: Connection) -> tuple[InvoiceId, str] | None:
            row = connection.execute(_BY_KEY, {"key": key}).first()
            return None if row is None else (InvoiceId(row.invoice_id), row.digest)

        return await self._readers.read(read)

    async def unsettled(self) -> Sequence[Invoice]:
        """Every invoice that is not done with (see `rows.is_settled`), oldest first."""

        def read(connection: Connection) -> Sequence[Invoice]:
            return [decode_invoice(body) for body in connection.scalars(_UNSETTLED)]

        return await self._readers.read(read)

    async def next_index(self, wallet: WalletId) -> int:
        """One more than the highest address index ever committed or skipped; 0 if none.

        A wallet that was not there yet at a restore begins where that one has any such begin.
        """

        def read(connection: Connection) -> int:
            return next_index(connection, wallet)

        return await self._readers.read(read)

    async def paid_indexes(self, wallet: WalletId) -> Sequence[int]:
        """The addresses of a wallet whose invoice got money on their chain, rising."""

        def read(connection: Connection) -> Sequence[int]:
            return connection.scalars(_PAID_INDEXES, {"wallet": wallet}).all()

        return await self._readers.read(read)


def next_index(connection: Connection, wallet: WalletId) -> int:
    """The number of the next address that may be handed out."""
    last = connection.scalar(_LAST_INDEX, {"wallet": wallet})
    past = connection.scalar(_SKIPPED, {"wallet": wallet})
    if last is None and past is None:
        past = connection.scalar(_SKIPPED, {"wallet": ANY_WALLET})
    return max(-1 if last is None else last, (past or 0) - 1) + 1


def _rows(change: Change, depths: Depths) -> Iterator[tuple[Statement, Row]]:
    """Everything that a change writes."""
    invoice, at = change.invoice, changed_at(change)
    yield _invoice_row(invoice, depths)
    for prompt in invoice.prompts:
        yield PROMPT_PUT, _prompt_row(invoice.id, prompt, at)
    for d in invoice.deposits:
        yield DEPOSIT_PUT, (d.chain, d.txid, d.index, invoice.id)
    if change.idempotency is not None:
        yield IDEMPOTENCY_ADD, (change.idempotency.key, change.idempotency.digest, invoice.id)
    for entry in change.entries:
        yield JOURNAL_ADD, (invoice.id, entry.at, entry.kind, entry.text)
    for effect in change.effects:
        yield OUTBOX_ADD, _effect_row(effect, at)


def _invoice_row(invoice: Invoice, depths: Depths) -> tuple[Statement, Row]:
    state = (str(stage_of(invoice)), int(is_settled(invoice, depths)))
    index = (code_of(invoice), str(returns_of(invoice)), returned_at(invoice))
    whole = (search_text(invoice), encode(invoice))
    if invoice.version > 1:
        before = invoice.version - 1
        return INVOICE_SET, (invoice.id, before, invoice.version, *state, *index, *whole)
    return INVOICE_ADD, (
        invoice.id,
        invoice.selector,
        invoice.version,
        *state,
        str(invoice.origin.door),
        invoice.origin.reference,
        invoice.created_at,
        *price_of(invoice),
        *index,
        *whole,
    )


def _prompt_row(id: InvoiceId, prompt: Prompt, at: int) -> Row:
    asset = prompt.due.asset
    return (
        prompt.wallet,
        prompt.key_index,
        asset.chain,
        prompt.address,
        asset.code,
        asset.decimals,
        asset.contract,
        id,
        at,
    )


def _effect_row(effect: Effect, at: int) -> Row:
    told = (kind_of(effect), encode(effect))
    way = (effect.lane, effect.recipient[:255])
    return effect.key, effect.invoice, *way, *told, at, at, 0, ""
