"""What is shown of the breaks: the notice, the break with its exercise, what the person answers.

Made when the first notice comes: a program that waits has neither windows nor exercises loaded.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.breaks.events import BreakNow, Effect, Event
from posture_app.breaks.events import Signal as Told
from posture_app.breaks.settings import Offer, Settings
from posture_app.breaks.state import State
from posture_app.breaks.view import View
from posture_app.coach.micro import Situation
from posture_app.coach.session import Effect as Done
from posture_app.desktop.clock import Clock
from posture_app.journal.zones import zone
from posture_app.library.model import Library
from posture_app.preferences import Preferences
from posture_app.reminders.history import LEFT, Offered
from posture_app.reminders.offers import Breaks, Offers, Sessions
from posture_app.ui.overlay.presenter import BreakPresenter
from posture_app.ui.overlay.snapshots import BreakSnapshot, NoticeSnapshot, Skipped

_log = logging.getLogger(__name__)
REST_LINES: Final = ("Take a break", "Look up, and move as you like.")
_LINES: Final[Mapping[Offer, tuple[str, ...]]] = {
    "posture": ("Change your posture", "Stand up if you sit; sit down if you stand."),
    "eyes": ("Rest your eyes", "Look at something far away."),
}
"""What to do in a break without an exercise."""


class RemindersLike(Protocol):
    """What is asked of the reminders."""

    @property
    def state(self) -> State:
        """The scheduler's state, to be read only."""
        ...

    @property
    def settings(self) -> Settings:
        """The settings as they are."""
        ...

    def view(self) -> View:
        """The breaks as they stand."""
        ...

    def tell(self, event: Event, skip_reason: str = "") -> Sequence[Effect]:
        """What the person wants."""
        ...

    def look(self) -> None:
        """Bring everything up to now."""
        ...


