"""Patients, their plans, and what came back from them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "patient",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("precautions", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_patient")),
        sa.UniqueConstraint("id", name=op.f("uq_patient_id")),
    )
    op.create_table(
        "plan_revision",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("patient_key", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("handed_over_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_key"],
            ["patient.key"],
            name=op.f("fk_plan_revision_patient_key_patient"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_plan_revision")),
        sa.UniqueConstraint("plan_id", "revision", name=op.f("uq_plan_revision_plan_id")),
    )
    op.create_index(op.f("ix_plan_revision_patient_key"), "plan_revision", ["patient_key"])
    op.create_table(
        "session_done",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("patient_key", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("phase", sa.String(length=60), nullable=False),
        sa.Column("tells_something", sa.Boolean(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_key"],
            ["patient.key"],
            name=op.f("fk_session_done_patient_key_patient"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_session_done")),
        sa.UniqueConstraint("plan_id", "session_id", name=op.f("uq_session_done_plan_id")),
    )
    op.create_index(op.f("ix_session_done_patient_key"), "session_done", ["patient_key", "day"])
    op.create_table(
        "adherence_file",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("patient_key", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(length=36), nullable=False),
        sa.Column("check_sum", sa.String(length=64), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_key"],
            ["patient.key"],
            name=op.f("fk_adherence_file_patient_key_patient"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_adherence_file")),
        sa.UniqueConstraint("plan_id", "check_sum", name=op.f("uq_adherence_file_plan_id")),
    )
    op.create_index(op.f("ix_adherence_file_patient_key"), "adherence_file", ["patient_key"])
