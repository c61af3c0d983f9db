"""The lines of the caseload in the order of their moments; those that were kept are reckoned anew."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("worklist_line")
    op.create_table(
        "worklist_line",
        sa.Column("good_from", sa.Text(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("good_before", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("searched", sa.Text(), nullable=True),
        sa.Column("contact_on", sa.Text(), nullable=True),
        sa.Column("hands", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("good_from", "household", name=op.f("pk_worklist_line")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("worklist_line") as batch:
        batch.create_index(batch.f("ix_worklist_line_household"), ["household"], unique=False)