class Stage(QObject):
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
    ) -> None:
        super().__init__(parent)
        self._read_preferences = read_preferences
        self._reminders, self._presenter, self._clock = reminders, presenter, clock
        presenter.setParent(self)
        self._offers: Offers | None = None
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
            (presenter.effects_told, self._exercised),
        ):
            wanted.connect(slot)
        self._shows: dict[str, Callable[[Effect], None]] = {
            "notice": self._show_notice,
            "waits": self._wait,
            "withdrawn": self._hide_notice,
            "withheld": self._hide_notice,
            "break_starts": self._open,
            "break_ends": self._close,
        }

    @property
    def offered(self) -> Offered:
        """What the break at hand has offered."""
        return self._offers.offered if self._offers is not None else Offered()

    def use(self, library: Library, past: Breaks, journal: Sessions | None) -> None:
        """Choose exercises from this library, by what was done; a break that is on gets one."""
        self._offers = Offers(library, past, journal)
        now = self._reminders.view()
        kind = self._reminders.settings.kind(now.kind or "")
        if self._presenter.is_open and kind is not None and _has_exercise(kind.offers):
            choice = self._offers.first(self._local_now(), self._situation(now.left_s))
            if choice is not None:
                self._presenter.offer(choice)

    def show(self, effect: Effect) -> None:
        """Show what was decided."""
        if effect.what in self._shows:
            self._shows[effect.what](effect)

    def take_up(self) -> None:
        """Show what the last run left: a notice or a break."""
        now = self._reminders.view()
        if now.doing == "break" and now.kind is not None and not now.quiet:
            self._open_break(now.kind, now.left_s)
        elif now.doing == "notice" and now.kind is not None:
            self._announce(now.kind)

    def settle(self) -> None:
        """All that was decided is shown; a hold that began takes the break off the screen."""
        if not self._reminders.state.holds:
            self._opened_in_hold = False
        elif self._presenter.is_open and not self._opened_in_hold:
            self._presenter.close(quietly=True)

    def finish(self) -> None:
        """The person says that the exercise is done."""
        if self._offers is not None:
            self._offers.finish()

    def end(self) -> None:
        """The program ends; nobody is left to hear that the break is over."""
        self._presenter.blockSignals(True)
        self._presenter.close()

    # What is shown

    def _show_notice(self, effect: Effect) -> None:
        self._want_library()
        self._announce(effect.kind or "")

    def _want_library(self) -> None:
        if self._offers is None:
            self.library_wanted.emit()

    def _announce(self, kind_id: str) -> None:
        now = self._reminders.view()
        kind = self._reminders.settings.kind(kind_id)
        if kind is None or now.doing != "notice" or now.kind != kind.id:
            return
        if kind.strictness == "notification":  # a message needs no card before it
            return
        self._presenter.show_notice(
            NoticeSnapshot(
                kind=kind.id,
                name=kind.name,
                starts_in_s=now.left_s,
                snooze_s=kind.snooze_s,
                snoozes_left=self._snoozes_left(kind.id),
                strictness=kind.strictness,
            )
        )
        if kind.strictness != "card":
            self._presenter.prepare()

    def _wait(self, _effect: Effect) -> None:
        self._presenter.wait()

    def _hide_notice(self, _effect: Effect) -> None:
        self._presenter.hide_notice()

    def _open(self, effect: Effect) -> None:
        if self._offers is not None:
            self._offers.begin()
        now = self._reminders.view()
        # A break of a time that was slept through has ended already.
        asked_for = bool(effect.data.get("asked_for"))
        if now.kind == effect.kind and now.doing == "break" and (asked_for or not now.quiet):
            self._open_break(effect.kind or "", now.left_s, asked_for=asked_for)

    def _open_break(self, kind_id: str, left_s: float, *, asked_for: bool = False) -> None:
        kind = self._reminders.settings.kind(kind_id)
        if kind is None:
            return
        self._want_library()
        self._opened_in_hold = bool(self._reminders.state.holds)
        # Who asks for a break wants to see it.
        message = kind.strictness == "notification" and not asked_for
        strictness = kind.strictness if kind.strictness != "notification" else "card"
        choice = None
        if self._offers is not None and _has_exercise(kind.offers):
            choice = self._offers.first(self._local_now(), self._situation(left_s))
        self._presenter.open(
            BreakSnapshot(
                kind=kind.id,
                name=kind.name,
                strictness="notification" if message else strictness,
                length_s=kind.length_s,
                left_s=left_s,
                choice=choice,
                snooze_s=kind.snooze_s,
                snoozes_left=self._snoozes_left(kind.id),
                lines=_LINES.get(kind.offers, REST_LINES),
            )
        )

    def _close(self, _effect: Effect) -> None:
        self._presenter.close()

    def _snoozes_left(self, kind_id: str) -> int:
        kinds = {one.kind: one.snoozes_left for one in self._reminders.view().kinds}
        return kinds.get(kind_id, 0)

    def _situation(self, seconds: float) -> Situation:
        """Where the person is, as they said or as it is known; who is in a call may be seen."""
        holds, said = self._reminders.state.holds, self._read_preferences()
        return Situation(
            seconds=seconds,
            posture=said.posture,
            camera_on="call" in holds,
            discreet=said.discreet or "meeting" in holds,
        )

    def _local_now(self) -> datetime:
        return self._clock.read().wall.astimezone(zone(self._reminders.state.zone))

    # What the person wants

    @Slot(object)
    def _start(self, kind: str) -> None:
        self._reminders.tell(BreakNow(kind))

    @Slot(object)
    def _snooze(self, _kind: str) -> None:
        self._reminders.tell(Told.SNOOZE)

    @Slot(object)
    def _done(self, _kind: str) -> None:
        self._reminders.tell(Told.DONE)

    @Slot(object)
    def _skip(self, skipped: Skipped) -> None:
        self._reminders.tell(Told.SKIP, skipped.reason or "")

    @Slot(object)
    def _leave(self, _kind: str) -> None:
        self._reminders.tell(Told.SKIP, LEFT)

    @Slot(object)
    def _another(self, left_s: float) -> None:
        if self._offers is not None:
            choice = self._offers.another(self._local_now(), self._situation(left_s))
            self._presenter.offer(choice)

    @Slot(object)
    def _exercised(self, effects: Sequence[Done]) -> None:
        if self._offers is not None:
            self._offers.take(effects)

    @Slot(object)
    def _overran(self, kind: str) -> None:
        _log.warning("a break of the kind %s was closed by its deadline", kind)
        self._reminders.look()

    @Slot(object)
    def _look_again(self, _kind: object) -> None:
        self._reminders.look()


def _has_exercise(offers: Offer) -> bool:
    return offers in {"exercise", "routine"}
