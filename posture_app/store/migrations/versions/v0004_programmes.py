"""The phases of programmes that a person follows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of the phases that are or were followed."""
    op.create_table(
        "followed_phase",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("programme_name", sa.String(), nullable=False),
        sa.Column("phase_id", sa.String(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.CheckConstraint(
            "ending IN ('advanced', 'stepped_back', 'finished', 'stopped')",
            name=op.f("ck_followed_phase_ending"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (ending IS NULL)", name=op.f("ck_followed_phase_ended")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_followed_phase")),
        sa.UniqueConstraint("id", name=op.f("uq_followed_phase_id")),
    )
