"""What a database amounts to: figures for people, and a digest by which two can be compared."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from pos.domain.errors import Corrupt
from pos.domain.money import Amount, Asset, format_amount
from pos.storage.snapshot import Breathe, reading, unhurried

AT_ONCE: Final = 200
_PASSED_OVER: Final = ("sqlite_", "product_search")
"""The tables that SQLite makes by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The figures of one database.

    `invoices` counts by stage, `refunds` by stage, `received` and `sent_back` are sums by coin
    and chain ("ETH on eip155:1"), of money that is not gone and of refunds that are signed or
    done. `waiting` counts messages that are still to be carried out. `digest` is of every row.
    """

    revision: str
    invoices: Mapping[str, int]
    received: Mapping[str, str]
    refunds: Mapping[str, int]
    sent_back: Mapping[str, str]
    deposits: int
    sales: int
    waiting: int
    carried_out: int
    digest: str


def totals_of(path: Path, breathe: Breathe = unhurried) -> Totals:
    """Count everything in a database that nobody writes to; blocks, 1 s for 20,000 invoices.

    Raises Corrupt for one that cannot be read.
    """
    try:
        with closing(reading(path)) as opened:
            return _counted(opened, breathe)
    except (sqlite3.Error, msgspec.MsgspecError) as why:
        raise Corrupt(f"The database {path.name} cannot be counted: {why}") from why


class _Deposit(msgspec.Struct, frozen=True):
    amount: Amount
    gone: bool = False


class _Refund(msgspec.Struct, frozen=True):
    amount: Amount
    stage: str


class _Money(msgspec.Struct, frozen=True):
    """The part of an invoice's body that is summed."""

    deposits: tuple[_Deposit, ...] = ()
    refunds: tuple[_Refund, ...] = ()


_MONEY: Final = msgspec.json.Decoder(_Money)
_OUT: Final = frozenset({"signed", "confirmed"})


def _counted(opened: sqlite3.Connection, breathe: Breathe) -> Totals:
    received, sent_back, refunds = Counter[Asset](), Counter[Asset](), Counter[str]()
    deposits = 0
    for body in _bodies(opened, breathe):
        money = _MONEY.decode(body)
        deposits += len(money.deposits)
        for deposit in money.deposits:
            received[deposit.amount.asset] += 0 if deposit.gone else deposit.amount.units
        for refund in money.refunds:
            refunds[refund.stage] += 1
            sent_back[refund.amount.asset] += refund.amount.units if refund.stage in _OUT else 0
    stages = opened.execute("SELECT stage, count(*) FROM invoice GROUP BY stage ORDER BY stage")
    waiting, done = opened.execute(
        "SELECT count(*) FILTER (WHERE due_at IS NOT NULL), count(*) FILTER (WHERE due_at IS NULL)"
        " FROM outbox"
    ).fetchone()
    return Totals(
        revision=opened.execute("SELECT version_num FROM alembic_version").fetchone()[0],
        invoices=dict(stages.fetchall()),
        received=_summed(received),
        refunds=dict(sorted(refunds.items())),
        sent_back=_summed(sent_back),
        deposits=deposits,
        sales=opened.execute("SELECT count(*) FROM sale").fetchone()[0],
        waiting=waiting,
        carried_out=done,
        digest=_digest(opened, breathe),
    )


def _bodies(opened: sqlite3.Connection, breathe: Breathe) -> Iterator[bytes]:
    """The invoices that got money; the others add nothing to any sum."""
    found = opened.execute("SELECT body FROM invoice WHERE id IN (SELECT invoice_id FROM deposit)")
    while some := found.fetchmany(AT_ONCE):
        yield from (row[0] for row in some)
        breathe()


def _digest(opened: sqlite3.Connection, breathe: Breathe) -> str:
    """SHA-256 over every row of every table, in an order that does not depend on the file."""
    found = opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    tables = [name for (name,) in found if not name.startswith(_PASSED_OVER)]
    total = hashlib.sha256()
    for table in tables:
        total.update(f"\n{table}\n".encode())
        rows = opened.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - its own names
        while some := rows.fetchmany(AT_ONCE):
            total.update(repr(some).encode())
            breathe()
    return total.hexdigest()


def _summed(counted: Counter[Asset]) -> dict[str, str]:
    sums = (Amount(units, asset) for asset, units in counted.items())
    named = {f"{each.asset.code} on {each.asset.chain}": format_amount(each) for each in sums}
    return dict(sorted(named.items()))
