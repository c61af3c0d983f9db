"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("caret", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("worker", "place", name=op.f("pk_draft")),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("worker_name", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("previous_mac", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_household", ["household", "seq"], unique=False)

    op.create_table(
        "record_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Uuid(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_version")),
    )
    with op.batch_alter_table("record_version", schema=None) as batch_op:
        batch_op.create_index("ix_record_version_household", ["household", "seq"], unique=False)
        batch_op.create_index("ix_record_version_record", ["record", "id"], unique=False)

    op.create_table(
        "remembered",
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("worker", "key", name=op.f("pk_remembered")),
    )
    op.create_table(
        "resident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("given_names", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("initials", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("prefix", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("birth_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("partner_prefix", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("partner_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("name_use", sa.Text(), server_default=sa.text("'own'"), nullable=False),
        sa.Column("form_of_address", sa.Text(), server_default=sa.text("'unknown'"), nullable=False),
        sa.Column("born_on", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("died_on", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("bsn", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("reading_needs", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("culture", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("travel", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("accessibility", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("daily", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("own_health", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident")),
    )
    op.create_table(
        "search_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_line")),
    )
    with op.batch_alter_table("search_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_line_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_line_resident"), ["resident"], unique=False)

    op.create_table(
        "team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("municipality", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("return_address", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("visiting_address", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("reachable", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("listening_ear", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("client_support", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("brand_color", sa.Text(), server_default=sa.text("'#0B5E5A'"), nullable=False),
        sa.Column("logo", sa.LargeBinary(), server_default=sa.text("(x'')"), nullable=False),
        sa.Column("window_side", sa.Text(), server_default=sa.text("'left'"), nullable=False),
        sa.Column("window_right_mm", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("window_down_mm", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_practice", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_table(
        "trash",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("worker_name", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=False),
        sa.Column("bundle", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trash")),
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("function", sa.Text(), server_default=sa.text("'coach'"), nullable=False),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("works_on", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("expertise", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
    )
    op.create_table(
        "contact_point",
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_safe", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_contact_point_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
    )
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_point_resident"), ["resident"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("weight", sa.Text(), server_default=sa.text("'regular'"), nullable=False),
        sa.Column("plan_coordinator", sa.Uuid(), nullable=True),
        sa.Column("deputy", sa.Uuid(), nullable=True),
        sa.Column("area", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("reach", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("not_by", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("safe_contact", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("preferred_place", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("preferred_time", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("first_this", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["deputy"], ["worker.id"], name=op.f("fk_household_deputy_worker")),
        sa.ForeignKeyConstraint(["plan_coordinator"], ["worker.id"], name=op.f("fk_household_plan_coordinator_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_deputy"), ["deputy"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_plan_coordinator"), ["plan_coordinator"], unique=False)

    op.create_table(
        "relation",
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'parent'"), nullable=False),
        sa.Column("to_resident", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.Text(), server_default=sa.text("'unknown'"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_relation_resident_resident")),
        sa.ForeignKeyConstraint(["to_resident"], ["resident.id"], name=op.f("fk_relation_to_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_resident"), ["resident"], unique=False)
        batch_op.create_index(batch_op.f("ix_relation_to_resident"), ["to_resident"], unique=False)

    op.create_table(
        "address",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'home'"), nullable=False),
        sa.Column("street", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("number", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("postcode", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("city", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_secret", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_address_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_household"), ["household"], unique=False)

    op.create_table(
        "deviation",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_deviation_household_household")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_deviation_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation")),
    )
    with op.batch_alter_table("deviation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deviation_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_deviation_worker"), ["worker"], unique=False)

    op.create_table(
        "household_plan",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("evaluation_at", sa.DateTime(), nullable=True),
        sa.Column("evaluation_place", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("disagreement", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("safe_at_home", sa.Text(), server_default=sa.text("'not_asked'"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_household_plan_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_plan")),
    )
    with op.batch_alter_table("household_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_plan_household"), ["household"], unique=False)

    op.create_table(
        "incident",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("done", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_incident_household_household")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_incident_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_worker"), ["worker"], unique=False)

    op.create_table(
        "membership",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), server_default=sa.text("'adult'"), nullable=False),
        sa.Column("is_main", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("days", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_membership_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_membership_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_resident"), ["resident"], unique=False)

    op.create_table(
        "network_member",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'family'"), nullable=False),
        sa.Column("relation", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("kind_of_help", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("organisation", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("contact", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("can_do", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("may_be_asked", sa.Boolean(), nullable=True),
        sa.Column("tie", sa.Text(), server_default=sa.text("'ordinary'"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_network_member_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_network_member_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_member")),
    )
    with op.batch_alter_table("network_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_member_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_network_member_resident"), ["resident"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("title", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("content", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), server_default=sa.text("(x'')"), nullable=False),
        sa.Column("sha256", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_how", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["corrects"], ["paper.id"], name=op.f("fk_paper_corrects_paper")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_paper_household_household")),
        sa.ForeignKeyConstraint(["made_by"], ["worker.id"], name=op.f("fk_paper_made_by_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_corrects"), ["corrects"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_made_by"), ["made_by"], unique=False)

    op.create_table(
        "request_notification",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("typed_at", sa.DateTime(), nullable=True),
        sa.Column("from_paper", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'wmo'"), nullable=False),
        sa.Column("channel", sa.Text(), server_default=sa.text("'phone'"), nullable=False),
        sa.Column("notifier_role", sa.Text(), server_default=sa.text("'resident'"), nullable=False),
        sa.Column("notifier_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("notifier_organisation", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("notifier_contact", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("urgent_reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_simple", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("answer", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["about"], ["resident.id"], name=op.f("fk_request_notification_about_resident")),
        sa.ForeignKeyConstraint(
            ["household"], ["household.id"], name=op.f("fk_request_notification_household_household")
        ),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_request_notification_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_notification")),
    )
    with op.batch_alter_table("request_notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_notification_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_notification_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_notification_worker"), ["worker"], unique=False)

    op.create_table(
        "safety_flag",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), server_default=sa.text("'in_pairs'"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_safety_flag_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_flag")),
    )
    with op.batch_alter_table("safety_flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safety_flag_household"), ["household"], unique=False)

    op.create_table(
        "statement",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'said'"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("asks_medical_advice", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_statement_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_statement_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_resident"), ["resident"], unique=False)

    op.create_table(
        "conversation",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("request", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'home'"), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("typed_at", sa.DateTime(), nullable=True),
        sa.Column("from_paper", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("'home'"), nullable=False),
        sa.Column("place_note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("question_behind", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("first_this", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("today_needed", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("safety", sa.Text(), server_default=sa.text("'not_asked'"), nullable=False),
        sa.Column("safety_note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("summary", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("summary_read_aloud", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_conversation_household_household")),
        sa.ForeignKeyConstraint(
            ["request"], ["request_notification.id"], name=op.f("fk_conversation_request_request_notification")
        ),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_conversation_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversation_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversation_request"), ["request"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversation_worker"), ["worker"], unique=False)

    op.create_table(
        "request_event",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("request", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_request_event_household_household")),
        sa.ForeignKeyConstraint(
            ["request"], ["request_notification.id"], name=op.f("fk_request_event_request_request_notification")
        ),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_request_event_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_event")),
    )
    with op.batch_alter_table("request_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_event_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_event_request"), ["request"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_event_worker"), ["worker"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), server_default=sa.text("(60)"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("place", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("conversation", sa.Uuid(), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_appointment_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_appointment_household_household")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_appointment_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_worker"), ["worker"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Uuid(), nullable=False),
        sa.Column("personal_plan_told_on", sa.Date(), nullable=True),
        sa.Column("personal_plan_received_on", sa.Date(), nullable=True),
        sa.Column("personal_plan_weighed", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("client_support_told_on", sa.Date(), nullable=True),
        sa.Column("client_support", sa.Text(), server_default=sa.text("'not_yet'"), nullable=False),
        sa.Column("client_supporter", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("experience_expert", sa.Text(), server_default=sa.text("'not_yet'"), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("identity_seen_on", sa.Date(), nullable=True),
        sa.Column("care_forms_explained_on", sa.Date(), nullable=True),
        sa.Column("care_form", sa.Text(), server_default=sa.text("'not_chosen'"), nullable=False),
        sa.Column("care_form_reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("own_strength", sa.Text(), server_default=sa.text("'not_discussed'"), nullable=False),
        sa.Column("professional_help", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("step_request", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("step_problems", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("step_support", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("step_solutions", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("step_individual", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("agreed", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_assessment_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_assessment_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_household"), ["household"], unique=False)

    op.create_table(
        "consent",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Uuid(), nullable=True),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("topics", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("purpose", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("answer", sa.Text(), server_default=sa.text("'to_ask'"), nullable=False),
        sa.Column("ground", sa.Text(), server_default=sa.text("'consent'"), nullable=False),
        sa.Column("given_how", sa.Text(), server_default=sa.text("'spoken'"), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_consent_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_consent_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_consent_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_resident"), ["resident"], unique=False)

    op.create_table(
        "note",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'remark'"), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("network_member", sa.Uuid(), nullable=True),
        sa.Column("said_by", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_team_only", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("line", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_note_conversation_conversation")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_note_household_household")),
        sa.ForeignKeyConstraint(
            ["network_member"], ["network_member.id"], name=op.f("fk_note_network_member_network_member")
        ),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_note_resident_resident")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_note_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_network_member"), ["network_member"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_resident"), ["resident"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_worker"), ["worker"], unique=False)

    op.create_table(
        "own_words",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("network_member", sa.Uuid(), nullable=True),
        sa.Column("said_by", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_own_words_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_own_words_household_household")),
        sa.ForeignKeyConstraint(
            ["network_member"], ["network_member.id"], name=op.f("fk_own_words_network_member_network_member")
        ),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_own_words_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
    )
    with op.batch_alter_table("own_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_words_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_words_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_words_network_member"), ["network_member"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_words_resident"), ["resident"], unique=False)

    op.create_table(
        "participant",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), server_default=sa.text("'resident'"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("network_member", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_participant_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_participant_household_household")),
        sa.ForeignKeyConstraint(
            ["network_member"], ["network_member.id"], name=op.f("fk_participant_network_member_network_member")
        ),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_participant_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_network_member"), ["network_member"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_resident"), ["resident"], unique=False)

    op.create_table(
        "topic_talk",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("coach_note", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("resident_score", sa.BigInteger(), nullable=True),
        sa.Column("coach_score", sa.BigInteger(), nullable=True),
        sa.Column("is_not_now", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("runs_in_family", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("prompt", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_topic_talk_conversation_conversation")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_topic_talk_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_talk")),
    )
    with op.batch_alter_table("topic_talk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_talk_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_topic_talk_household"), ["household"], unique=False)

    op.create_table(
        "assessment_point",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.Uuid(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Text(), server_default=sa.text("'not_yet'"), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessment.id"], name=op.f("fk_assessment_point_assessment_assessment")
        ),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_assessment_point_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_point")),
    )
    with op.batch_alter_table("assessment_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_point_assessment"), ["assessment"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_point_household"), ["household"], unique=False)

    op.create_table(
        "goal",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("smart", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("start_score", sa.BigInteger(), nullable=True),
        sa.Column("target_score", sa.BigInteger(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_goal_household_household")),
        sa.ForeignKeyConstraint(["plan"], ["household_plan.id"], name=op.f("fk_goal_plan_household_plan")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_goal_resident_resident")),
        sa.ForeignKeyConstraint(["source"], ["note.id"], name=op.f("fk_goal_source_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_plan"), ["plan"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_resident"), ["resident"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_source"), ["source"], unique=False)

    op.create_table(
        "plan_strength",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("source", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_plan_strength_household_household")),
        sa.ForeignKeyConstraint(["plan"], ["household_plan.id"], name=op.f("fk_plan_strength_plan_household_plan")),
        sa.ForeignKeyConstraint(["source"], ["note.id"], name=op.f("fk_plan_strength_source_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_strength")),
    )
    with op.batch_alter_table("plan_strength", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_strength_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_strength_plan"), ["plan"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_strength_source"), ["source"], unique=False)

    op.create_table(
        "plan_wish",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("network_member", sa.Uuid(), nullable=True),
        sa.Column("said_by", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("source", sa.Uuid(), nullable=True),
        sa.Column("source_words", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_plan_wish_household_household")),
        sa.ForeignKeyConstraint(
            ["network_member"], ["network_member.id"], name=op.f("fk_plan_wish_network_member_network_member")
        ),
        sa.ForeignKeyConstraint(["plan"], ["household_plan.id"], name=op.f("fk_plan_wish_plan_household_plan")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_plan_wish_resident_resident")),
        sa.ForeignKeyConstraint(["source"], ["note.id"], name=op.f("fk_plan_wish_source_note")),
        sa.ForeignKeyConstraint(["source_words"], ["own_words.id"], name=op.f("fk_plan_wish_source_words_own_words")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_wish")),
    )
    with op.batch_alter_table("plan_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_wish_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_wish_network_member"), ["network_member"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_wish_plan"), ["plan"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_wish_resident"), ["resident"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_wish_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_wish_source_words"), ["source_words"], unique=False)

    op.create_table(
        "plan_action",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Uuid(), nullable=False),
        sa.Column("goal", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'ordinary'"), nullable=False),
        sa.Column("owner_kind", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("network_member", sa.Uuid(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("owner_name", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("kind_of_help", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("organisation", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("when_words", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'planned'"), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("source", sa.Uuid(), nullable=True),
        sa.Column("source_words", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["goal"], ["goal.id"], name=op.f("fk_plan_action_goal_goal")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_plan_action_household_household")),
        sa.ForeignKeyConstraint(
            ["network_member"], ["network_member.id"], name=op.f("fk_plan_action_network_member_network_member")
        ),
        sa.ForeignKeyConstraint(["plan"], ["household_plan.id"], name=op.f("fk_plan_action_plan_household_plan")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_plan_action_resident_resident")),
        sa.ForeignKeyConstraint(["source"], ["note.id"], name=op.f("fk_plan_action_source_note")),
        sa.ForeignKeyConstraint(["source_words"], ["own_words.id"], name=op.f("fk_plan_action_source_words_own_words")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_plan_action_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_action")),
    )
    with op.batch_alter_table("plan_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_action_goal"), ["goal"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_network_member"), ["network_member"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_plan"), ["plan"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_resident"), ["resident"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_source_words"), ["source_words"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_action_worker"), ["worker"], unique=False)

    op.create_table(
        "task",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'task'"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("request", sa.Uuid(), nullable=True),
        sa.Column("conversation", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Uuid(), nullable=True),
        sa.Column("plan_action", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_task_conversation_conversation")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_task_household_household")),
        sa.ForeignKeyConstraint(["plan_action"], ["plan_action.id"], name=op.f("fk_task_plan_action_plan_action")),
        sa.ForeignKeyConstraint(
            ["request"], ["request_notification.id"], name=op.f("fk_task_request_request_notification")
        ),
        sa.ForeignKeyConstraint(["source"], ["note.id"], name=op.f("fk_task_source_note")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_task_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_conversation"), ["conversation"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_plan_action"), ["plan_action"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_request"), ["request"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_worker"), ["worker"], unique=False)
