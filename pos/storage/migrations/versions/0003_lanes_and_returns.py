"""Lanes of the outbox, what an online shop sorts and picks invoices by, keys and endpoints."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from pos.domain.errors import Corrupt
from pos.storage.codec import decode_invoice
from pos.storage.rows import code_of, price_of, returned_at, returns_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT_ONCE: Final = 500

_LANES: Final = sa.text(
    "UPDATE outbox SET lane ="
    " CASE kind WHEN 'postback' THEN 'shop' WHEN 'send_refund' THEN 'refund' ELSE kind END"
)
_BODIES: Final = sa.text(
    "SELECT seq, body FROM invoice WHERE seq > :after ORDER BY seq LIMIT :most"
)
_FILL: Final = sa.text(
    "UPDATE invoice SET currency = :currency, price = :price, code = :code, returns = :returns,"
    " returned_at = :returned_at WHERE seq = :seq"
)


def upgrade() -> None:
    """Add them, and fill the new columns of invoices from their bodies."""
    _outbox()
    _invoices()
    _keys_and_endpoints()


def downgrade() -> None:
    """Not offered: the way back is a backup."""
    raise RuntimeError("Florin's tables cannot be taken back to an older version")


def _outbox() -> None:
    op.add_column("outbox", _column("lane", sa.String(length=255), default=""))
    op.execute(_LANES)
    op.drop_index("ix_outbox_unfinished", "outbox")
    op.create_index(
        "ix_outbox_unfinished",
        "outbox",
        ["invoice_id", "lane", "seq"],
        **_where("due_at IS NOT NULL"),
    )
    op.drop_index("ix_outbox_waiting", "outbox")
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["due_at", "seq", "recipient", "invoice_id", "lane"],
        **_where("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_webhook", "outbox", ["recipient", "seq"], **_where("kind = 'webhook'")
    )


def _invoices() -> None:
    op.add_column("invoice", _column("currency", sa.String(length=32), default=""))
    op.add_column("invoice", _column("price", sa.String(length=80), default=""))
    op.add_column("invoice", _column("code", sa.String(length=32), default=""))
    op.add_column("invoice", _column("returns", sa.String(length=16), default=""))
    op.add_column("invoice", _column("returned_at", sa.BigInteger(), default="0"))
    _fill()
    op.create_index("ix_invoice_price", "invoice", ["currency", "price"])
    op.create_index(
        "ix_invoice_returns", "invoice", ["returns", "created_at"], **_where("returns <> ''")
    )
    op.create_index(
        "ix_invoice_returned_at", "invoice", ["returned_at"], **_where("returned_at > 0")
    )


def _fill() -> None:
    """What stands in the bodies, some hundred at a time; the newest program knows it best."""
    connection, after = op.get_bind(), 0
    while found := connection.execute(_BODIES, {"after": after, "most": _AT_ONCE}).all():
        filled = [row for row in (_filled(seq, body) for seq, body in found) if row is not None]
        if filled:
            connection.execute(_FILL, filled)
        after = found[-1].seq


def _filled(seq: int, body: bytes) -> dict[str, str | int] | None:
    """What a row gets; None for a spoilt one, which must not keep all others from being opened."""
    try:
        invoice = decode_invoice(body)
    except Corrupt:
        return None
    currency, price = price_of(invoice)
    return {
        "seq": seq,
        "currency": currency,
        "price": price,
        "code": code_of(invoice),
        "returns": str(returns_of(invoice)),
        "returned_at": returned_at(invoice),
    }


def _keys_and_endpoints() -> None:
    """Who may ask, who is told, and small things kept by name."""
    op.create_table(
        "api_key",
        _seq(),
        _column("id", sa.String(length=16)),
        _column("name", sa.Text()),
        _column("digest", sa.LargeBinary()),
        _column("scopes", sa.Text()),
        _column("created_at", sa.BigInteger()),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(
        "ix_api_key_name", "api_key", ["name"], unique=True, **_where("revoked_at IS NULL")
    )
    op.create_table(
        "endpoint",
        _seq(),
        _column("id", sa.String(length=16)),
        _column("url", sa.Text()),
        _column("events", sa.Text()),
        _column("created_at", sa.BigInteger()),
        _column("is_on", sa.Boolean()),
        _column("secret_number", sa.Integer()),
        _column("previous_until", sa.BigInteger()),
        _column("is_removed", sa.Boolean()),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "shelf",
        _column("name", sa.String(length=64)),
        _column("text", sa.Text()),
        sa.PrimaryKeyConstraint("name"),
    )


def _column(name: str, kind: TypeEngine[Any], *, default: str | None = None) -> sa.Column[Any]:
    """A column that is always filled; rows that are there already get the default."""
    return sa.Column(name, kind, nullable=False, server_default=default)


def _seq() -> sa.Column[int]:
    """Rows in the order in which they came."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("seq", kind, autoincrement=True, nullable=False)


def _where(condition: str) -> dict[str, Any]:
    """An index of only some rows."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
