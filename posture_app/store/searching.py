"""Finding sessions by a word."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from posture_app.store.rows import SessionRow, SetRow


def mentions(session: Session, folded: str) -> ColumnElement[bool]:
    """That a session has a text in its routine's name, its note or an exercise's name.

    Args:
        session: For looking up the names of exercises.
        folded: The text, casefolded.
    """
    names = [name for name in _exercise_names(session) if folded in name.casefold()]
    with_exercise = select(SetRow.session_key).where(SetRow.exercise_name.in_(names))
    return or_(
        func.instr(func.folded(SessionRow.routine_name), folded) > 0,
        func.instr(func.folded(SessionRow.note), folded) > 0,
        SessionRow.key.in_(with_exercise),
    )


def _exercise_names(session: Session) -> Sequence[str]:
    # From one name to the next in the index: there are few names, and very many sets.
    names = select(func.min(SetRow.exercise_name).label("name")).cte("names", recursive=True)
    following = select(func.min(SetRow.exercise_name)).where(SetRow.exercise_name > names.c.name)
    one_more = select(following.scalar_subquery()).where(names.c.name.is_not(None))
    names = names.union_all(one_more)
    return session.scalars(select(names.c.name).where(names.c.name.is_not(None))).all()
