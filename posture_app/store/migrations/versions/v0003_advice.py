"""What the rule for pain proposed in a session, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of what was proposed."""
    op.create_table(
        "session_advice",
        sa.Column("session_key", sa.Integer(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_key"],
            ["session.key"],
            name="fk_session_advice_session_key_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_key", name="pk_session_advice"),
    )
