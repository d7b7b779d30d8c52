"""The tables, and the order of their versions.

An invoice's `body` is the truth; its other columns, and the tables prompt and deposit, are there to
find it and to keep addresses and payments from being given to two invoices.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005")
"""Every version of the tables that this program knows, oldest first; the last one is current."""

FIRST_SALE_NUMBER: Final = 1001

EMPTY: Final[ColumnElement[str]] = literal_column("''")
"""Spelled out in a query: an index of only the filled ones serves it only then."""

ANY_WALLET: Final = ""
"""In `address_skip`: whatever wallet a restored backup knew nothing of."""

METADATA: Final = MetaData()

_Count = BigInteger().with_variant(Integer, "sqlite")  # the only type SQLite numbers by itself


def _seq() -> Column[int]:
    return Column("seq", _Count, primary_key=True, autoincrement=True)


def _of_invoice(*, is_indexed: bool = False) -> Column[str]:
    return Column("invoice_id", ForeignKey("invoice.id"), nullable=False, index=is_indexed)


INVOICE: Final = Table(
    "invoice",
    METADATA,
    _seq(),
    Column("id", String(16), nullable=False, unique=True),
    Column("selector", String(255), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("door", String(16), nullable=False),
    Column("reference", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False, index=True),
    Column("currency", String(32), nullable=False),
    Column("price", String(80), nullable=False),
    Column("code", String(32), nullable=False),
    Column("returns", String(16), nullable=False),
    Column("returned_at", BigInteger, nullable=False),
    Column("search", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_invoice_price", "currency", "price"),
    Index(
        "ix_invoice_returns",
        "returns",
        "created_at",
        sqlite_where=text("returns <> ''"),
        postgresql_where=text("returns <> ''"),
    ),
    Index(
        "ix_invoice_returned_at",
        "returned_at",
        sqlite_where=text("returned_at > 0"),
        postgresql_where=text("returned_at > 0"),
    ),
    Index(
        "ix_invoice_unsettled",
        "seq",
        sqlite_where=text("settled = 0"),
        postgresql_where=text("NOT settled"),
    ),
    Index(
        "ix_invoice_reference",
        "reference",
        sqlite_where=text("reference <> ''"),
        postgresql_where=text("reference <> ''"),
    ),
)

PROMPT: Final = Table(
    "prompt",
    METADATA,
    _seq(),
    Column("wallet", String(64), nullable=False),
    Column("key_index", BigInteger, nullable=False),
    Column("chain", String(64), nullable=False),
    Column("address", String(255), nullable=False),
    Column("asset_code", String(32), nullable=False),
    Column("asset_decimals", Integer, nullable=False),
    Column("asset_contract", String(255)),
    _of_invoice(),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("wallet", "key_index"),
    UniqueConstraint("chain", "address"),
)

DEPOSIT: Final = Table(
    "deposit",
    METADATA,
    Column("chain", String(64), primary_key=True),
    Column("txid", String(128), primary_key=True),
    Column("position", String(255), primary_key=True),
    _of_invoice(is_indexed=True),
)

IDEMPOTENCY: Final = Table(
    "idempotency",
    METADATA,
    Column("key", String(255), primary_key=True),
    Column("digest", String(128), nullable=False),
    _of_invoice(),
)

JOURNAL: Final = Table(
    "journal",
    METADATA,
    _seq(),
    _of_invoice(is_indexed=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("text", Text, nullable=False),
)

OUTBOX: Final = Table(
    "outbox",
    METADATA,
    _seq(),
    Column("id", String(255), nullable=False, unique=True),
    _of_invoice(is_indexed=True),
    Column("lane", String(255), nullable=False),
    Column("recipient", String(255), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("tries", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Index(
        "ix_outbox_waiting",
        "due_at",
        "seq",
        "recipient",  # this and what follows answer for a row without reading it
        "invoice_id",
        "lane",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_outbox_unfinished",
        "invoice_id",
        "lane",
        "seq",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_outbox_webhook",
        "recipient",
        "seq",
        sqlite_where=text("kind = 'webhook'"),
        postgresql_where=text("kind = 'webhook'"),
    ),
)

ATTEMPT: Final = Table(
    "attempt",
    METADATA,
    _seq(),
    Column("delivery_id", ForeignKey("outbox.id"), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("took_ms", BigInteger, nullable=False),
)

MARK: Final = Table(
    "mark",
    METADATA,
    Column("chain", String(64), primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("previous_at", BigInteger),
    Column("height", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("complete", Boolean, nullable=False),
)

PRODUCT: Final = Table(
    "product",
    METADATA,
    _seq(),
    Column("id", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False, index=True),
    Column("category", Text, nullable=False),
    Column("barcode", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_product_category", "category", "title"),
    Index(
        "ix_product_barcode",
        "barcode",
        unique=True,
        sqlite_where=text("barcode <> ''"),
        postgresql_where=text("barcode <> ''"),
    ),
)

SALE: Final = Table(
    "sale",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String(16), nullable=False, unique=True),
    Column("created_at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

HELD: Final = Table(
    "held",
    METADATA,
    _seq(),
    Column("id", String(16), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

API_KEY: Final = Table(
    "api_key",
    METADATA,
    _seq(),
    Column("id", String(16), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index(
        "ix_api_key_name",
        "name",
        unique=True,
        sqlite_where=text("revoked_at IS NULL"),
        postgresql_where=text("revoked_at IS NULL"),
    ),
)

ENDPOINT: Final = Table(
    "endpoint",
    METADATA,
    _seq(),
    Column("id", String(16), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("secret_number", Integer, nullable=False),
    Column("previous_until", BigInteger, nullable=False),
    Column("is_removed", Boolean, nullable=False),
)

SHELF: Final = Table(
    "shelf",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

SWEEP_MOVE: Final = Table(
    "sweep_move",
    METADATA,
    _seq(),
    Column("chain", String(64), nullable=False),
    Column("txid", String(128), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("chain", "txid"),
)

COUNTER: Final = Table(
    "counter",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

RESTORE: Final = Table(
    "restore",
    METADATA,
    _seq(),
    Column("at", BigInteger, nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    Column("first_sale", BigInteger, nullable=False),
    Column("past_sale", BigInteger, nullable=False),
)

ADDRESS_SKIP: Final = Table(
    "address_skip",
    METADATA,
    _seq(),
    Column("wallet", String(64), nullable=False, index=True),
    Column("first", BigInteger, nullable=False),
    Column("past", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

LOST_ADDRESS: Final = Table(
    "lost_address",
    METADATA,
    Column("chain", String(64), primary_key=True),
    Column("address", String(255), primary_key=True),
    Column("wallet", String(64), nullable=False),
    Column("key_index", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)
