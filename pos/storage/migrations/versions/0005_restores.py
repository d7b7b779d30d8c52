"""What a restore from a backup leaves out, so that no address is handed out a second time."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add restores, the numbers of addresses that they skipped, and those addresses themselves."""
    op.create_table(
        "restore",
        _seq(),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("first_sale", sa.BigInteger(), nullable=False),
        sa.Column("past_sale", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "address_skip",
        _seq(),
        sa.Column("wallet", sa.String(length=64), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("past", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_address_skip_wallet", "address_skip", ["wallet"])
    op.create_table(
        "lost_address",
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("wallet", sa.String(length=64), nullable=False),
        sa.Column("key_index", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "address"),
    )


def downgrade() -> None:
    """Not offered: the way back is a backup."""
    raise RuntimeError("Florin's tables cannot be taken back to an older version")


def _seq() -> sa.Column[int]:
    """Rows in the order in which they came."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("seq", kind, autoincrement=True, nullable=False)
