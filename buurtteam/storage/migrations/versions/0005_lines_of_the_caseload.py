"""The lines of the caseload as they were reckoned, each with the moments between which it is true."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worklist_line",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("good_from", sa.Text(), nullable=False),
        sa.Column("good_before", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("household", "good_from", name=op.f("pk_worklist_line")),
    )
