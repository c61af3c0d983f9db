"""Money: threats, debts, budget, evidence, debt help and early signals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "creditor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("also_called", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("is_collector", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_preferred", sa.Boolean(), nullable=True),
        sa.Column("may_use_bsn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("department", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("street", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("number", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("postcode", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("city", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("advice", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_creditor")),
    )
    op.create_table(
        "asset",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'bank'"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("mortgage", sa.BigInteger(), nullable=True),
        sa.Column("proof_seen", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_asset_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_asset_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    with op.batch_alter_table("asset") as batch:
        batch.create_index(batch.f("ix_asset_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_asset_resident"), ["resident"], unique=False)

    op.create_table(
        "cost",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'rent'"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("per", sa.Text(), server_default=sa.text("'month'"), nullable=False),
        sa.Column("is_paid", sa.Boolean(), nullable=True),
        sa.Column("proof_seen", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_cost_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_cost_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost")),
    )
    with op.batch_alter_table("cost") as batch:
        batch.create_index(batch.f("ix_cost_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_cost_resident"), ["resident"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'other'"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("seen_how", sa.Text(), nullable=True),
        sa.Column("is_needed", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("not_needed_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_evidence_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_evidence_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence") as batch:
        batch.create_index(batch.f("ix_evidence_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_evidence_resident"), ["resident"], unique=False)

    op.create_table(
        "income",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'wage'"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("per", sa.Text(), server_default=sa.text("'month'"), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("proof_seen", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_income_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_income_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_income")),
    )
    with op.batch_alter_table("income") as batch:
        batch.create_index(batch.f("ix_income_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_income_resident"), ["resident"], unique=False)

    op.create_table(
        "money_picture",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("did_self", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("earlier_help", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("opens_post", sa.Boolean(), nullable=True),
        sa.Column("has_digid", sa.Boolean(), nullable=True),
        sa.Column("reads_dutch", sa.Boolean(), nullable=True),
        sa.Column("helpers", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("administrator", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("administrator_kind", sa.Text(), nullable=True),
        sa.Column("administrator_since", sa.Date(), nullable=True),
        sa.Column("avoids_care", sa.Boolean(), nullable=True),
        sa.Column("avoided_care", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("avoids_since", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("business_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("business_number", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("business_taxes", sa.Boolean(), nullable=True),
        sa.Column("books_up_to_date", sa.Boolean(), nullable=True),
        sa.Column("earmarked", sa.BigInteger(), nullable=True),
        sa.Column("earmarked_source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("earmarked_on", sa.Date(), nullable=True),
        sa.Column("people_sharing", sa.BigInteger(), nullable=True),
        sa.Column("reckoned_as", sa.Text(), nullable=True),
        sa.Column("proposed", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_money_picture_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_picture")),
    )
    with op.batch_alter_table("money_picture") as batch:
        batch.create_index(batch.f("ix_money_picture_household"), ["household"], unique=False)

    op.create_table(
        "month_result",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("proof_seen", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_month_result_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_month_result_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_result")),
    )
    with op.batch_alter_table("month_result") as batch:
        batch.create_index(batch.f("ix_month_result_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_month_result_resident"), ["resident"], unique=False)

    op.create_table(
        "quality_signal",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("said_by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("reported_to", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_quality_signal_household_household")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_quality_signal_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_signal")),
    )
    with op.batch_alter_table("quality_signal") as batch:
        batch.create_index(batch.f("ix_quality_signal_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_quality_signal_worker"), ["worker"], unique=False)

    op.create_table(
        "scheme_use",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'to_ask'"), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_scheme_use_household_household")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_use")),
    )
    with op.batch_alter_table("scheme_use") as batch:
        batch.create_index(batch.f("ix_scheme_use_household"), ["household"], unique=False)

    op.create_table(
        "threat",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'eviction'"), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("hour", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("counts_here", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("creditor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("bailiff", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("letter_seen", sa.Boolean(), nullable=True),
        sa.Column("owed", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("has_verdict", sa.Boolean(), nullable=True),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("can_pay_current", sa.Boolean(), nullable=True),
        sa.Column("debt_help_runs", sa.Boolean(), nullable=True),
        sa.Column("earlier_stay", sa.Boolean(), nullable=True),
        sa.Column("earlier_stay_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_threat_household_household")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_threat_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threat")),
    )
    with op.batch_alter_table("threat") as batch:
        batch.create_index(batch.f("ix_threat_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_threat_worker"), ["worker"], unique=False)

    op.create_table(
        "debt",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("creditor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reference", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("original_creditor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("original_reference", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("collector", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("collector_reference", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("amount_on", sa.Date(), nullable=True),
        sa.Column("original_amount", sa.BigInteger(), nullable=True),
        sa.Column("began_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("behind_since", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("last_letter_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("letter_seen", sa.Boolean(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("pays", sa.BigInteger(), nullable=True),
        sa.Column("pays_per", sa.Text(), server_default=sa.text("'month'"), nullable=False),
        sa.Column("pays_since", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("is_preferred", sa.Boolean(), nullable=True),
        sa.Column("is_business", sa.Boolean(), nullable=True),
        sa.Column("is_joint", sa.Boolean(), nullable=True),
        sa.Column("joint_with", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("is_disputed", sa.Boolean(), nullable=True),
        sa.Column("disputed_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("threat", sa.Uuid(), nullable=True),
        sa.Column("is_counted", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("not_counted_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("double_of", sa.Uuid(), nullable=True),
        sa.Column("is_apart", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=True),
        sa.Column("position", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["double_of"], ["debt.id"], name=op.f("fk_debt_double_of_debt")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_debt_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_debt_resident_resident")),
        sa.ForeignKeyConstraint(["threat"], ["threat.id"], name=op.f("fk_debt_threat_threat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt")),
    )
    with op.batch_alter_table("debt") as batch:
        batch.create_index(batch.f("ix_debt_double_of"), ["double_of"], unique=False)
        batch.create_index(batch.f("ix_debt_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_debt_resident"), ["resident"], unique=False)
        batch.create_index(batch.f("ix_debt_threat"), ["threat"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("sha256", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("evidence", sa.Uuid(), nullable=True),
        sa.Column("debt", sa.Uuid(), nullable=True),
        sa.Column("income", sa.Uuid(), nullable=True),
        sa.Column("cost", sa.Uuid(), nullable=True),
        sa.Column("threat", sa.Uuid(), nullable=True),
        sa.Column("thumbnail", sa.LargeBinary(), server_default=sa.text("(x'')"), nullable=False),
        sa.Column("content", sa.LargeBinary(), server_default=sa.text("(x'')"), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["worker.id"], name=op.f("fk_attachment_added_by_worker")),
        sa.ForeignKeyConstraint(["cost"], ["cost.id"], name=op.f("fk_attachment_cost_cost")),
        sa.ForeignKeyConstraint(["debt"], ["debt.id"], name=op.f("fk_attachment_debt_debt")),
        sa.ForeignKeyConstraint(["evidence"], ["evidence.id"], name=op.f("fk_attachment_evidence_evidence")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_attachment_household_household")),
        sa.ForeignKeyConstraint(["income"], ["income.id"], name=op.f("fk_attachment_income_income")),
        sa.ForeignKeyConstraint(["threat"], ["threat.id"], name=op.f("fk_attachment_threat_threat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment") as batch:
        batch.create_index(batch.f("ix_attachment_added_by"), ["added_by"], unique=False)
        batch.create_index(batch.f("ix_attachment_cost"), ["cost"], unique=False)
        batch.create_index(batch.f("ix_attachment_debt"), ["debt"], unique=False)
        batch.create_index(batch.f("ix_attachment_evidence"), ["evidence"], unique=False)
        batch.create_index(batch.f("ix_attachment_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_attachment_income"), ["income"], unique=False)
        batch.create_index(batch.f("ix_attachment_threat"), ["threat"], unique=False)

    op.create_table(
        "withholding",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("income", sa.Uuid(), nullable=True),
        sa.Column("debt", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'attachment'"), nullable=False),
        sa.Column("by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("per", sa.Text(), server_default=sa.text("'month'"), nullable=False),
        sa.Column("is_taken_off", sa.Boolean(), server_default=sa.text("1"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("protected", sa.BigInteger(), nullable=True),
        sa.Column("protected_source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("protected_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["debt"], ["debt.id"], name=op.f("fk_withholding_debt_debt")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_withholding_household_household")),
        sa.ForeignKeyConstraint(["income"], ["income.id"], name=op.f("fk_withholding_income_income")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withholding")),
    )
    with op.batch_alter_table("withholding") as batch:
        batch.create_index(batch.f("ix_withholding_debt"), ["debt"], unique=False)
        batch.create_index(batch.f("ix_withholding_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_withholding_income"), ["income"], unique=False)

    op.create_table(
        "debt_help_step",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("referral", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("solution", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("event", sa.Uuid(), nullable=True),
        sa.Column("case_event", sa.Uuid(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("typed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_event"], ["case_event.id"], name=op.f("fk_debt_help_step_case_event_case_event")
        ),
        sa.ForeignKeyConstraint(["event"], ["request_event.id"], name=op.f("fk_debt_help_step_event_request_event")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_debt_help_step_household_household")),
        sa.ForeignKeyConstraint(["referral"], ["referral.id"], name=op.f("fk_debt_help_step_referral_referral")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_debt_help_step_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debt_help_step")),
    )
    with op.batch_alter_table("debt_help_step") as batch:
        batch.create_index(batch.f("ix_debt_help_step_case_event"), ["case_event"], unique=False)
        batch.create_index(batch.f("ix_debt_help_step_event"), ["event"], unique=False)
        batch.create_index(batch.f("ix_debt_help_step_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_debt_help_step_referral"), ["referral"], unique=False)
        batch.create_index(batch.f("ix_debt_help_step_worker"), ["worker"], unique=False)

    op.create_table(
        "early_signal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("resident", sa.Uuid(), nullable=True),
        sa.Column("event", sa.Uuid(), nullable=True),
        sa.Column("partner", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reference", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'other'"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("arrears", sa.BigInteger(), nullable=True),
        sa.Column("arrears_days", sa.BigInteger(), nullable=True),
        sa.Column("is_crisis", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("born_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("street", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("number", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("postcode", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("city", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("phone", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("email", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("result_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["case_event.id"], name=op.f("fk_early_signal_event_case_event")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_early_signal_household_household")),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name=op.f("fk_early_signal_resident_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_early_signal")),
    )
    with op.batch_alter_table("early_signal") as batch:
        batch.create_index(batch.f("ix_early_signal_event"), ["event"], unique=False)
        batch.create_index(batch.f("ix_early_signal_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_early_signal_resident"), ["resident"], unique=False)

    op.create_table(
        "creditor_agreement",
        sa.Column("household", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("debt", sa.Uuid(), nullable=True),
        sa.Column("threat", sa.Uuid(), nullable=True),
        sa.Column("creditor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("spoken_to", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("per", sa.Text(), server_default=sa.text("'month'"), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("look_on", sa.Date(), nullable=True),
        sa.Column("look_task", sa.Uuid(), nullable=True),
        sa.Column("is_experiment", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("outcome", sa.Text(), server_default=sa.text("'running'"), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("action", sa.Uuid(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["action"], ["plan_action.id"], name=op.f("fk_creditor_agreement_action_plan_action")),
        sa.ForeignKeyConstraint(["debt"], ["debt.id"], name=op.f("fk_creditor_agreement_debt_debt")),
        sa.ForeignKeyConstraint(
            ["household"], ["household.id"], name=op.f("fk_creditor_agreement_household_household")
        ),
        sa.ForeignKeyConstraint(["look_task"], ["task.id"], name=op.f("fk_creditor_agreement_look_task_task")),
        sa.ForeignKeyConstraint(["threat"], ["threat.id"], name=op.f("fk_creditor_agreement_threat_threat")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_creditor_agreement_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_creditor_agreement")),
    )
    with op.batch_alter_table("creditor_agreement") as batch:
        batch.create_index(batch.f("ix_creditor_agreement_action"), ["action"], unique=False)
        batch.create_index(batch.f("ix_creditor_agreement_debt"), ["debt"], unique=False)
        batch.create_index(batch.f("ix_creditor_agreement_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_creditor_agreement_look_task"), ["look_task"], unique=False)
        batch.create_index(batch.f("ix_creditor_agreement_threat"), ["threat"], unique=False)
        batch.create_index(batch.f("ix_creditor_agreement_worker"), ["worker"], unique=False)

    op.create_table(
        "outreach",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signal", sa.Uuid(), nullable=False),
        sa.Column("household", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("part_of_day", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), server_default=sa.text("'visit'"), nullable=False),
        sa.Column("is_reached", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_outreach_household_household")),
        sa.ForeignKeyConstraint(["signal"], ["early_signal.id"], name=op.f("fk_outreach_signal_early_signal")),
        sa.ForeignKeyConstraint(["worker"], ["worker.id"], name=op.f("fk_outreach_worker_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
    )
    with op.batch_alter_table("outreach") as batch:
        batch.create_index(batch.f("ix_outreach_household"), ["household"], unique=False)
        batch.create_index(batch.f("ix_outreach_signal"), ["signal"], unique=False)
        batch.create_index(batch.f("ix_outreach_worker"), ["worker"], unique=False)

    with op.batch_alter_table("referral") as batch:
        batch.add_column(sa.Column("kind", sa.Text(), server_default=sa.text("'other'"), nullable=False))
        batch.add_column(sa.Column("partner", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("chase_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("chase_task", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("we_keep_doing", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch.create_index(batch.f("ix_referral_chase_task"), ["chase_task"], unique=False)
        batch.create_index(batch.f("ix_referral_partner"), ["partner"], unique=False)
        batch.create_foreign_key(batch.f("fk_referral_partner_resident"), "resident", ["partner"], ["id"])
        batch.create_foreign_key(batch.f("fk_referral_chase_task_task"), "task", ["chase_task"], ["id"])

    with op.batch_alter_table("team") as batch:
        batch.add_column(sa.Column("local_threats", sa.Text(), server_default=sa.text("''"), nullable=False))
