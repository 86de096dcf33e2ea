"""The page Today: what to do now, what was left unfinished, what the person should know."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from posture_app.coach.suitability import (
    NOBODY,
    Profile,
    Verdict,
    fit,
    fitting,
)
from posture_app.coach.timeline import compile_routine, exercise_as_routine
from posture_app.journal.flare import BadDay
from posture_app.journal.model import SessionRecord
from posture_app.journal.suggestion import (
    was_done,
    wholly_done,
)
from posture_app.journal.zones import zone
from posture_app.library.model import Library, Region, Routine
from posture_app.library.problems import BrokenFileError
from posture_app.program.added_today import AddedToday
from posture_app.program.cached_value import CachedValue
from posture_app.program.entry_editor import EntryEditor
from posture_app.program.pages.base import DatedController
from posture_app.program.pages.today_entries import TodayEntries
from posture_app.program.pages.today_offers import todays_offers
from posture_app.program.player import SessionPlayer
from posture_app.program.programmes import ProgrammeController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.suggested_routine import (
    bad_day_now,
    followed_now,
    recent_sessions,
)
from posture_app.store.errors import StoreError
from posture_app.store.journal import Journal
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.notice import Notice
from posture_app.ui.pages.snapshots import (
    AddedExercise,
    CheckInQuestion,
    EntriesToday,
    TodaysCheckIn,
    TodaySnapshot,
    Unfinished,
)
from posture_app.ui.pages.today import TodayPage
from posture_app.ui.programme_facts import FollowedFacts, StepChoice
from posture_app.ui.routine_facts import exercise_s
from posture_app.words.catalogue import said
from posture_app.words.safety import before_exercise

NO_ENTRIES: Final = EntriesToday()


class TodayServices(NamedTuple):
    """Where what is told on Today is kept."""

    entries: EntryEditor
    added: AddedToday


class TodayController(DatedController):
    """Shows the day, and plays what it offers.

    Signals:
        check_in_wanted: The sheet for a check-in.
        entry_wanted: The entry of the journal that the person wants to change.
    """

    check_in_wanted = Signal()
    entry_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        player: SessionPlayer,
        kept: TodayServices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "today", records, shared.local_time, parent)
        self._notices, self._player, self._health = shared.notices, player, shared.health
        self._entries = TodayEntries(shared, kept.entries, self)
        self._entries.put_off.connect(self.fill)
        self._added = kept.added
        self._added.changed.connect(self.fill)
        self._programmes = ProgrammeController(shared, records, self)
        self._shared = shared
        self._page: TodayPage | None = None
        self._recent: Sequence[SessionRecord] = ()
        self._of_plan: CachedValue[FollowedFacts] = CachedValue()
        self._recent_of: tuple[int, date] | None = None
        shared.notices.changed.connect(self._show_notices)
        shared.health.changed.connect(self.fill)
        self.follow()

    def use(self, page: TodayPage) -> None:
        """Hear what the person wants."""
        self._page = page
        page.play_routine_requested.connect(self._player.play_routine)
        page.resume_requested.connect(self._resume)
        page.close_unfinished_requested.connect(self._close_unfinished)
        page.session_details_requested.connect(self._show_session)
        page.notice_action_requested.connect(self._notices.do_action)
        page.notice_dismissed.connect(self._notices.dismiss)
        page.signs_settled.connect(self._health.settle_signs)
        page.direction_chosen.connect(self._programmes.go)
        page.adherence_requested.connect(self._shared.requests.adherence_wanted)
        page.step_decided.connect(self._decide_step)
        page.guide_page_requested.connect(self._window.show_guide_page)
        self._entries.use(page)
        page.workplace_requested.connect(self._shared.requests.workplace_wanted)
        page.play_exercise_requested.connect(self._player.play_exercise)
        page.play_added_requested.connect(self._player.play_added)
        page.added_removed.connect(self._added.remove)
        page.check_in_wanted.connect(self.check_in_wanted)
        page.entry_wanted.connect(self.entry_wanted)

    def show_now(self) -> None:
        """Fill the page."""
        opened = self._records.opened
        if self._page is None or opened is None:
            return
        library, unfinished = opened.loaded.library, self._records.unfinished
        now, time_zone = self._local_time.now(), self._local_time.zone
        today = now.astimezone(zone(time_zone)).date()
        recent = self._recent_sessions(opened.journal, today)
        followed = followed_now(opened, recent, today, self._health)
        added = added_today(self._added.exercises, library, recent, today, self._health.profile)
        bad_day = bad_day_now(opened, today, self._health.value.bands)
        followed = self._with_plan_facts(followed, recent, today, is_bad_day=bad_day is not None)
        self._page.show_snapshot(
            today_snapshot(
                library,
                opened.journal,
                recent,
                now,
                time_zone,
                unfinished=unfinished_snapshot(unfinished, library, self._health.profile)
                if unfinished
                else None,
                broken=opened.loaded.broken,
                notices=self._notices.standing,
                profile=self._health.profile,
                before_exercise=before_exercise(self._health.profile.signs, self._health.number),
                followed=followed,
                bothers=self._health.value.bothers,
                bad_day=bad_day,
                added=added,
                entries=self._entries.now(
                    opened.log.entries,
                    recent,
                    None if bad_day is None else bad_day.flare,
                    "" if followed is None else followed.programme.name,
                ),
            )
        )

    @Slot()
    def _show_notices(self) -> None:
        """Show others on the page as it is: they come by threes at a start."""
        if self._page is not None and self.is_open:
            self._page.show_notices(self._notices.standing)

    def _recent_sessions(self, journal: Journal, today: date) -> Sequence[SessionRecord]:
        """Read again only when the log or the day is another: a notice is no reason to."""
        key = self._records.revision, today
        if key != self._recent_of:
            self._recent = recent_sessions(journal, today)
            self._recent_of = key
        return self._recent

    def _with_plan_facts(
        self,
        followed: FollowedFacts | None,
        recent: Sequence[SessionRecord],
        today: date,
        *,
        is_bad_day: bool,
    ) -> FollowedFacts | None:
        """What is followed, with what a received plan proposes and wants to be read."""
        opened = self._records.opened
        if opened is None or followed is None or not followed.is_received:
            return followed
        from posture_app.program.plan_steps import with_plan_facts  # without a plan not needed

        def made() -> FollowedFacts:
            return with_plan_facts(
                opened, followed, recent, today, self._health, is_bad_day=is_bad_day
            )

        profile, phase = self._health.profile, followed.phase.id
        key = self._records.revision, id(opened.loaded), today, profile, phase, is_bad_day
        return self._of_plan.get(key, made)

    @Slot(object)
    def _decide_step(self, choice: StepChoice) -> None:
        from posture_app.program.plan_steps import decide  # as above

        decide(choice, self._shared, self._records)

    @Slot()
    def _resume(self) -> None:
        opened, record = self._records.opened, self._records.unfinished
        if opened is not None and record is not None:
            routine = routine_of(record, opened.loaded.library, self._health.profile)
            if routine is not None:
                self._player.resume(record, routine)

    @Slot()
    def _close_unfinished(self) -> None:
        opened, record = self._records.opened, self._records.unfinished
        if opened is None or record is None:
            return
        try:
            opened.journal.close_interrupted(record.id)
            self._records.unfinished = opened.journal.unfinished()
        except StoreError as error:
            QMessageBox.warning(self._window, "Posture App", said(error.message))
        self._records.note_change()

    @Slot(object)
    def _show_session(self, session_id: str) -> None:
        opened = self._records.opened
        if opened is not None:
            from posture_app.ui.page_targets import SessionTarget

            self._window.show_details(SessionTarget(opened.journal.session(session_id)))


def today_snapshot(
    library: Library,
    journal: Journal,
    recent: Sequence[SessionRecord],
    now: datetime,
    time_zone: str,
    *,
    unfinished: Unfinished | None = None,
    broken: Sequence[BrokenFileError] = (),
    notices: Sequence[Notice] = (),
    profile: Profile = NOBODY,
    before_exercise: Sequence[str] = (),
    followed: FollowedFacts | None = None,
    bothers: Collection[Region] = frozenset(),
    bad_day: BadDay | None = None,
    added: Sequence[AddedExercise] = (),
    entries: EntriesToday = NO_ENTRIES,
) -> TodaySnapshot:
    """The page for now.

    `now` is aware; `recent` are the sessions of the last weeks. The rest is what `todays_offers`
    goes by, or stands on the page as it is.
    """
    local = now.astimezone(zone(time_zone))
    offers, starters, followed = todays_offers(
        library,
        recent,
        local.date(),
        profile=profile,
        followed=followed,
        bothers=bothers,
        bad_day=bad_day,
    )
    return TodaySnapshot(
        now=local,
        offer=offers[0] if offers else None,
        alternatives=offers[1:],
        starters=starters,
        before_exercise=before_exercise,
        followed=followed,
        week=journal.week(now, time_zone),
        last_session=recent[0] if recent else None,
        unfinished=unfinished,
        broken=broken,
        notices=notices,
        added=() if before_exercise else added,
        entries=replace(entries, check_in=_unasked(entries.check_in))
        if starters or before_exercise
        else entries,
    )


def unfinished_snapshot(
    record: SessionRecord, library: Library, profile: Profile = NOBODY
) -> Unfinished:
    """A session that was cut off, with the set that was in progress, as far as it is known."""
    from posture_app.coach.session_plan import SessionPlan  # seldom needed: docs/decisions/0005
    from posture_app.journal.recorder import done_units

    stopped_at = record.items[-1].finished_at if record.items else record.started_at
    routine = routine_of(record, library, profile)
    plan = SessionPlan(compile_routine(routine, library)) if routine else None
    done = set(done_units(record.items))
    open_units = [unit for unit in plan.units if unit not in done] if plan else []
    exercise_name, set_number, sets = "", 1, 1
    if plan and open_units:
        phase = plan.timeline.phases[plan.units[open_units[0]].first]
        exercise_name = library.exercises[phase.exercise].name
        set_number, sets = phase.set, phase.sets
    return Unfinished(
        session_id=record.id,
        routine_name=record.routine_name,
        exercise_name=exercise_name,
        set_number=set_number,
        sets=sets,
        stopped_at=stopped_at.astimezone(zone(record.time_zone)),
        can_resume=bool(open_units),
    )


def routine_of(
    record: SessionRecord, library: Library, profile: Profile = NOBODY
) -> Routine | None:
    """The routine of a session as it was left, or None where it cannot be gone on with.

    That is so when the library has it no more, or when another health profile would leave out
    other exercises than were left out then: its places in the log would be others.
    """
    from posture_app.journal.recorder import routine_as_left, was_played  # as above

    routine = library.routines.get(record.routine_id)
    exercise = library.exercises.get(record.routine_id)
    if routine is None and exercise is not None:
        routine = exercise_as_routine(exercise)
    fitted = None if routine is None else fitting(routine, library, profile)[0]
    if fitted is None or not was_played(record, fitted, library):
        return None
    return routine_as_left(record, fitted, library)


def added_today(
    exercises: Iterable[str],
    library: Library,
    recent: Sequence[SessionRecord],
    today: date,
    profile: Profile = NOBODY,
) -> list[AddedExercise]:
    """What was added to the day, as far as the library has it and it fits the person."""
    todays = [one for one in recent if one.local_day == today]
    done = {one.routine_id for one in todays if was_done(one)}
    done.update(key for one in todays for key in wholly_done(one.items))
    known = [library.exercises[one] for one in exercises if one in library.exercises]
    return [
        AddedExercise(exercise=one, length_s=exercise_s(one), is_done=one.id in done)
        for one in known
        if fit(one, profile).verdict is not Verdict.LEAVE_OUT
    ]


def _unasked(check_in: CheckInQuestion | TodaysCheckIn | None) -> TodaysCheckIn | None:
    """Nothing is asked at the welcome, nor of somebody who is to see a doctor first."""
    return check_in if isinstance(check_in, TodaysCheckIn) else None
