"""What is written into a database that was restored from a backup, before anybody sells with it.

All of it in one transaction: every invoice learns that it comes from a backup, what was approved
waits for its approval again, and the numbers of addresses jump over those that the lost machine
may have handed out since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from pos.domain.errors import Corrupt
from pos.domain.ids import ChainId, WalletId
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import RefundStage
from pos.domain.payment.restored import restored
from pos.storage import sqlite
from pos.storage.codec import decode_invoice, encode
from pos.storage.faults import meaning_of
from pos.storage.schema import (
    ADDRESS_SKIP,
    COUNTER,
    INVOICE,
    JOURNAL,
    LOST_ADDRESS,
    PROMPT,
    RESTORE,
    SALE,
)

_AT_ONCE: Final = 500
_DAY_S: Final = 86_400
_RECENT_DAYS: Final = 30

_SOME = (
    select(INVOICE.c.seq, INVOICE.c.body)
    .where(INVOICE.c.seq > bindparam("after"))
    .order_by(INVOICE.c.seq)
    .limit(_AT_ONCE)
)
_SET = update(INVOICE).where(INVOICE.c.seq == bindparam("one")).values(body=bindparam("fresh"))
_NEXT = select(PROMPT.c.wallet, func.max(PROMPT.c.key_index) + 1).group_by(PROMPT.c.wallet)
_DAY = (PROMPT.c.created_at // _DAY_S).label("day")
_BY_DAY = (
    select(PROMPT.c.wallet, _DAY, func.count().label("shown"))
    .where(PROMPT.c.created_at > bindparam("since"))
    .group_by(PROMPT.c.wallet, "day")
    .subquery()
)
_BUSIEST = select(_BY_DAY.c.wallet, func.max(_BY_DAY.c.shown)).group_by(_BY_DAY.c.wallet)
_SALES_BY_DAY = (
    select(func.count().label("sold"))
    .where(SALE.c.created_at > bindparam("since"))
    .group_by(SALE.c.created_at // _DAY_S)
    .subquery()
)
_BUSIEST_SALES = select(func.max(_SALES_BY_DAY.c.sold))
_LAST_SALE = select(COUNTER.c.value).where(COUNTER.c.name == "sale")
_SKIPPED = select(ADDRESS_SKIP.c.wallet, func.max(ADDRESS_SKIP.c.past)).group_by(
    ADDRESS_SKIP.c.wallet
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How far a wallet's addresses were handed out, and how many on its busiest recent day."""

    next_index: int
    busiest_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Numbers of a wallet's addresses that are never handed out: `first` and on, before `past`."""

    wallet: WalletId
    first: int
    past: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAddress:
    """An address that the lost machine may have handed out."""

    chain: ChainId
    address: str
    wallet: WalletId
    key_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """What is to be noted: when, of which moment the backup is, and what is skipped."""

    at: int
    taken_at: int
    skips: Sequence[Skip]
    lost: Sequence[LostAddress] = ()
    skipped_sales: int = 0
    """So many numbers of sales are left out, too: they may stand on receipts."""


def usage_of(path: Path, now: int) -> Mapping[WalletId, Usage]:
    """Of each wallet whose addresses this database handed out or skipped; blocks."""
    engine = sqlite.reading_engine(path, readers=1)
    try:
        with engine.connect() as connection:
            since = {"since": now - _RECENT_DAYS * _DAY_S}
            busiest = {row[0]: row[1] for row in connection.execute(_BUSIEST, since)}
            nexts = {row[0]: row[1] for row in connection.execute(_NEXT)}
            for wallet, past in connection.execute(_SKIPPED):
                nexts[wallet] = max(past, nexts.get(wallet, 0))
    except SQLAlchemyError as why:
        raise meaning_of(why) from why
    finally:
        engine.dispose()
    return {
        WalletId(wallet): Usage(next_index=index, busiest_day=busiest.get(wallet, 0))
        for wallet, index in nexts.items()
    }


def busiest_day_of_sales(path: Path, now: int) -> int:
    """How many sales the counter made on its busiest recent day; blocks."""
    engine = sqlite.reading_engine(path, readers=1)
    try:
        with engine.connect() as connection:
            since = {"since": now - _RECENT_DAYS * _DAY_S}
            return connection.scalar(_BUSIEST_SALES, since) or 0
    except SQLAlchemyError as why:
        raise meaning_of(why) from why
    finally:
        engine.dispose()


def mark_restored(path: Path, restoration: Restoration) -> int:
    """Write all of it into a database of this version that nobody has open; blocks.

    The answer is how many refunds wait for somebody to let them go.
    """
    engine = sqlite.writing_engine(path)
    try:
        with engine.begin() as connection:
            waiting = sum(_mark(connection, *row, restoration.at) for row in _bodies(connection))
            _note(connection, restoration)
    except SQLAlchemyError as why:
        raise meaning_of(why) from why
    finally:
        engine.dispose()
    return waiting


def _bodies(connection: Connection) -> Iterator[tuple[int, bytes]]:
    """Every invoice, some hundred at a time: they are changed meanwhile."""
    after = 0
    while some := connection.execute(_SOME, {"after": after}).all():
        yield from ((seq, body) for seq, body in some)
        after = some[-1][0]


def _mark(connection: Connection, seq: int, body: bytes, at: int) -> int:
    """How many refunds of it wait now; one that cannot be read is left as it is."""
    try:
        invoice = restored(decode_invoice(body), at)
    except Corrupt:
        return 0
    connection.execute(_SET, {"one": seq, "fresh": encode(invoice)})
    waiting = [r for r in invoice.refunds if r.stage is RefundStage.PLANNED]
    if waiting:
        connection.execute(insert(JOURNAL).values(_line(invoice, at)))
    return len(waiting)


def _line(invoice: Invoice, at: int) -> dict[str, str | int]:
    text = "Restored from a backup: refunds wait until somebody has looked for them on the chain"
    return {"invoice_id": invoice.id, "at": at, "kind": "restored", "text": text}


def _note(connection: Connection, restoration: Restoration) -> None:
    at, skipped = restoration.at, restoration.skipped_sales
    last: int = connection.execute(_LAST_SALE).scalar_one()
    numbers = {"first_sale": last + 1, "past_sale": last + 1 + skipped}
    taken_at = restoration.taken_at
    connection.execute(insert(RESTORE).values(at=at, taken_at=taken_at, **numbers))
    connection.execute(update(COUNTER).where(COUNTER.c.name == "sale").values(value=last + skipped))
    for skip in restoration.skips:
        row = {"wallet": skip.wallet, "first": skip.first, "past": skip.past, "at": at}
        connection.execute(insert(ADDRESS_SKIP).values(row))
    rows = [
        {
            "chain": lost.chain,
            "address": lost.address,
            "wallet": lost.wallet,
            "key_index": lost.key_index,
            "since": restoration.taken_at,
        }
        for lost in restoration.lost
    ]
    if rows:
        connection.execute(insert(LOST_ADDRESS).prefix_with("OR IGNORE"), rows)
