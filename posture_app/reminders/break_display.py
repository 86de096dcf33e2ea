"""What is shown of the breaks: the notice, the break with its exercise, what the person answers.

Made when the first notice comes: a program that waits has neither windows nor exercises loaded.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, assert_never

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.breaks.effects import (
    BreakEffect,
    BreakEnded,
    BreakStarted,
    BreakWaits,
    NoticeGiven,
    NoticeWithdrawn,
    Withheld,
)
from posture_app.breaks.events import BreakNow, Event, PlainEvent
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.settings import BreakKind, OfferKind
from posture_app.breaks.state import SchedulerState, to_ms
from posture_app.coach.break_exercises import Situation
from posture_app.coach.session import Effect as Done
from posture_app.coach.suitability import Profile
from posture_app.desktop.clock import Clock
from posture_app.journal.zones import zone
from posture_app.library.model import Exercise, Library
from posture_app.preferences import Preferences
from posture_app.reminders.exercise_selection import (
    AskedFor,
    ExerciseSelector,
    PastBreaks,
    Sessions,
    care_of_anybody,
    nothing_asked,
)
from posture_app.reminders.history import LEFT, Offered
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot, Care, NoticeSnapshot, Skipped
from posture_app.words.breaks import kind_name
from posture_app.words.breaks_on_screen import rest_lines

_log = logging.getLogger(__name__)

StageEffect = NoticeGiven | BreakWaits | NoticeWithdrawn | Withheld | BreakStarted | BreakEnded
"""The decisions that show something, or take away what is shown."""


class RemindersLike(Protocol):
    """What is asked of the reminders."""

    @property
    def state(self) -> SchedulerState:
        """The scheduler's state, to be read only."""
        ...

    def tell(self, event: Event, skip_reason: str = "") -> Sequence[BreakEffect]:
        """What the person wants."""
        ...

    def look(self) -> None:
        """Bring everything up to now."""
        ...


