"""Finding an invoice's payments without reading all of them."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index payments by their invoice."""
    op.create_index("ix_deposit_invoice_id", "deposit", ["invoice_id"])


def downgrade() -> None:
    """Not offered: the way back is a backup."""
    raise RuntimeError("Florin's tables cannot be taken back to an older version")
