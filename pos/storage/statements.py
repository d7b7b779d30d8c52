"""The statements that the writer runs for many units of work at once, each row a plain tuple.

One statement takes many rows in one step, so that the database works on all of them without
coming back to Python in between. The words are the same in SQLite and PostgreSQL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pos.domain.errors import Conflict, Corrupt, Refused

Value = str | int | bytes | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One way to write rows.

    `rank` orders the statements of a batch. `missed` says what it means when a row touched
    nothing, None if that is fine; `clash` what it means when a row broke a constraint.
    """

    rank: int
    head: str
    columns: int
    tail: str
    missed: Callable[[], Exception] | None = None
    clash: Callable[[], Exception] | None = None


def sql_of(statement: Statement, rows: int, place: str) -> str:
    """The statement for this many rows."""
    row = f"({', '.join([place] * statement.columns)})"
    return f"{statement.head} {', '.join([row] * rows)}{statement.tail}"


def _changed_by_another() -> Exception:
    return Conflict("The invoice was changed by somebody else")


def _selector_taken() -> Exception:
    return Refused("duplicate", "An invoice with this name exists already")


def _address_taken() -> Exception:
    return Refused("duplicate", "This address was given to another invoice")


def _key_taken() -> Exception:
    return Refused("duplicate", "A request with this idempotency key was made already")


def _counted_twice() -> Exception:
    return Corrupt("A payment that belongs to one invoice was counted for another")


def _no_such_delivery() -> Exception:
    return Refused("unknown_delivery", "There is no such delivery")


def _barcode_taken() -> Exception:
    return Refused("duplicate", "Another product has this barcode")


INVOICE_ADD: Final = Statement(
    rank=0,
    head=(
        "INSERT INTO invoice (id, selector, version, stage, settled, door, reference, created_at,"
        " currency, price, code, returns, returned_at, search, body) VALUES"
    ),
    columns=15,
    tail=" ON CONFLICT (id) DO NOTHING",
    missed=_changed_by_another,
    clash=_selector_taken,
)

INVOICE_SET: Final = Statement(
    rank=1,
    head=(
        "UPDATE invoice SET version = fresh.column3, stage = fresh.column4,"
        " settled = fresh.column5, code = fresh.column6, returns = fresh.column7,"
        " returned_at = fresh.column8, search = fresh.column9, body = fresh.column10 FROM (VALUES"
    ),
    columns=10,  # the id and the version it was made from, then what is new
    tail=") AS fresh WHERE invoice.id = fresh.column1 AND invoice.version = fresh.column2",
    missed=_changed_by_another,
)

PROMPT_PUT: Final = Statement(
    rank=2,
    head=(
        "INSERT INTO prompt (wallet, key_index, chain, address, asset_code, asset_decimals,"
        " asset_contract, invoice_id, created_at) VALUES"
    ),
    columns=9,
    tail=(
        " ON CONFLICT (wallet, key_index) DO UPDATE SET chain = excluded.chain,"
        " address = excluded.address, asset_code = excluded.asset_code,"
        " asset_decimals = excluded.asset_decimals, asset_contract = excluded.asset_contract"
        " WHERE prompt.invoice_id = excluded.invoice_id"
    ),
    missed=_address_taken,
    clash=_address_taken,
)

DEPOSIT_PUT: Final = Statement(
    rank=3,
    head="INSERT INTO deposit (chain, txid, position, invoice_id) VALUES",
    columns=4,
    tail=(
        " ON CONFLICT (chain, txid, position) DO UPDATE SET invoice_id = excluded.invoice_id"
        " WHERE deposit.invoice_id = excluded.invoice_id"
    ),
    missed=_counted_twice,
)

IDEMPOTENCY_ADD: Final = Statement(
    rank=4,
    head="INSERT INTO idempotency (key, digest, invoice_id) VALUES",
    columns=3,
    tail="",
    clash=_key_taken,
)

JOURNAL_ADD: Final = Statement(
    rank=5,
    head="INSERT INTO journal (invoice_id, at, kind, text) VALUES",
    columns=4,
    tail="",
)

OUTBOX_ADD: Final = Statement(
    rank=6,
    head=(
        "INSERT INTO outbox"
        " (id, invoice_id, lane, recipient, kind, body, created_at, due_at, tries, outcome) VALUES"
    ),
    columns=10,
    tail=" ON CONFLICT (id) DO NOTHING",
)

OUTBOX_SET: Final = Statement(
    rank=7,
    head=(
        "UPDATE outbox SET due_at = fresh.column2, tries = fresh.column3,"
        " outcome = fresh.column4 FROM (VALUES"
    ),
    columns=4,
    tail=") AS fresh WHERE outbox.id = fresh.column1",
    missed=_no_such_delivery,
)

OUTBOX_AGAIN: Final = Statement(
    rank=8,
    head="UPDATE outbox SET due_at = fresh.column2 FROM (VALUES",
    columns=2,
    tail=") AS fresh WHERE outbox.id = fresh.column1",
    missed=_no_such_delivery,
)

LANE_WAITS: Final = Statement(
    rank=9,
    head="UPDATE outbox SET due_at = fresh.column3 FROM (VALUES",
    columns=3,  # the invoice, the lane, and until when
    tail=(
        ") AS fresh WHERE outbox.invoice_id = fresh.column1 AND outbox.lane = fresh.column2"
        " AND outbox.due_at < fresh.column3"
    ),
)
"""What stands behind a delivery that failed waits as long: nobody has to look at it until then."""

LANE_AGAIN: Final = Statement(
    rank=10,
    head=(
        "UPDATE outbox SET due_at = fresh.at FROM"
        " (SELECT first.invoice_id, first.lane, wish.column2 AS at FROM (VALUES"
    ),
    columns=2,
    tail=(
        ") AS wish JOIN outbox AS first ON first.id = wish.column1) AS fresh"
        " WHERE outbox.invoice_id = fresh.invoice_id AND outbox.lane = fresh.lane"
        " AND outbox.due_at > fresh.at"
    ),
)
"""What stands in the lane of a delivery that is made due waits no longer, either."""

ATTEMPT_ADD: Final = Statement(
    rank=11,
    head="INSERT INTO attempt (delivery_id, at, outcome, took_ms) VALUES",
    columns=4,
    tail="",
)

MARK_PUT: Final = Statement(
    rank=12,
    head='INSERT INTO mark (chain, "cursor", at, previous_at, height, number, complete) VALUES',
    columns=7,
    tail=(
        ' ON CONFLICT (chain) DO UPDATE SET "cursor" = excluded."cursor", at = excluded.at,'
        " previous_at = excluded.previous_at, height = excluded.height, number = excluded.number,"
        " complete = excluded.complete"
    ),
)

PRODUCT_PUT: Final = Statement(
    rank=13,
    head="INSERT INTO product (id, title, category, barcode, body) VALUES",
    columns=5,
    tail=(
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, category = excluded.category,"
        " barcode = excluded.barcode, body = excluded.body"
    ),
    clash=_barcode_taken,
)
