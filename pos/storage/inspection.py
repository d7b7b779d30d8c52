"""Looking at a database file without changing a byte of it, also while a till writes to it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    exists,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from pos.domain.errors import Trouble
from pos.domain.ids import ChainId, WalletId
from pos.storage.faults import meaning_of
from pos.storage.schema import DEPOSIT, INVOICE, MARK, METADATA, OUTBOX, PROMPT, REVISIONS

MOST_PROBLEMS: Final = 5
"""So many faults are told; one is enough to stop."""

_WALLETS: Final = select(PROMPT.c.wallet, func.max(PROMPT.c.key_index)).group_by(PROMPT.c.wallet)
_PAID: Final = (
    select(PROMPT.c.wallet, PROMPT.c.key_index)
    .where(
        exists().where(
            DEPOSIT.c.invoice_id == PROMPT.c.invoice_id, DEPOSIT.c.chain == PROMPT.c.chain
        )
    )
    .order_by(PROMPT.c.key_index)
)
_OVERDUE: Final = select(func.count(), func.min(OUTBOX.c.created_at)).where(
    OUTBOX.c.due_at.is_not(None), OUTBOX.c.tries > 0, OUTBOX.c.recipient != ""
)
_FIRST: Final = select(func.min(INVOICE.c.created_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """How many addresses of a wallet were handed out, and which of them got money, rising."""

    wallet: WalletId
    shown: int
    paid: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """How far the last complete look at a chain went, and when it was."""

    chain: ChainId
    at: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a database file holds, in figures only.

    `faults` is what SQLite's own check found. `revision` is the version of its tables; with one
    that is not `is_current` only the faults were looked for, `is_older` if the next start of the
    till brings it up to date. `unsent` messages to shops were tried
    in vain so far, the oldest made at `unsent_since`. `began_at` is when the first invoice was
    made.
    """

    faults: tuple[str, ...]
    revision: str
    is_current: bool
    rows: Mapping[str, int]
    is_older: bool = False
    looks: tuple[LookedAt, ...] = ()
    wallets: tuple[Handed, ...] = ()
    unsent: int = 0
    unsent_since: int | None = None
    began_at: int | None = None


def inspected(path: Path) -> Inspected:
    """Check a database file and count what is in it; blocks for seconds if it is large.

    Raises Corrupt for one that cannot be read at all, Trouble if it cannot be opened.
    """
    try:
        with _read_only(path) as connection:
            return _inspected(connection)
    except SQLAlchemyError as why:
        raise meaning_of(why) from why
    except OSError as why:
        raise Trouble(f"The database cannot be opened: {why.strerror}") from why


@contextmanager
def _read_only(path: Path) -> Iterator[Connection]:
    """Beside a till, or of a file at rest, which not even its journal's files are made for."""
    journal = path.with_name(f"{path.name}-wal")
    mode = {"mode": "ro"} if journal.exists() else {"immutable": "1", "mode": "ro"}
    with path.open("rb"):
        pass  # SQLite tells less clearly why a file cannot be opened
    engine = _engine(path, mode)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(path: Path, mode: Mapping[str, str]) -> Engine:
    name = f"file:{quote(str(path.absolute()))}"
    url = URL.create("sqlite", database=name, query={**mode, "uri": "true"})
    return create_engine(url, poolclass=NullPool, hide_parameters=True)


def _inspected(connection: Connection) -> Inspected:
    found = connection.exec_driver_sql(f"PRAGMA quick_check({MOST_PROBLEMS})").scalars().all()
    faults = tuple(str(fault) for fault in found if fault != "ok")
    tables = set(inspect(connection).get_table_names())
    revision = ""
    if "alembic_version" in tables:
        told = connection.scalar(text("SELECT version_num FROM alembic_version"))
        revision = str(told or "")
    is_current = revision == REVISIONS[-1]
    if faults or not is_current:
        return Inspected(
            faults=faults,
            revision=revision,
            is_current=is_current,
            is_older=revision in REVISIONS[:-1],
            rows={},
        )
    names = sorted(tables & set(METADATA.tables))
    unsent, unsent_since = connection.execute(_OVERDUE).one()
    return Inspected(
        faults=(),
        revision=revision,
        is_current=True,
        rows={name: _rows(connection, name) for name in names},
        looks=tuple(_looks(connection)),
        wallets=tuple(_wallets(connection)),
        unsent=unsent,
        unsent_since=unsent_since,
        began_at=connection.scalar(_FIRST),
    )


def _rows(connection: Connection, name: str) -> int:
    return int(connection.scalar(select(func.count()).select_from(METADATA.tables[name])) or 0)


def _looks(connection: Connection) -> Iterator[LookedAt]:
    for row in connection.execute(select(MARK.c.chain, MARK.c.at, MARK.c.height)):
        yield LookedAt(chain=ChainId(row.chain), at=row.at, height=row.height)


def _wallets(connection: Connection) -> Iterator[Handed]:
    paid: dict[str, list[int]] = {}
    for wallet, index in connection.execute(_PAID):
        paid.setdefault(wallet, []).append(index)
    for wallet, last in connection.execute(_WALLETS):
        yield Handed(wallet=WalletId(wallet), shown=last + 1, paid=tuple(paid.get(wallet, ())))
