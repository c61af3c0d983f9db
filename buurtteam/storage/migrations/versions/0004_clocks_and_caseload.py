"""The clocks of the law and the caseload: events, closings, faces, norms, series, and the reckoned terms."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "caseload_norms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("light_tenths", sa.BigInteger(), server_default=sa.text("5"), nullable=False),
        sa.Column("regular_tenths", sa.BigInteger(), server_default=sa.text("10"), nullable=False),
        sa.Column("heavy_tenths", sa.BigInteger(), server_default=sa.text("20"), nullable=False),
        sa.Column("crisis_tenths", sa.BigInteger(), server_default=sa.text("30"), nullable=False),
        sa.Column("crisis_weeks", sa.BigInteger(), server_default=sa.text("6"), nullable=False),
        sa.Column("full_time_hours", sa.BigInteger(), server_default=sa.text("36"), nullable=False),
        sa.Column("points_full_time", sa.BigInteger(), server_default=sa.text("20"), nullable=False),
        sa.Column("amber_percent", sa.BigInteger(), server_default=sa.text("100"), nullable=False),
        sa.Column("red_percent", sa.BigInteger(), server_default=sa.text("120"), nullable=False),
        sa.Column("silent_days", sa.BigInteger(), server_default=sa.text("30"), nullable=False),
        sa.Column("referral_days", sa.BigInteger(), server_default=sa.text("14"), nullable=False),
        sa.Column("coming_of_age_months", sa.BigInteger(), server_default=sa.text("18"), nullable=False),
        sa.Column("stand_by_months", sa.BigInteger(), server_default=sa.text("3"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseload_norms")),
    )
    op.create_table(
        "local_norm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_norm")),
    )
    op.create_table(
        "own_decree_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("is_dropped", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_decree_day")),
    )
    op.create_table(
        "term_count",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("recount_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("household", name=op.f("pk_term_count")),
    )
    with op.batch_alter_table("term_count") as batch:
        batch.create_index(batch.f("ix_term_count_recount_on"), ["recount_on"], unique=False)

    op.create_table(
        "term_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Uuid(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("day_zero", sa.Date(), nullable=False),
        sa.Column("counted_end", sa.Date(), nullable=False),
        sa.Column("legal_end", sa.Date(), nullable=False),
        sa.Column("warn_on", sa.Date(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("is_team_only", sa.Boolean(), nullable=False),
        sa.Column("is_postponed", sa.Boolean(), nullable=False),
        sa.Column("suspended_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_line")),
    )
    with op.batch_alter_table("term_line") as batch:
        batch.create_index("ix_term_line_household", ["household"], unique=False)
        batch.create_index("ix_term_line_waiting", ["is_waiting", "household", "warn_on"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("replacement", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["replacement"], ["worker.id"], name=op.f("fk_leave_replacement_worker")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_leave_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave") as batch:
        batch.create_index(batch.f("ix_leave_replacement"), ["replacement"], unique=False)
        batch.create_index(batch.f("ix_leave_worker"), ["worker"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), server_default=sa.text("'coordinator'"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_assignment_household_household")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_assignment_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment") as batch:
        batch.create_index(batch.f("ix_assignment_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_assignment_worker"), ["worker"], unique=False)

    op.create_table(
        "closing",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), server_default=sa.text("'reached'"), nullable=False),
        sa.Column("explanation", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("has_aftercare", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("plan_coordinator", sa.Uuid(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reopened_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_closing_household_household")),
        sa.ForeignKeyConstraint(["plan_coordinator"], ["worker.id"], name=op.f("fk_closing_plan_coordinator_worker")),
        sa.ForeignKeyConstraint(["reopened_by"], ["worker.id"], name=op.f("fk_closing_reopened_by_worker")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_closing_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    with op.batch_alter_table("closing") as batch:
        batch.create_index(batch.f("ix_closing_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_closing_plan_coordinator"), ["plan_coordinator"], unique=False)
        batch.create_index(batch.f("ix_closing_reopened_by"), ["reopened_by"], unique=False)
        batch.create_index(batch.f("ix_closing_worker"), ["worker"], unique=False)

    op.create_table(
        "task_series",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'aftercare'"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("first_months", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("every_months", sa.BigInteger(), server_default=sa.text("3"), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_task_series_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_series")),
    )
    with op.batch_alter_table("task_series") as batch:
        batch.create_index(batch.f("ix_task_series_household"), ["household"], unique=False)

    op.create_table(
        "case_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("consent", sa.Uuid(), nullable=True),
        sa.Column("safety_flag", sa.Uuid(), nullable=True),
        sa.Column("answers", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("typed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["about"], ["resident.id"], name=op.f("fk_case_event_about_resident")),
        sa.ForeignKeyConstraint(["answers"], ["case_event.id"], name=op.f("fk_case_event_answers_case_event")),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name=op.f("fk_case_event_consent_consent")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_case_event_household_household")),
        sa.ForeignKeyConstraint(
            ["safety_flag"], ["safety_flag.id"], name=op.f("fk_case_event_safety_flag_safety_flag")
        ),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_case_event_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    with op.batch_alter_table("case_event") as batch:
        batch.create_index(batch.f("ix_case_event_about"), ["about"], unique=False)
        batch.create_index(batch.f("ix_case_event_answers"), ["answers"], unique=False)
        batch.create_index(batch.f("ix_case_event_consent"), ["consent"], unique=False)
        batch.create_index(batch.f("ix_case_event_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_case_event_safety_flag"), ["safety_flag"], unique=False)
        batch.create_index(batch.f("ix_case_event_worker"), ["worker"], unique=False)

    op.create_table(
        "referral",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("request", sa.Uuid(), nullable=True),
        sa.Column("conversation", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind_of_help", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("purpose", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("ground", sa.Text(), server_default=sa.text("'consent'"), nullable=False),
        sa.Column("consent", sa.Uuid(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name=op.f("fk_referral_consent_consent")),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_referral_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_referral_household_household")),
        sa.ForeignKeyConstraint(
            ["request"], ["request_notification.id"], name=op.f("fk_referral_request_request_notification")
        ),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_referral_resident_resident")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_referral_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral") as batch:
        batch.create_index(batch.f("ix_referral_consent"), ["consent"], unique=False)
        batch.create_index(batch.f("ix_referral_conversation"), ["conversation"], unique=False)
        batch.create_index(batch.f("ix_referral_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_referral_request"), ["request"], unique=False)
        batch.create_index(batch.f("ix_referral_resident"), ["resident"], unique=False)
        batch.create_index(batch.f("ix_referral_worker"), ["worker"], unique=False)

    op.create_table(
        "transfer",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_worker", sa.Uuid(), nullable=True),
        sa.Column("to_worker", sa.Uuid(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("appointment", sa.Uuid(), nullable=True),
        sa.Column("joint_talk_on", sa.Date(), nullable=True),
        sa.Column("no_joint_talk", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("letter", sa.Uuid(), nullable=True),
        sa.Column("stays_until", sa.Date(), nullable=True),
        sa.Column("stays", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default=sa.text("'proposed'"), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["appointment"], ["appointment.id"], name=op.f("fk_transfer_appointment_appointment")),
        sa.ForeignKeyConstraint(["from_worker"], ["worker.id"], name=op.f("fk_transfer_from_worker_worker")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_transfer_household_household")),
        sa.ForeignKeyConstraint(["letter"], ["paper.id"], name=op.f("fk_transfer_letter_paper")),
        sa.ForeignKeyConstraint(["proposed_by"], ["worker.id"], name=op.f("fk_transfer_proposed_by_worker")),
        sa.ForeignKeyConstraint(["stays"], ["worker.id"], name=op.f("fk_transfer_stays_worker")),
        sa.ForeignKeyConstraint(["to_worker"], ["worker.id"], name=op.f("fk_transfer_to_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    with op.batch_alter_table("transfer") as batch:
        batch.create_index(batch.f("ix_transfer_appointment"), ["appointment"], unique=False)
        batch.create_index(batch.f("ix_transfer_from_worker"), ["from_worker"], unique=False)
        batch.create_index(batch.f("ix_transfer_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_transfer_letter"), ["letter"], unique=False)
        batch.create_index(batch.f("ix_transfer_proposed_by"), ["proposed_by"], unique=False)
        batch.create_index(batch.f("ix_transfer_stays"), ["stays"], unique=False)
        batch.create_index(batch.f("ix_transfer_to_worker"), ["to_worker"], unique=False)

    op.create_table(
        "postponement",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("request", sa.Uuid(), nullable=True),
        sa.Column("event", sa.Uuid(), nullable=True),
        sa.Column("plan", sa.Uuid(), nullable=True),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("consent", sa.Uuid(), nullable=True),
        sa.Column("safety_flag", sa.Uuid(), nullable=True),
        sa.Column("closing", sa.Uuid(), nullable=True),
        sa.Column("task", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("agreed", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["closing"], ["closing.id"], name=op.f("fk_postponement_closing_closing")),
        sa.ForeignKeyConstraint(["consent"], ["consent.id"], name=op.f("fk_postponement_consent_consent")),
        sa.ForeignKeyConstraint(["event"], ["case_event.id"], name=op.f("fk_postponement_event_case_event")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_postponement_household_household")),
        sa.ForeignKeyConstraint(["plan"], ["household_plan.id"], name=op.f("fk_postponement_plan_household_plan")),
        sa.ForeignKeyConstraint(
            ["request"], ["request_notification.id"], name=op.f("fk_postponement_request_request_notification")
        ),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_postponement_resident_resident")),
        sa.ForeignKeyConstraint(
            ["safety_flag"], ["safety_flag.id"], name=op.f("fk_postponement_safety_flag_safety_flag")
        ),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name=op.f("fk_postponement_task_task")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_postponement_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postponement")),
    )
    with op.batch_alter_table("postponement") as batch:
        batch.create_index(batch.f("ix_postponement_closing"), ["closing"], unique=False)
        batch.create_index(batch.f("ix_postponement_consent"), ["consent"], unique=False)
        batch.create_index(batch.f("ix_postponement_event"), ["event"], unique=False)
        batch.create_index(batch.f("ix_postponement_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_postponement_plan"), ["plan"], unique=False)
        batch.create_index(batch.f("ix_postponement_request"), ["request"], unique=False)
        batch.create_index(batch.f("ix_postponement_resident"), ["resident"], unique=False)
        batch.create_index(batch.f("ix_postponement_safety_flag"), ["safety_flag"], unique=False)
        batch.create_index(batch.f("ix_postponement_task"), ["task"], unique=False)
        batch.create_index(batch.f("ix_postponement_worker"), ["worker"], unique=False)

    with op.batch_alter_table("household_plan") as batch:
        batch.add_column(sa.Column("signed_on", sa.Date(), nullable=True))

    with op.batch_alter_table("request_event") as batch:
        batch.add_column(sa.Column("typed_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("resident") as batch:
        batch.add_column(sa.Column("livelihood", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch.add_column(sa.Column("is_labour_migrant", sa.Boolean(), nullable=True))

    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("owner", sa.Text(), server_default=sa.text("'worker'"), nullable=False))
        batch.add_column(sa.Column("resident", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("network_member", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("partner", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch.add_column(sa.Column("cancelled_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("cancel_reason", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch.add_column(sa.Column("series", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("number", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
        batch.add_column(sa.Column("step", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch.add_column(sa.Column("made_on", sa.Date(), nullable=True))
        batch.create_index(batch.f("ix_task_network_member"), ["network_member"], unique=False)
        batch.create_index(batch.f("ix_task_resident"), ["resident"], unique=False)
        batch.create_index(batch.f("ix_task_series"), ["series"], unique=False)
        batch.create_foreign_key(
            batch.f("fk_task_network_member_network_member"), "network_member", ["network_member"], ["id"]
        )
        batch.create_foreign_key(batch.f("fk_task_series_task_series"), "task_series", ["series"], ["id"])
        batch.create_foreign_key(batch.f("fk_task_resident_resident"), "resident", ["resident"], ["id"])

    with op.batch_alter_table("team") as batch:
        batch.add_column(sa.Column("decree_day_works", sa.Boolean(), server_default=sa.text("1"), nullable=False))
        batch.add_column(sa.Column("decrees_known_to", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("worker") as batch:
        batch.add_column(sa.Column("competences", sa.Text(), server_default=sa.text("''"), nullable=False))

    # Who is the fixed face or deputy now has been so since the household was known, as far as the file can tell; a
    # household that was closed has a closing without words.
    op.execute(
        "INSERT INTO assignment (id, version, household, worker, role, from_on) "
        "SELECT lower(hex(randomblob(16))), 1, id, plan_coordinator, 'coordinator', coalesce(started_on, date('now')) "
        "FROM household WHERE plan_coordinator IS NOT NULL"
    )
    op.execute(
        "INSERT INTO assignment (id, version, household, worker, role, from_on) "
        "SELECT lower(hex(randomblob(16))), 1, id, deputy, 'deputy', coalesce(started_on, date('now')) "
        "FROM household WHERE deputy IS NOT NULL"
    )
    op.execute(
        'INSERT INTO closing (id, version, household, "on", has_aftercare, plan_coordinator) '
        "SELECT lower(hex(randomblob(16))), 1, id, coalesce(ended_on, date('now')), 0, plan_coordinator "
        "FROM household WHERE state = 'closed'"
    )
