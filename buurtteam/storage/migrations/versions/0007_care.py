"""Carers as people, what instruments measure, and the service directory."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_instrument",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_instrument")),
    )
    op.create_table(
        "directory_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("form", sa.Text(), server_default=sa.text("'organisation'"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("for_whom", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("for_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("level", sa.Text(), server_default=sa.text("'local'"), nullable=False),
        sa.Column("areas", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("way_in", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("costs", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("contact", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("website", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("post_to", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verifier", sa.Uuid(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["verifier"], ["worker.id"], name=op.f("fk_directory_entry_verifier_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entry")),
    )
    with op.batch_alter_table("directory_entry") as batch:
        batch.create_index(batch.f("ix_directory_entry_verifier"), ["verifier"], unique=False)

    op.create_table(
        "instrument_permission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("ground", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_instrument_permission_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_permission")),
    )
    with op.batch_alter_table("instrument_permission") as batch:
        batch.create_index(batch.f("ix_instrument_permission_worker"), ["worker"], unique=False)

    op.create_table(
        "appreciation",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_appreciation_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_appreciation_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appreciation")),
    )
    with op.batch_alter_table("appreciation") as batch:
        batch.create_index(batch.f("ix_appreciation_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_appreciation_resident"), ["resident"], unique=False)

    op.create_table(
        "care",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("relation", sa.Uuid(), nullable=False),
        sa.Column("tie", sa.Text(), nullable=True),
        sa.Column("situations", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("distance", sa.Text(), nullable=True),
        sa.Column("week", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("tasks", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("tasks_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("power", sa.Text(), server_default=sa.text("'unknown'"), nullable=False),
        sa.Column("power_kind", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("power_seen_on", sa.Date(), nullable=True),
        sa.Column("plan_does", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("plan_limits", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("plan_agreed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_care_household_household")),
        sa.ForeignKeyConstraint(["relation"], ["relation.id"], name=op.f("fk_care_relation_relation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care")),
    )
    with op.batch_alter_table("care") as batch:
        batch.create_index(batch.f("ix_care_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_care_relation"), ["relation"], unique=False)

    op.create_table(
        "carer",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("cares", sa.Boolean(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("work", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("work_hours", sa.BigInteger(), nullable=True),
        sa.Column("leave", sa.Text(), nullable=True),
        sa.Column("leave_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("as_partner", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("as_one_in_need", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("as_loved_one", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("as_expert", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("knows", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("school", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("school_contact", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("safe_channel", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("safe_not", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_carer_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_carer_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carer")),
    )
    with op.batch_alter_table("carer") as batch:
        batch.create_index(batch.f("ix_carer_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_carer_resident"), ["resident"], unique=False)

    op.create_table(
        "measurement",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("filled_in", sa.Text(), server_default=sa.text("'together'"), nullable=False),
        sa.Column("taken_by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("answers", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("is_high", sa.Boolean(), nullable=True),
        sa.Column("own_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_measurement_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_measurement_resident_resident")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_measurement_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    with op.batch_alter_table("measurement") as batch:
        batch.create_index(batch.f("ix_measurement_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_measurement_resident"), ["resident"], unique=False)
        batch.create_index(batch.f("ix_measurement_worker"), ["worker"], unique=False)

    op.create_table(
        "carer_support",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'volunteer_at_home'"), nullable=False),
        sa.Column("offered_by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stop_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("helped", sa.Text(), nullable=True),
        sa.Column("helped_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("plan_action", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_carer_support_household_household")),
        sa.ForeignKeyConstraint(
            ["plan_action"], ["plan_action.id"], name=op.f("fk_carer_support_plan_action_plan_action")
        ),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_carer_support_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carer_support")),
    )
    with op.batch_alter_table("carer_support") as batch:
        batch.create_index(batch.f("ix_carer_support_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_carer_support_plan_action"), ["plan_action"], unique=False)
        batch.create_index(batch.f("ix_carer_support_resident"), ["resident"], unique=False)

    op.create_table(
        "care_path",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'dementia'"), nullable=False),
        sa.Column("doctor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("question", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("answer_task", sa.Uuid(), nullable=True),
        sa.Column("case_manager", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("case_manager_at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("case_manager_phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("case_manager_since", sa.Date(), nullable=True),
        sa.Column("waits_since", sa.Date(), nullable=True),
        sa.Column("wlz", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["answer_task"], ["task.id"], name=op.f("fk_care_path_answer_task_task")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_care_path_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_care_path_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_path")),
    )
    with op.batch_alter_table("care_path") as batch:
        batch.create_index(batch.f("ix_care_path_answer_task"), ["answer_task"], unique=False)
        batch.create_index(batch.f("ix_care_path_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_care_path_resident"), ["resident"], unique=False)

    op.create_table(
        "carer_talk",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("conversation", sa.Uuid(), nullable=True),
        sa.Column("settled_task", sa.Uuid(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("going", sa.BigInteger(), nullable=True),
        sa.Column("own_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("perseverance", sa.Text(), nullable=True),
        sa.Column("air", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("air_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("agreed", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("team_note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_carer_talk_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_carer_talk_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_carer_talk_resident_resident")),
        sa.ForeignKeyConstraint(["settled_task"], ["task.id"], name=op.f("fk_carer_talk_settled_task_task")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_carer_talk_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carer_talk")),
    )
    with op.batch_alter_table("carer_talk") as batch:
        batch.create_index(batch.f("ix_carer_talk_conversation"), ["conversation"], unique=False)
        batch.create_index(batch.f("ix_carer_talk_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_carer_talk_resident"), ["resident"], unique=False)
        batch.create_index(batch.f("ix_carer_talk_settled_task"), ["settled_task"], unique=False)
        batch.create_index(batch.f("ix_carer_talk_worker"), ["worker"], unique=False)

    op.create_table(
        "crisis_agreement",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("relation", sa.Uuid(), nullable=False),
        sa.Column("takes_over", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("takes_over_phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("second", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("second_phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("tonight", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("tomorrow", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("medicine", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("key_at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("calms", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("doctor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("emergency", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("carer_agrees", sa.Boolean(), nullable=True),
        sa.Column("cared_for_agrees", sa.Boolean(), nullable=True),
        sa.Column("cannot_agree_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("review_task", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_crisis_agreement_household_household")),
        sa.ForeignKeyConstraint(["relation"], ["relation.id"], name=op.f("fk_crisis_agreement_relation_relation")),
        sa.ForeignKeyConstraint(["review_task"], ["task.id"], name=op.f("fk_crisis_agreement_review_task_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crisis_agreement")),
    )
    with op.batch_alter_table("crisis_agreement") as batch:
        batch.create_index(batch.f("ix_crisis_agreement_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_crisis_agreement_relation"), ["relation"], unique=False)
        batch.create_index(batch.f("ix_crisis_agreement_review_task"), ["review_task"], unique=False)

    with op.batch_alter_table("postponement") as batch:
        batch.add_column(sa.Column("carer_talk", sa.Uuid(), nullable=True))
        batch.create_index(batch.f("ix_postponement_carer_talk"), ["carer_talk"], unique=False)
        batch.create_foreign_key(batch.f("fk_postponement_carer_talk_carer_talk"), "carer_talk", ["carer_talk"], ["id"])
