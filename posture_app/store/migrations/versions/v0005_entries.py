"""What a person enters: check-ins, spasms, treatments, notes and questionnaires."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of the entries, and let a session say when it was edited."""
    _check_in()
    _spasm()
    _treatment()
    _note()
    _questionnaire_response()
    op.create_table(
        "deleted_entry",
        *_identity(),
        sa.Column("deleted_at", sa.BigInteger(), nullable=False),
        *_keys("deleted_entry"),
    )
    op.add_column("session", sa.Column("edited_at", sa.BigInteger(), nullable=True))


def _check_in() -> None:
    op.create_table(
        "check_in",
        *_identity(),
        *_moment(),
        sa.Column("now", sa.Integer(), nullable=True),
        sa.Column("worst", sa.Integer(), nullable=True),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("factors", sa.String(), nullable=False),
        sa.Column("soreness", sa.Integer(), nullable=True),
        sa.Column("treatment_id", sa.String(length=36), nullable=True),
        *(_scale("check_in", name) for name in ("now", "worst", "soreness")),
        *_keys("check_in"),
    )
    op.create_index("ix_check_in_day", "check_in", ["day", "at"])


def _spasm() -> None:
    op.create_table(
        "spasm",
        *_identity(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("zones", sa.String(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column("triggers", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _scale("spasm", "strength"),
        *_keys("spasm"),
    )
    op.create_index("ix_spasm_day", "spasm", ["day", "began_at"])


def _treatment() -> None:
    op.create_table(
        "treatment",
        *_identity(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("zones", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("aftercare", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('injection', 'dry_needling', 'physiotherapy', 'chiropractic', 'massage',"
            " 'medication', 'heat_or_cold', 'other')",
            name=op.f("ck_treatment_kind"),
        ),
        *_keys("treatment"),
    )
    op.create_index("ix_treatment_day", "treatment", ["day"])


def _note() -> None:
    op.create_table(
        "note",
        *_identity(),
        *_moment(),
        sa.Column("text", sa.String(), nullable=False),
        *_keys("note"),
    )
    op.create_index("ix_note_day", "note", ["day", "at"])


def _questionnaire_response() -> None:
    op.create_table(
        "questionnaire_response",
        *_identity(),
        sa.Column("questionnaire", sa.String(), nullable=False),
        *_moment(),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("texts", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        *_keys("questionnaire_response"),
    )
    op.create_index(
        "ix_questionnaire_response_day", "questionnaire_response", ["questionnaire", "day"]
    )


def _identity() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
    )


def _moment() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
    )


def _keys(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _scale(table: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{name} BETWEEN 0 AND 10", name=op.f(f"ck_{table}_{name}"))
