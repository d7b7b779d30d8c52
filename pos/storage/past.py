"""What a shop's database tells to whoever only reads it, also while a till is writing to it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, bindparam, select, text
from sqlalchemy.exc import SQLAlchemyError

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId, WalletId
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.journal import Returns
from pos.storage import sqlite
from pos.storage.codec import decode_invoice
from pos.storage.faults import meaning_of
from pos.storage.payments import next_index
from pos.storage.schema import (
    ADDRESS_SKIP,
    EMPTY,
    INVOICE,
    LOST_ADDRESS,
    PROMPT,
    RESTORE,
    REVISIONS,
)

_SHOWN = (
    select(PROMPT.c.key_index, PROMPT.c.address, PROMPT.c.created_at, INVOICE.c.body)
    .where(PROMPT.c.wallet == bindparam("wallet"), PROMPT.c.invoice_id == INVOICE.c.id)
    .order_by(PROMPT.c.key_index)
)

_SKIPS = (
    select(ADDRESS_SKIP.c.first, ADDRESS_SKIP.c.past, ADDRESS_SKIP.c.at)
    .where(ADDRESS_SKIP.c.wallet == bindparam("wallet"))
    .order_by(ADDRESS_SKIP.c.seq)
)
_LOST = select(LOST_ADDRESS.c.address, LOST_ADDRESS.c.key_index).where(
    LOST_ADDRESS.c.wallet == bindparam("wallet")
)
_RESTORES = select(
    RESTORE.c.at, RESTORE.c.taken_at, RESTORE.c.first_sale, RESTORE.c.past_sale
).order_by(RESTORE.c.seq)
_INVOICE = select(INVOICE.c.body).where(INVOICE.c.id == bindparam("id"))
_RETURNING = (
    select(INVOICE.c.body)
    .where(INVOICE.c.returns.in_(bindparam("states", expanding=True)))
    .where(INVOICE.c.returns != EMPTY)
    .order_by(INVOICE.c.created_at)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One address of a wallet, when it was shown first, and the invoice that it was shown for."""

    index: int
    address: str
    at: int
    invoice: Invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Addresses that a restore left out: number `first` and on, before `past`; and when."""

    first: int
    past: int
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A restore of this shop: when it was, of which moment the backup is, which sales it left out.

    No sale has a number from `first_sale` on, before `past_sale`.
    """

    at: int
    taken_at: int
    first_sale: int
    past_sale: int


class Past:
    """Reads one database; every call blocks and may take seconds after years of trade."""

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine

    def shown(self, wallet: WalletId) -> Sequence[Shown]:
        """Every address of a wallet that was ever shown, by number; none before the first sale."""
        if self._engine is None:
            return ()
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(_SHOWN, {"wallet": wallet})
                return [
                    Shown(index=index, address=address, at=at, invoice=decode_invoice(body))
                    for index, address, at, body in rows
                ]
        except SQLAlchemyError as why:
            raise meaning_of(why) from why

    def next_index(self, wallet: WalletId) -> int:
        """The number of the next address that a customer is shown."""
        if self._engine is None:
            return 0
        try:
            with self._engine.connect() as connection:
                return next_index(connection, wallet)
        except SQLAlchemyError as why:
            raise meaning_of(why) from why

    def skipped(self, wallet: WalletId) -> Sequence[Skipped]:
        """The addresses of a wallet that restores left out, oldest first."""
        if self._engine is None:
            return ()
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(_SKIPS, {"wallet": wallet})
                return [Skipped(first=first, past=past, at=at) for first, past, at in rows]
        except SQLAlchemyError as why:
            raise meaning_of(why) from why

    def lost(self, wallet: WalletId) -> dict[str, int]:
        """The addresses that restores left out, with their numbers: a lost sale may be paid."""
        if self._engine is None:
            return {}
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(_LOST, {"wallet": wallet})
                return {row[0]: row[1] for row in rows}
        except SQLAlchemyError as why:
            raise meaning_of(why) from why

    def restores(self) -> Sequence[Restored]:
        """Every restore of this shop, oldest first."""
        if self._engine is None:
            return ()
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(_RESTORES)
                return [
                    Restored(at=at, taken_at=taken_at, first_sale=first, past_sale=past)
                    for at, taken_at, first, past in rows
                ]
        except SQLAlchemyError as why:
            raise meaning_of(why) from why

    def returning(self, states: Sequence[Returns]) -> Sequence[Invoice]:
        """The invoices whose money that goes back stands like this, oldest first."""
        if self._engine is None:
            return ()
        try:
            with self._engine.connect() as connection:
                bodies = connection.scalars(_RETURNING, {"states": [str(s) for s in states]})
                return [decode_invoice(body) for body in bodies]
        except SQLAlchemyError as why:
            raise meaning_of(why) from why

    def invoice(self, id: InvoiceId) -> Invoice | None:
        """One invoice as it stands now."""
        if self._engine is None:
            return None
        try:
            with self._engine.connect() as connection:
                body = connection.scalar(_INVOICE, {"id": id})
        except SQLAlchemyError as why:
            raise meaning_of(why) from why
        return None if body is None else decode_invoice(body)


@contextmanager
def open_past(path: Path) -> Iterator[Past]:
    """The past in a database file; an empty one where there is no file yet.

    Raises Refused for a database whose tables another version of this program made.
    """
    if not path.exists():
        yield Past(None)
        return
    engine = sqlite.reading_engine(path, readers=1)
    try:
        check_version(engine)
        yield Past(engine)
    finally:
        engine.dispose()


def check_version(engine: Engine) -> None:
    """Raises Refused for a database whose tables another version of this program made."""
    try:
        with engine.connect() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as why:
        raise meaning_of(why) from why
    if revision != REVISIONS[-1]:
        words = "The database is of another version of Florin. Open the till once with this one"
        raise Refused("other_version", words)
