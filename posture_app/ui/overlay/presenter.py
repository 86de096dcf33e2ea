"""Shows breaks: counts down, plays the exercise, tells what is wanted.

The scheduler decides when a break begins and ends; here is only what is seen of it. Everything is
reckoned from the clock that is handed in. A deadline with a timer of its own closes whatever is on
the screen five seconds after a break's planned end, even if everything else fails.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final, assert_never

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from posture_app.breaks.rules import TYPING_WAIT_MS
from posture_app.breaks.state import RunningBreak
from posture_app.coach import break_exercises
from posture_app.coach import session as coach
from posture_app.coach.break_exercises import Choice
from posture_app.coach.session import CueName, Effect, Slept
from posture_app.library.model import Exercise
from posture_app.ui.overlay.announcing import announce
from posture_app.ui.overlay.break_clock import BreakClock
from posture_app.ui.overlay.covering import Covering, MonitorsLike
from posture_app.ui.overlay.deadline import Deadline
from posture_app.ui.overlay.messages import BreakMessages, Messages
from posture_app.ui.overlay.notice import NoticeCard
from posture_app.ui.overlay.panel import BreakMoment, BreakPanel
from posture_app.ui.overlay.snapshots import (
    AnotherExercise,
    BreakCommand,
    BreakDone,
    BreakSnapshot,
    Care,
    LeaveBreak,
    NoticeCommand,
    NoticeSnapshot,
    PostponeBreak,
    SkipBreak,
    Skipped,
    StartBreak,
)
from posture_app.ui.overlay.windows import BreakCard, BreakWindow, FigureFactory
from posture_app.ui.player.driving import FRAME_MS, Driver, MakeDriver, ReadClock
from posture_app.ui.player.snapshot import snapshot
from posture_app.ui.theme.theme import Theme
from posture_app.words import formats
from posture_app.words.catalogue import _

_log = logging.getLogger(__name__)

OVERRUN_S: Final = 5.0
"""After its planned end a break is closed, whatever has happened."""
WAIT_MS: Final = 250


class BreakPresenter(QObject):
    """Everything of a break that a person sees. One break at a time.

    Signals:
        opened: The kind of the break that goes on the screen now; its time runs from here.
        ran_out: The kind of the break whose time is over; who opened it closes it.
        overran: The kind of the break that the deadline had to close.
        start_wanted, snooze_wanted, done_wanted: A kind.
        skip_wanted: A `Skipped`.
        leave_wanted: A kind: the emergency exit. The windows are already gone.
        another_wanted: Seconds that are left for another exercise; answer with `offer`.
        care_read: Whether what to take care of is read, when that changes; the break waits for it.
        effects_told: The coach's effects, as they come.
        sound_due: `break_starts`, `break_ends`, or the name of one of the coach's cues.
    """

    opened = Signal(object)
    ran_out = Signal(object)
    overran = Signal(object)
    start_wanted = Signal(object)
    snooze_wanted = Signal(object)
    done_wanted = Signal(object)
    skip_wanted = Signal(object)
    leave_wanted = Signal(object)
    another_wanted = Signal(object)
    care_read = Signal(object)
    effects_told = Signal(object)
    sound_due = Signal(object)

    def __init__(
        self,
        theme: Theme,
        read_clock: ReadClock,
        monitors: MonitorsLike,
        make_driver: MakeDriver,
        *,
        figure: FigureFactory | None = None,
        messages: Messages | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.deadline = Deadline(self)
        self.deadline.passed.connect(self._overran)
        self._theme = theme
        theme.changed.connect(self.forget)
        self._monitors = monitors
        self._make_driver = make_driver
        self._figure = figure
        self._messages = BreakMessages(messages, self)
        self._messages.notice_wanted.connect(self._notice_wants)
        self._messages.break_wanted.connect(self._wanted)
        # On Wayland a window that is shown has the keyboard, whatever it says of itself.
        self._cards_take_keys = QGuiApplication.platformName() == "wayland"
        self._shown: BreakSnapshot | None = None
        self._notice: NoticeSnapshot | None = None
        self._time = BreakClock(read_clock)
        self._starts_at_s = 0.0
        self._half_told = self._over_told = False
        self.covering = Covering(monitors, self._make_window, self)
        self.covering.covered.connect(self._catch_up)
        self._card: BreakCard | None = None
        self._notice_card: NoticeCard | None = None
        self._driver: Driver | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def is_open(self) -> bool:
        """Whether a break is on the screen."""
        return self._time.is_on

    @property
    def surfaces(self) -> Sequence[QWidget]:
        """The windows that are on the screen now."""
        cards = (self._card, self._notice_card)
        extra = [one for one in cards if one is not None and one.isVisible()]
        return (*self.covering.windows, *extra)

    def prepare(self) -> None:
        """Make what a break needs, so that it is on the screen at once when it is due."""
        self.covering.prepare()

    def show_notice(self, notice: NoticeSnapshot) -> None:
        """Count down to a break in the corner."""
        self._notice = notice
        self._starts_at_s = self._time.now_s + notice.starts_in_s
        self.deadline.start(notice.starts_in_s + TYPING_WAIT_MS / 1000 + OVERRUN_S)
        self._timer.start(WAIT_MS)
        if self._cards_take_keys:
            self._messages.show_notice(notice, _tell_unseen)
            return
        card = self._notice_card
        if card is None:
            card = self._notice_card = NoticeCard(self._theme)
            card.wanted.connect(self._notice_wants)
            card.took_keyboard.connect(self._give_way)
        card.show_notice(notice)
        card.show_on(self._monitors.active())
        left = formats.spoken_duration(round(notice.starts_in_s))
        words = _("{break_name} in {time}.")
        announce(card, words.format(break_name=notice.name, time=left))

    def wait(self) -> None:
        """The countdown is over; the break comes at the next gap in typing."""
        if self._notice is not None and self._notice_card is not None:
            self._notice_card.show_waiting()

    def hide_notice(self) -> None:
        """The notice is over, or withdrawn."""
        self._notice = None
        self._messages.withdraw()
        if self._notice_card is not None:
            self._notice_card.hide()
        if self._shown is None:
            self._timer.stop()
            self.deadline.stop()

    def open(self, shown: BreakSnapshot) -> None:
        """Show a break; `opened` says that it is there."""
        # Before anything else: whatever goes wrong from here on, nobody is locked out.
        self.deadline.start(shown.left_s + OVERRUN_S)
        self._hide_surfaces()
        self.end_exercise()
        if self._cards_take_keys and shown.strictness == "card":
            shown = replace(shown, strictness="notification")
        self._shown = shown
        self._open_now(shown)

    def offer(self, choice: Choice | None, care: Care | None = None) -> None:
        """Another exercise for what is left of the break; None: there is no other one."""
        if self._shown is None or not self._time.is_on:
            return
        if self._shown.strictness == "notification":  # its message has been shown
            return
        if choice is None:
            for panel in self._panels():
                panel.controls.offer_no_other()
            return
        shown, left_s = self._shown, self._time.left_s
        self._shown = replace(shown, choice=choice, care=care)
        self.end_exercise()
        for panel in self._panels():
            panel.show_break(self._shown)
        self._begin_exercise(choice)
        left = formats.spoken_duration(round(left_s))
        words = _("{exercise}. {time} left.")
        self._tell(words.format(exercise=choice.exercise.name, time=left))
        self.tick()

    def follow(self, running: RunningBreak) -> None:
        """Show the break as it stands with whoever decides about it."""
        if self._time.follow(running):
            self.deadline.start(self._time.latest_s + OVERRUN_S)

    def show_at_rest(self, exercise: Exercise) -> None:
        """From now on this is what the figure does where nothing is to be done."""
        if self._shown is not None and self._time.is_on:
            self._shown = replace(self._shown, rest=exercise)
            for panel in self._panels():
                panel.show_at_rest(exercise)

    @property
    def front(self) -> BreakPanel | None:
        """What has the controls of the break that is seen, if one is."""
        if self.covering.leader is not None:
            return self.covering.leader.panel
        return self._card.panel if self._card is not None and self._card.isVisible() else None

    def close(self, *, quietly: bool = False) -> None:
        """The break is over, or nothing may be shown of it any more: every window goes."""
        was_open = self._time.is_on
        if was_open and not quietly:
            self._tell(_("The break is over."))
        self._shown, was_read = None, self._time.stop()
        self._timer.stop()
        self.deadline.stop()
        self._hide_surfaces()
        self.hide_notice()
        self.end_exercise()
        if was_open and not quietly:
            self.sound_due.emit("break_ends")
        elif was_read:  # its time goes on
            self.care_read.emit(False)

    @Slot()
    def forget(self) -> None:
        """Let the hidden windows go, as their sizes follow the text; a break makes new ones."""
        self.covering.forget()
        if self._card is not None and not self._card.isVisible():
            self._card.deleteLater()
            self._card = None
        if self._notice_card is not None and not self._notice_card.isVisible():
            self._notice_card.deleteLater()
            self._notice_card = None

    @Slot()
    def tick(self) -> None:
        """Bring everything up to now."""
        now_s = self._time.now_s
        if self._notice is not None and self._notice_card is not None:
            self._notice_card.show_left(self._starts_at_s - now_s)
        if self._shown is None or not self._time.is_on:
            return
        accepting = self._time.accepts
        moment = self._moment(now_s)
        for window in self.covering.windows:
            window.fade_in(self._faded_in())
        for panel in self._panels():
            panel.controls.accept(accepting)
            panel.show_moment(moment)
            if accepting:
                panel.controls.advance(now_s)
            if self._shown is None:  # something was held long enough and closed the break
                return
        self._tell_progress(moment.left_s)

    def _hide_surfaces(self) -> None:
        for panel in self._panels():
            panel.controls.let_go()
        self.covering.hide()
        if self._card is not None:
            self._card.hide()

    def _open_now(self, shown: BreakSnapshot) -> None:
        self._time.start(shown.kind, shown.left_s)
        self._half_told = self._over_told = False
        self.hide_notice()
        self.opened.emit(shown.kind)
        if self._shown is not shown:  # whoever was told has closed it
            return
        self.sound_due.emit("break_starts")
        if shown.choice is not None and shown.strictness != "notification":
            self._begin_exercise(shown.choice)
        if shown.strictness == "notification":
            self._notify(shown)
        elif shown.strictness == "card":
            self._show_card(shown)
        else:
            self.covering.show()
        self._timer.start(FRAME_MS if self._panels() else WAIT_MS)
        words = (
            _("{break_name}, {time}. {what}. Hold Escape to leave.")
            if self.covering.windows
            else _("{break_name}, {time}. {what}.")
        )
        what = shown.choice.exercise.name if shown.choice else shown.lines[0]
        length = formats.spoken_duration(round(shown.left_s))
        self._tell(words.format(break_name=shown.name, time=length, what=what))
        self.tick()

    def _notify(self, shown: BreakSnapshot) -> None:
        """Let the system show it, or where it cannot, the card."""

        def otherwise() -> None:
            if self._cards_take_keys:
                _tell_unseen()
            elif self._shown is shown and self._time.is_on:
                self._shown = card = replace(shown, strictness="card")
                if card.choice is not None:
                    self._begin_exercise(card.choice)
                self._show_card(card)
                self._timer.start(FRAME_MS)

        self._messages.show_break(shown, otherwise)

    @Slot()
    def _give_way(self) -> None:
        """A card had the keyboard and is hidden: from now on messages take the cards' place."""
        if not self._cards_take_keys:
            _log.warning("the desktop gives a card the keyboard: messages take its place")
        self._cards_take_keys = True
        if self._notice is not None:
            self._messages.show_notice(self._notice, _tell_unseen)
        elif self._shown is not None and self._shown.strictness == "card":
            self.end_exercise()
            self._shown = replace(self._shown, strictness="notification")
            self._notify(self._shown)

    def _show_card(self, shown: BreakSnapshot) -> None:
        if self._card is None:
            self._card = BreakCard(self._theme, self._figure)
            self._card.panel.wanted.connect(self._wanted)
            self._card.panel.reading.connect(self._stand_still)
            self._card.took_keyboard.connect(self._give_way)
        self._card.panel.show_break(shown)
        self._card.show_on(self._monitors.active())

    def _make_window(self) -> BreakWindow:
        window = BreakWindow(self._theme, self._figure)
        window.panel.wanted.connect(self._wanted)
        window.panel.reading.connect(self._stand_still)
        window.close_asked.connect(self._leave)
        return window

    @Slot(object)
    def _catch_up(self, window: BreakWindow) -> None:
        if self._shown is None or not self._time.is_on:
            return
        window.panel.show_break(self._shown)
        window.panel.controls.accept(self._time.accepts)
        window.panel.show_moment(self._moment(self._time.now_s))
        window.fade_in(self._faded_in())

    def _faded_in(self) -> float:
        return 1.0 if self._theme.reduced_motion else self._time.faded_in

    def _begin_exercise(self, choice: Choice) -> None:
        driver = self._make_driver(self)
        driver.effects_told.connect(self._take)
        driver.cue_due.connect(self._cue)
        self._driver = driver
        driver.begin(partial(break_exercises.begin, choice))

    def end_exercise(self) -> None:
        """Stop it where it is; `effects_told` says what was done of it."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.do(coach.stop)
            driver.effects_told.disconnect(self._take)
            driver.cue_due.disconnect(self._cue)
            driver.deleteLater()

    @Slot(object)
    def _take(self, effects: Sequence[Effect]) -> None:
        self.effects_told.emit(effects)
        if self._driver is not None and any(isinstance(one, Slept) for one in effects):
            # A break that outlasts a short sleep goes on where it was.
            QTimer.singleShot(0, self, self._go_on)

    @Slot(object)
    def _cue(self, name: CueName) -> None:
        # The start of the break is the sound to get ready by.
        if name != "get_ready":
            self.sound_due.emit(name)

    @Slot(bool)
    def _stand_still(self, still: bool) -> None:
        """Who reads what to take care of does not exercise meanwhile, and the break waits."""
        if self._driver is not None:
            self._driver.do(coach.pause if still else coach.resume)
        if self._time.read(on=still):
            self.deadline.start(self._time.latest_s + OVERRUN_S)
            self.care_read.emit(still)

    @Slot()
    def _go_on(self) -> None:
        if self._driver is not None:
            self._driver.do(coach.resume)

    def _moment(self, now_s: float) -> BreakMoment:
        session = self._driver.session if self._driver is not None else None
        left_s, waits = self._time.left_s, self._time.waits
        if session is None or session.status == "finished":
            return BreakMoment(left_s, waits=waits)
        return BreakMoment(left_s, snapshot(session, now_s), session, now_s, waits=waits)

    def _tell_progress(self, left_s: float) -> None:
        shown = self._shown
        if shown is None:
            return
        if not self._half_told and left_s <= shown.left_s / 2:
            self._half_told = True
            if shown.left_s >= 30:
                left = formats.spoken_duration(round(left_s))
                self._tell(_("Half of the break is over, {time} left.").format(time=left))
        if not self._over_told and left_s <= 0:
            self._over_told = True
            self.ran_out.emit(shown.kind)

    def _panels(self) -> Sequence[BreakPanel]:
        panels: list[BreakPanel] = [window.panel for window in self.covering.windows]
        if self._card is not None and self._card.isVisible():
            panels.append(self._card.panel)
        return panels

    @Slot(object)
    def _wanted(self, command: BreakCommand) -> None:
        shown = self._shown
        if shown is None or not self._time.accepts:
            return
        match command:
            case BreakDone():
                self.done_wanted.emit(shown.kind)
            case PostponeBreak():
                self.snooze_wanted.emit(shown.kind)
            case AnotherExercise():
                self.another_wanted.emit(self._time.left_s)
            case LeaveBreak():
                self._leave()
            case SkipBreak(reason):
                self.skip_wanted.emit(Skipped(shown.kind, reason))
            case _:
                assert_never(command)

    @Slot()
    def _leave(self) -> None:
        shown = self._shown
        if shown is not None and self._time.accepts:
            self.close()
            self.leave_wanted.emit(shown.kind)

    @Slot(object)
    def _notice_wants(self, command: NoticeCommand) -> None:
        notice = self._notice
        if notice is None:
            return
        match command:
            case StartBreak():
                self.start_wanted.emit(notice.kind)
            case PostponeBreak():
                self.snooze_wanted.emit(notice.kind)
            case SkipBreak(reason):
                self.skip_wanted.emit(Skipped(notice.kind, reason))
            case _:
                assert_never(command)

    @Slot()
    def _overran(self) -> None:
        shown = self._shown
        self.close()
        if shown is not None:
            self.overran.emit(shown.kind)

    def _tell(self, words: str) -> None:
        window = self.covering.leader or self._card
        if window is not None and window.isVisible():
            announce(window, words)


def _tell_unseen() -> None:
    """Nothing can be shown that takes no keys: the icon in the panel and the page Breaks tell."""
    _log.info("a break is announced nowhere: the desktop shows no messages")
