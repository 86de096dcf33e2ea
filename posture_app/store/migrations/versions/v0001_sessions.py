"""Sessions and their sets."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "session",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("routine_id", sa.String(), nullable=False),
        sa.Column("routine_name", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("planned_s", sa.Double(), nullable=False),
        sa.Column("done_s", sa.Double(), nullable=False),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("pain_before", sa.Integer(), nullable=True),
        sa.Column("pain_after", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "ended IN ('completed', 'stopped', 'stopped_for_pain', 'interrupted')",
            name="ck_session_ended",
        ),
        sa.CheckConstraint("pain_before BETWEEN 0 AND 10", name="ck_session_pain_before"),
        sa.CheckConstraint("pain_after BETWEEN 0 AND 10", name="ck_session_pain_after"),
        sa.CheckConstraint("effort BETWEEN 0 AND 10", name="ck_session_effort"),
        sa.PrimaryKeyConstraint("key", name="pk_session"),
        sa.UniqueConstraint("id", name="uq_session_id"),
    )
    op.create_index("ix_session_started_at", "session", ["started_at", "id"])
    op.create_index("ix_session_local_day", "session", ["local_day"])
    op.create_table(
        "exercise_set",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("session_key", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(), nullable=False),
        sa.Column("exercise_name", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("planned_s", sa.Double(), nullable=False),
        sa.Column("done_s", sa.Double(), nullable=False),
        sa.Column("planned_reps", sa.Integer(), nullable=True),
        sa.Column("done_reps", sa.Integer(), nullable=True),
        sa.Column("planned_hold_s", sa.Double(), nullable=True),
        sa.Column("done_hold_s", sa.Double(), nullable=True),
        sa.Column("hurt", sa.Boolean(), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("pain_where", sa.String(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("side IN ('left', 'right')", name="ck_exercise_set_side"),
        sa.CheckConstraint(
            "status IN ('done', 'partial', 'skipped')", name="ck_exercise_set_status"
        ),
        sa.CheckConstraint("pain BETWEEN 0 AND 10", name="ck_exercise_set_pain"),
        sa.ForeignKeyConstraint(
            ["session_key"],
            ["session.key"],
            name="fk_exercise_set_session_key_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_exercise_set"),
    )
    op.create_index("ix_exercise_set_session_key", "exercise_set", ["session_key"])
    op.create_index(
        "ix_exercise_set_exercise_name", "exercise_set", ["exercise_name", "session_key"]
    )