class BreakDisplay(QObject):
    """Shows what the reminders decide, and tells them what the person wants.

    Signals:
        library_wanted: A break is near, and there are no exercises to choose from yet: `use`.
    """

    library_wanted = Signal()

    def __init__(
        self,
        reminders: RemindersLike,
        presenter: BreakPresenter,
        clock: Clock,
        parent: QObject | None = None,
        *,
        read_preferences: Callable[[], Preferences] = Preferences,
        read_profile: Callable[[], Profile] = Profile,
        is_bad_day: Callable[[], bool] = bool,
        asked_for: AskedFor = nothing_asked,
        care_of: Callable[[Exercise], Care] = care_of_anybody,
    ) -> None:
        super().__init__(parent)
        self._care_of = care_of
        self._read_preferences, self._read_profile = read_preferences, read_profile
        self._is_bad_day, self._asked_for = is_bad_day, asked_for
        self._reminders, self._presenter, self._clock = reminders, presenter, clock
        presenter.setParent(self)
        self._selector: ExerciseSelector | None = None
        # A break that was asked for in a hold is shown; one in which a hold begins is not any more.
        self._opened_in_hold = False
        for wanted, slot in (
            (presenter.start_wanted, self._start),
            (presenter.snooze_wanted, self._snooze),
            (presenter.done_wanted, self._done),
            (presenter.skip_wanted, self._skip),
            (presenter.leave_wanted, self._leave),
            (presenter.another_wanted, self._another),
            (presenter.ran_out, self._look_again),
            (presenter.overran, self._overran),
            (presenter.care_read, self._care_read),
            (presenter.effects_told, self._exercised),
        ):
            wanted.connect(slot)

    @property
    def offered(self) -> Offered:
        """What the break at hand has offered."""
        return self._selector.offered if self._selector is not None else Offered()

    @property
    def can_read(self) -> bool:
        """Whether a break is seen that has something to take care of."""
        front = self._presenter.front
        return front is not None and front.can_read

    def read(self) -> None:
        """Show what to take care of in the break's exercise, and when to stop."""
        front = self._presenter.front
        if front is not None:
            front.read()

    def use(self, library: Library, past: PastBreaks, journal: Sessions | None) -> None:
        """Choose exercises from this library, by what was done; a break that is on gets one."""
        self._selector = ExerciseSelector(
            library, past, journal, self._read_profile, self._is_bad_day, self._asked_for
        )
        running = self._reminders.state.running
        kind = None if running is None else self._kind(running.kind)
        if not self._presenter.is_open or kind is None:
            return
        rest = self._selector.at_rest(kind.offers)
        if rest is not None:
            self._presenter.show_at_rest(rest)
        if _has_exercise(kind.offers):
            choice = self._selector.first(self._local_now(), self._situation(self._left_s()))
            if choice is not None:
                self._presenter.offer(choice, self._care_of(choice.exercise))

    def show(self, effect: StageEffect) -> None:
        """Show what was decided."""
        match effect:
            case NoticeGiven():
                self._want_library()
                self._announce(effect)
            case BreakWaits():
                self._presenter.wait()
            case NoticeWithdrawn() | Withheld():
                self._presenter.hide_notice()
            case BreakStarted():
                if self._selector is not None:
                    self._selector.begin()
                self._open(effect)
            case BreakEnded():
                self._presenter.close()
            case _:
                assert_never(effect)

    def take_up(self, found: NoticeGiven | BreakStarted) -> None:
        """Show what the last run left: a notice or a break."""
        if isinstance(found, BreakStarted):
            self._care_read(False)  # whoever read is not where they were
            self._open(found)
        else:
            self._announce(found)

    def settle(self) -> None:
        """All that was decided is shown; a hold that began takes the break off the screen.

        How long the break has still to go is told too: who read when the machine fell asleep, say,
        does not read any more.
        """
        running = self._reminders.state.running
        if running is not None:
            self._presenter.follow(running)
        if not self._reminders.state.holds:
            self._opened_in_hold = False
        elif self._presenter.is_open and not self._opened_in_hold:
            self._presenter.close(quietly=True)

    def end_exercise(self) -> None:
        """The person ends the break: what was done of its exercise until now is what counts."""
        self._presenter.end_exercise()

    def end(self) -> None:
        """The program ends; nobody is left to hear that the break is over."""
        self._presenter.blockSignals(True)
        self._presenter.close()

    # What is shown

    def _want_library(self) -> None:
        if self._selector is None:
            self.library_wanted.emit()

    def _announce(self, given: NoticeGiven) -> None:
        kind, state = self._kind(given.kind), self._reminders.state
        there = state.notice is not None and state.notice.kind == given.kind
        # A notice of a time that was slept through is over, and a message needs no card before it.
        if kind is None or not there or state.frozen or kind.strictness == "notification":
            return
        late_s = state.now_s - given.at_ms / 1000
        self._presenter.show_notice(
            NoticeSnapshot(
                kind=kind.id,
                name=kind_name(kind),
                starts_in_s=max(0.0, given.starts_in_s - late_s),
                snooze_s=kind.snooze_s,
                snoozes_left=given.snoozes_left,
                strictness=kind.strictness,
            )
        )
        if kind.strictness != "card":
            self._presenter.prepare()

    def _open(self, started: BreakStarted) -> None:
        kind, state = self._kind(started.kind), self._reminders.state
        on = state.running is not None and state.running.started_ms == started.at_ms
        # A break of a time that was slept through has ended already.
        if kind is None or not on or state.frozen or (state.holds and not started.asked_for):
            return
        self._want_library()
        self._opened_in_hold = bool(state.holds)
        # Who asks for a break wants to see it.
        message = kind.strictness == "notification" and not started.asked_for
        strictness = kind.strictness if kind.strictness != "notification" else "card"
        choice = None
        if self._selector is not None and _has_exercise(kind.offers):
            choice = self._selector.first(self._local_now(), self._situation(self._left_s()))
        self._presenter.open(
            BreakSnapshot(
                kind=kind.id,
                name=kind_name(kind),
                strictness="notification" if message else strictness,
                length_s=kind.length_s,
                left_s=self._left_s(),
                choice=choice,
                care=None if choice is None else self._care_of(choice.exercise),
                rest=None if self._selector is None else self._selector.at_rest(kind.offers),
                snooze_s=kind.snooze_s,
                snoozes_left=started.snoozes_left,
                lines=rest_lines(kind.offers),
            )
        )

    def _kind(self, kind_id: str) -> BreakKind | None:
        return self._reminders.state.settings.kind(kind_id)

    def _left_s(self) -> float:
        """What is left of the break that is on."""
        running = self._reminders.state.running
        now_ms = to_ms(self._clock.read().boot_s)
        return 0.0 if running is None else running.left_ms(now_ms) / 1000

    def _situation(self, seconds: float) -> Situation:
        """Where the person is, as they said or as it is known; who is in a call may be seen."""
        holds, said = self._reminders.state.holds, self._read_preferences()
        return Situation(
            seconds=seconds,
            posture=said.posture,
            camera_on=HoldKey.CALL in holds,
            discreet=said.discreet or HoldKey.MEETING in holds,
        )

    def _local_now(self) -> datetime:
        return self._clock.read().wall.astimezone(zone(self._reminders.state.zone))

    # What the person wants

    @Slot(object)
    def _start(self, kind: str) -> None:
        self._reminders.tell(BreakNow(kind))

    @Slot(object)
    def _snooze(self, _kind: str) -> None:
        self._reminders.tell(PlainEvent.SNOOZE)

    @Slot(object)
    def _done(self, _kind: str) -> None:
        self._reminders.tell(PlainEvent.DONE)

    @Slot(object)
    def _skip(self, skipped: Skipped) -> None:
        self._reminders.tell(PlainEvent.SKIP, skipped.reason or "")

    @Slot(object)
    def _leave(self, _kind: str) -> None:
        self._reminders.tell(PlainEvent.SKIP, LEFT)

    @Slot(object)
    def _another(self, left_s: float) -> None:
        if self._selector is not None:
            choice = self._selector.another(self._local_now(), self._situation(left_s))
            care = None if choice is None else self._care_of(choice.exercise)
            self._presenter.offer(choice, care)

    @Slot(object)
    def _care_read(self, is_open: bool) -> None:
        self._reminders.tell(PlainEvent.CARE_OPENS if is_open else PlainEvent.CARE_CLOSES)

    @Slot(object)
    def _exercised(self, effects: Sequence[Done]) -> None:
        if self._selector is not None:
            self._selector.take(effects)

    @Slot(object)
    def _overran(self, kind: str) -> None:
        _log.warning("a break of the kind %s was closed by its deadline", kind)
        self._reminders.look()

    @Slot(object)
    def _look_again(self, _kind: object) -> None:
        self._reminders.look()


def _has_exercise(offers: OfferKind) -> bool:
    return offers in {"exercise", "routine"}
