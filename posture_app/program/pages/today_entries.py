"""What the entries of the journal have to do with today: read, put into words, and added to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.journal import follow_up
from posture_app.journal.entries import (
    CheckIn,
    Entry,
    QuestionnaireResponse,
    Spasm,
    Treatment,
)
from posture_app.journal.flare import Flare
from posture_app.journal.follow_up import FollowUp, Half
from posture_app.journal.model import SessionRecord
from posture_app.journal.zones import zone
from posture_app.program.entry_editor import EntryEditor, new_id
from posture_app.program.health import CurrentHealth, safety_of
from posture_app.program.shared import Shared
from posture_app.store.entries import Entries
from posture_app.ui.pages.snapshots import (
    CheckInQuestion,
    EntriesToday,
    FollowUpQuestion,
    TodaysCheckIn,
    TodaysSpasm,
)
from posture_app.ui.pages.today import TodayPage
from posture_app.words import today as words
from posture_app.words.safety import judgement


class TodayEntries(QObject):
    """Asks on Today, tells what was answered, and keeps the answers.

    Signals:
        put_off: Something is not to be asked now.
    """

    put_off = Signal()

    def __init__(self, shared: Shared, editor: EntryEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._health, self._local_time = shared.health, shared.local_time
        self._notices, self._editor = shared.notices, editor
        self._asked: FollowUp | None = None
        self._put_off: set[tuple[str, date, Half]] = set()

    def use(self, page: TodayPage) -> None:
        """Hear what the person answers."""
        page.check_in_given.connect(self._check_in)
        page.spasm_over.connect(self._end)
        page.pain_after_given.connect(self._take_pain)
        page.soreness_given.connect(self._take_soreness)
        page.follow_up_put_off.connect(self._put_it_off)

    def now(
        self,
        entries: Entries,
        recent: Sequence[SessionRecord],
        flare: Flare | None = None,
        programme: str = "",
    ) -> EntriesToday:
        """What Today asks and tells now.

        Args:
            entries: Those of the open log.
            recent: The sessions of the last weeks, newest first.
            flare: The spasm that makes the day another one.
            programme: What the programme is called that rests with it, or empty.

        Raises:
            StoreError: The entries cannot be read.
        """
        now, time_zone = self._local_time.now(), self._local_time.zone
        today = now.astimezone(zone(time_zone)).date()
        told = entries.between(CheckIn, today - timedelta(days=1), today)
        treatments = entries.between(Treatment, follow_up.first_day(today), today)
        asked = follow_up.follow_up(treatments, told, now, time_zone)
        if asked is not None and (asked.treatment.id, today, asked.half) in self._put_off:
            asked = None
        self._asked = asked
        of_today = [one for one in told if one.day == today]
        check_in: CheckInQuestion | TodaysCheckIn | None
        if of_today:
            check_in = check_in_told(of_today[-1], time_zone, self._health, in_flare=flare)
        else:
            check_in = None if asked is not None else _asked(recent, today)
        return EntriesToday(
            check_in=check_in,
            follow_up=None
            if asked is None
            else FollowUpQuestion(asked=asked, title=words.follow_up_asked(asked)),
            spasm=None
            if flare is None
            else TodaysSpasm(
                entry=flare.spasm,
                said=words.spasm_said(flare.spasm, now, time_zone),
                why=words.why_flare(flare, today, self._health.number, programme),
            ),
            workplace="" if flare is not None else _workplace_offer(entries, today),
        )

    @Slot(object)
    def _check_in(self, pain: int) -> None:
        self._save(replace(self._blank(), now=pain))

    @Slot(object)
    def _end(self, spasm: Spasm) -> None:
        self._save(replace(spasm, ended_at=self._instant()))

    @Slot(object)
    def _take_pain(self, pain: int) -> None:
        self._save(replace(self._after_treatment(), now=pain))

    @Slot(object)
    def _take_soreness(self, soreness: int) -> None:
        self._save(replace(self._after_treatment(), soreness=soreness))

    @Slot()
    def _put_it_off(self) -> None:
        asked = self._asked
        if asked is not None:
            today = asked.treatment.day + timedelta(days=asked.day)
            self._put_off.add((asked.treatment.id, today, asked.half))
            self.put_off.emit()

    def _after_treatment(self) -> CheckIn:
        """What was answered about the treatment in this half of the day, or a new one."""
        asked = self._asked
        if asked is None:
            return self._blank()
        return asked.check_in or replace(self._blank(), treatment_id=asked.treatment.id)

    def _blank(self) -> CheckIn:
        at = self._instant()
        return CheckIn(id=new_id(), at=at, time_zone=self._local_time.zone, edited_at=at)

    def _instant(self) -> datetime:
        return self._local_time.now().astimezone(UTC)

    def _save(self, entry: Entry) -> None:
        problem = self._editor.save(entry)
        if problem is not None:
            self._notices.warn("entry", problem)


def check_in_told(
    entry: CheckIn, time_zone: str, health: CurrentHealth, *, in_flare: Flare | None
) -> TodaysCheckIn:
    """A check-in in words; what to do in a flare is told by itself."""
    safety = safety_of(health)
    told = [entry.now, *(one.now for one in entry.places)]
    strongest = max((one for one in told if one is not None), default=0)
    advice = ""
    if strongest >= safety.bands.middle_from and in_flare is None:
        hurts = [one.zone for one in entry.places if one.now != 0]
        advice = judgement(safety.judge(before=strongest, where=hurts), safety.number)
    said = words.check_in_said(entry, time_zone)
    return TodaysCheckIn(entry=entry, said=said, advice=advice)


def _workplace_offer(entries: Entries, today: date) -> str:
    """That the workplace could be checked again; nothing where it is too early, or too late."""
    if not entries.newest(QuestionnaireResponse):
        return ""
    from posture_app.journal.workplace import is_offered  # seldom needed: docs/decisions/0005
    from posture_app.program.workplace import last_check
    from posture_app.words.workplace import again

    last = last_check(entries)
    if last is None or not is_offered(last.day, today):
        return ""
    return again(last.day)


def _asked(recent: Sequence[SessionRecord], today: date) -> CheckInQuestion:
    last = recent[0] if recent and recent[0].local_day == today else None
    return CheckInQuestion(suggested=None if last is None else last.pain_after)
