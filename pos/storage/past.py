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
from pos.storage.schema import EMPTY, INVOICE, PROMPT, REVISIONS

_SHOWN = (
    select(PROMPT.c.key_index, PROMPT.c.address, PROMPT.c.created_at, INVOICE.c.body)
    .where(PROMPT.c.wallet == bindparam("wallet"), PROMPT.c.invoice_id == INVOICE.c.id)
    .order_by(PROMPT.c.key_index)
)

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
