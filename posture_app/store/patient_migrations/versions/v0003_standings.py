"""How each patient stands, so that the list of them opens without their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; what is missing in it is reckoned when the list is read."""
    op.create_index(
        op.f("ix_session_done_plan_id"),
        "session_done",
        ["plan_id", "day", "at", "phase", "tells_something"],
    )
    days = ("last_day", "flagged_on", "stopped_on", "rising_on", "quiet_since", "ready_on")
    op.create_table(
        "standing",
        sa.Column("patient_key", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=120), nullable=False),
        *(sa.Column(day, sa.Date(), nullable=True) for day in days),
        sa.ForeignKeyConstraint(
            ["patient_key"],
            ["patient.key"],
            name=op.f("fk_standing_patient_key_patient"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("patient_key", name=op.f("pk_standing")),
    )
