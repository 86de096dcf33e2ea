"""The sessions in which a person told something: those that a report is made from."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from posture_app.coach.pain_rule import Advice
from posture_app.journal.model import SessionRecord
from posture_app.store.database import Database
from posture_app.store.rows import SESSION_COLUMNS, AdviceRow, SessionRow, SetRow
from posture_app.store.session_reading import read_sessions


class ReportedSessions:
    """Sessions that were ended for pain, or have a set that hurt, a sign or a note.

    The many others of a long period are not read. The database belongs to the journal, which closes
    it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, first_day: date, last_day: date) -> Sequence[SessionRecord]:
        """Those of the person's days from the first to the last, oldest first.

        Raises:
            StoreError: They cannot be read.
        """
        hurt = select(SetRow.session_key).where(SetRow.session_key == SessionRow.key, SetRow.hurt)
        # With a sign the rule always advises to stop at least.
        grave = [one.key for one in Advice if one >= Advice.STOP]
        advised = select(AdviceRow.session_key).where(
            AdviceRow.session_key == SessionRow.key, AdviceRow.advice.in_(grave)
        )
        query = (
            select(SessionRow.key, *SESSION_COLUMNS)
            .where(SessionRow.local_day >= first_day, SessionRow.local_day <= last_day)
            .where(
                or_(
                    SessionRow.ended == "stopped_for_pain",
                    SessionRow.note != "",
                    advised.exists(),
                    hurt.exists(),
                )
            )
            .order_by(SessionRow.local_day, SessionRow.started_at)
        )
        with self._database.reading() as session:
            return read_sessions(session, query)
