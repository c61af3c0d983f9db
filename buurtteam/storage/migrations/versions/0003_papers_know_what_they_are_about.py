"""Papers know what they are about, appointments the talk begun for them; plans and numbers remember."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    with op.batch_alter_table("paper") as batch:
        batch.add_column(sa.Column("request", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("conversation", sa.Uuid(), nullable=True))
        batch.create_index(batch.f("ix_paper_request"), ["request"])
        batch.create_index(batch.f("ix_paper_conversation"), ["conversation"])
        batch.create_foreign_key(
            batch.f("fk_paper_request_request_notification"), "request_notification", ["request"], ["id"]
        )
        batch.create_foreign_key(
            batch.f("fk_paper_conversation_conversation"), "conversation", ["conversation"], ["id"]
        )
    with op.batch_alter_table("appointment") as batch:
        batch.add_column(sa.Column("held_as", sa.Uuid(), nullable=True))
        batch.create_index(batch.f("ix_appointment_held_as"), ["held_as"])
        batch.create_foreign_key(batch.f("fk_appointment_held_as_conversation"), "conversation", ["held_as"], ["id"])
    with op.batch_alter_table("household_plan") as batch:
        batch.add_column(sa.Column("set_aside", sa.Text(), server_default=sa.text("''"), nullable=False))
