"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SEARCH = """
CREATE VIRTUAL TABLE product_search USING fts5 (
    title, category, barcode,
    content='product', content_rowid='seq', tokenize='unicode61 remove_diacritics 2',
    prefix='1 2 3'
)
---
CREATE TRIGGER product_search_add AFTER INSERT ON product BEGIN
    INSERT INTO product_search (rowid, title, category, barcode)
    VALUES (new.seq, new.title, new.category, new.barcode);
END
---
CREATE TRIGGER product_search_drop AFTER DELETE ON product BEGIN
    INSERT INTO product_search (product_search, rowid, title, category, barcode)
    VALUES ('delete', old.seq, old.title, old.category, old.barcode);
END
---
CREATE TRIGGER product_search_set AFTER UPDATE ON product BEGIN
    INSERT INTO product_search (product_search, rowid, title, category, barcode)
    VALUES ('delete', old.seq, old.title, old.category, old.barcode);
    INSERT INTO product_search (rowid, title, category, barcode)
    VALUES (new.seq, new.title, new.category, new.barcode);
END
"""
"""The index of the products' words, kept true by the database itself."""


def upgrade() -> None:
    _invoices()
    _addresses_and_payments()
    _journal()
    _outbox()
    _retail()
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SEARCH.split("---"):
            op.execute(sa.text(statement))


def downgrade() -> None:
    """Not offered: the way back is a backup."""
    raise RuntimeError("Florin's tables cannot be taken back to an older version")


def _invoices() -> None:
    """Invoices, and the requests that made them."""
    op.create_table(
        "invoice",
        _seq(),
        _column("id", sa.String(length=16)),
        _column("selector", sa.String(length=255)),
        _column("version", sa.Integer()),
        _column("stage", sa.String(length=16)),
        _column("settled", sa.Boolean()),
        _column("door", sa.String(length=16)),
        _column("reference", sa.Text()),
        _column("created_at", sa.BigInteger()),
        _column("search", sa.Text()),
        _column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("selector"),
    )
    op.create_index("ix_invoice_created_at", "invoice", ["created_at"])
    op.create_index("ix_invoice_reference", "invoice", ["reference"], **_where("reference <> ''"))
    op.create_index(
        "ix_invoice_unsettled",
        "invoice",
        ["seq"],
        sqlite_where=sa.text("settled = 0"),
        postgresql_where=sa.text("NOT settled"),
    )
    op.create_table(
        "idempotency",
        _column("key", sa.String(length=255)),
        _column("digest", sa.String(length=128)),
        _column("invoice_id", sa.String(length=16)),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        sa.PrimaryKeyConstraint("key"),
    )


def _addresses_and_payments() -> None:
    """What must never be given to two invoices, and how far chains were read."""
    op.create_table(
        "prompt",
        _seq(),
        _column("wallet", sa.String(length=64)),
        _column("key_index", sa.BigInteger()),
        _column("chain", sa.String(length=64)),
        _column("address", sa.String(length=255)),
        _column("asset_code", sa.String(length=32)),
        _column("asset_decimals", sa.Integer()),
        _column("asset_contract", sa.String(length=255), nullable=True),
        _column("invoice_id", sa.String(length=16)),
        _column("created_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("chain", "address"),
        sa.UniqueConstraint("wallet", "key_index"),
    )
    op.create_table(
        "deposit",
        _column("chain", sa.String(length=64)),
        _column("txid", sa.String(length=128)),
        _column("position", sa.String(length=255)),
        _column("invoice_id", sa.String(length=16)),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        sa.PrimaryKeyConstraint("chain", "txid", "position"),
    )
    op.create_table(
        "mark",
        _column("chain", sa.String(length=64)),
        _column("cursor", sa.Text()),
        _column("at", sa.BigInteger()),
        _column("previous_at", sa.BigInteger(), nullable=True),
        _column("height", sa.BigInteger()),
        _column("number", sa.BigInteger()),
        _column("complete", sa.Boolean()),
        sa.PrimaryKeyConstraint("chain"),
    )


def _journal() -> None:
    """What happened, in words."""
    op.create_table(
        "journal",
        _seq(),
        _column("invoice_id", sa.String(length=16)),
        _column("at", sa.BigInteger()),
        _column("kind", sa.String(length=32)),
        _column("text", sa.Text()),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_journal_invoice_id", "journal", ["invoice_id"])


def _outbox() -> None:
    """What has to leave the program, and each try."""
    op.create_table(
        "outbox",
        _seq(),
        _column("id", sa.String(length=255)),
        _column("invoice_id", sa.String(length=16)),
        _column("recipient", sa.String(length=255)),
        _column("kind", sa.String(length=32)),
        _column("body", sa.LargeBinary()),
        _column("created_at", sa.BigInteger()),
        _column("due_at", sa.BigInteger(), nullable=True),
        _column("tries", sa.Integer()),
        _column("outcome", sa.Text()),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_outbox_invoice_id", "outbox", ["invoice_id"])
    op.create_index(
        "ix_outbox_unfinished", "outbox", ["invoice_id", "seq"], **_where("due_at IS NOT NULL")
    )
    op.create_index(
        "ix_outbox_waiting", "outbox", ["due_at", "seq"], **_where("due_at IS NOT NULL")
    )
    op.create_table(
        "attempt",
        _seq(),
        _column("delivery_id", sa.String(length=255)),
        _column("at", sa.BigInteger()),
        _column("outcome", sa.Text()),
        _column("took_ms", sa.BigInteger()),
        sa.ForeignKeyConstraint(["delivery_id"], ["outbox.id"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_attempt_delivery_id", "attempt", ["delivery_id"])


def _retail() -> None:
    """What is sold."""
    op.create_table(
        "product",
        _seq(),
        _column("id", sa.String(length=64)),
        _column("title", sa.Text()),
        _column("category", sa.Text()),
        _column("barcode", sa.String(length=64)),
        _column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(
        "ix_product_barcode", "product", ["barcode"], unique=True, **_where("barcode <> ''")
    )
    op.create_index("ix_product_category", "product", ["category", "title"])
    op.create_index("ix_product_title", "product", ["title"])
    op.create_table(
        "sale",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        _column("id", sa.String(length=16)),
        _column("created_at", sa.BigInteger()),
        _column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "held",
        _seq(),
        _column("id", sa.String(length=16)),
        _column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "counter",
        _column("name", sa.String(length=32)),
        _column("value", sa.BigInteger()),
        sa.PrimaryKeyConstraint("name"),
    )
    op.execute("INSERT INTO counter (name, value) VALUES ('sale', 1000)")


def _column(name: str, kind: TypeEngine[Any], *, nullable: bool = False) -> sa.Column[Any]:
    """A column that is always filled, unless it says otherwise."""
    return sa.Column(name, kind, nullable=nullable)


def _seq() -> sa.Column[int]:
    """Rows in the order in which they came."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("seq", kind, autoincrement=True, nullable=False)


def _where(condition: str) -> dict[str, Any]:
    """An index of only some rows."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
