"""Breaks, and how the time went."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the breaks."""
    op.create_table(
        "break_record",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=False),
        sa.Column("planned_s", sa.Double(), nullable=False),
        sa.Column("rested_s", sa.Double(), nullable=False),
        sa.Column("skip_reason", sa.String(), nullable=False),
        sa.Column("exercise_id", sa.String(), nullable=False),
        sa.Column("exercise_name", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("passed_over", sa.String(), nullable=False),
        sa.Column("held_by", sa.String(), nullable=False),
        sa.Column("held_s", sa.Double(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.CheckConstraint(
            "result IN ('taken', 'skipped', 'snoozed', 'interrupted', 'away', 'natural')",
            name="ck_break_record_result",
        ),
        sa.CheckConstraint("side IN ('left', 'right')", name="ck_break_record_side"),
        sa.PrimaryKeyConstraint("key", name="pk_break_record"),
        sa.UniqueConstraint("id", name="uq_break_record_id"),
    )
    op.create_index("ix_break_record_began", "break_record", ["began"])
    op.create_table(
        "stretch",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.CheckConstraint("what IN ('active', 'away', 'held')", name="ck_stretch_what"),
        sa.PrimaryKeyConstraint("key", name="pk_stretch"),
    )
    op.create_index("ix_stretch_began", "stretch", ["began"])
    op.create_index("ix_stretch_what", "stretch", ["what"])
