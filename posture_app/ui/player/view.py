"""The player: asks, plays, asks again. It shows a session and tells what the person wants."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from posture_app.coach import session as coach
from posture_app.coach.session import Effect, PhaseStarted, SessionEnded, SessionStep, Slept
from posture_app.coach.session_plan import Unit
from posture_app.library.model import Exercise, Library, Routine
from posture_app.ui.player.after import AfterAnswers, AfterPanel, PainReport
from posture_app.ui.player.before import BeforePanel
from posture_app.ui.player.commands import KEYS, PlayerCommand, step_of
from posture_app.ui.player.driving import Driver
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.player.hurt import HurtAnswer, HurtPanel
from posture_app.ui.player.panels import StopsPanel
from posture_app.ui.player.session_view import SessionView
from posture_app.ui.player.sheet import LeaveSheet
from posture_app.ui.player.snapshot import PlayerSnapshot, snapshot
from posture_app.ui.safety import Safety
from posture_app.ui.theme.growing import GrowingTheme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import meant_key
from posture_app.words import formats
from posture_app.words.catalogue import _, ngettext

_USUAL_PX: Final = (1180, 800)
_GROWTH: Final = ((1.75, 1.5), (1.3, 1.25))
"""From so many times the usual window on, everything in it is so much larger."""


class PlayerView(QWidget):
    """Plays one routine from the first question to the last.

    Attributes:
        told: What was told of pain and signs until now.

    Signals:
        begun: The pain before, or None; the first phase starts right after.
        standing_still: Whether the session waits for the person: paused, or asked something.
        answered: The `AfterAnswers`, when the session has ended and the person is done. Whoever
            keeps them says so by `answers_kept`, or by `show_failure` that it could not be done.
        edited: The `AfterAnswers` as they are so far, while the person is still at them.
        closed: The player can be put away.
        stayed: The person was asked whether to end, and goes on.
        left: The person was asked whether to end, and has ended it.
        gentler_wanted: The id of the routine to play instead of this one.
        mute_wanted, full_screen_wanted: The person asked for it.

    Attributes:
        routine: What is played.
    """

    begun = Signal(object)
    standing_still = Signal(bool)
    answered = Signal(object)
    edited = Signal(object)
    closed = Signal()
    stayed = Signal()
    left = Signal()
    gentler_wanted = Signal(object)
    mute_wanted = Signal()
    full_screen_wanted = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        routine: Routine,
        library: Library,
        driver: Driver,
        *,
        figure: FigurePlace | None = None,
        preview: FigurePlace | None = None,
        done: Sequence[Unit] = (),
        safety: Safety | None = None,
    ) -> None:
        super().__init__()
        self.routine = routine
        self._library = library
        self.driver = driver
        self._done = done
        self._figure = figure or FigurePlace()
        self._shown_exercise: Exercise | None = None
        self._paused_by_asking = False
        self._asked_on: QWidget | None = None
        self._still = False
        safety = safety or Safety()
        self.told = PainReport()
        self._theme = make.theme
        self._grown = GrowingTheme(make.theme, self)
        grown = WidgetFactory(self._grown)
        self.before = grown(BeforePanel, routine, library, safety, preview or FigurePlace())
        self.session_view = grown(SessionView, routine.name, self._figure)
        self.hurt = grown(HurtPanel, safety)
        self.stops = grown(StopsPanel, safety)
        self.after = grown(AfterPanel, safety)
        self._amounts: tuple[str, str] | None = None
        self._pages = make.page_stack()
        for page in (
            self.before,
            self.session_view,
            self.hurt,
            self.stops,
            self.after,
        ):
            self._pages.addWidget(page)
        self._pages.show_page(self.before)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.leave = grown(LeaveSheet, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Player: {routine}").format(routine=routine.name))
        self._connect()
        self.before.start.setFocus()

    def show_preview(self) -> None:
        """Say where it ends that nothing of it is kept."""
        self.leave.show_preview()
        self.after.is_preview = True

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, or the sheet that lies over it."""
        return self._pages.currentWidget() if self.leave.isHidden() else self.leave

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sheet cover all of it, and the letters grow with the window."""
        self._grow()
        super().resizeEvent(event)
        self.leave.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._grow()

    def _grow(self) -> None:
        """A large window is looked at from further away: its words and buttons are larger."""
        width, height = (self._theme.px(side) for side in _USUAL_PX)
        room = min(self.width() / width, self.height() / height)
        growth = next((growth for least, growth in _GROWTH if room >= least), 1.0)
        pages = (self._pages.widget(place) for place in range(self._pages.count()))
        self._grown.grow(growth, *(one for one in pages if one is not None), self.leave)

    def _go_to(self, page: QWidget) -> None:
        """Show a page, or the sheet over what it was asked on."""
        is_sheet = page is self.leave
        if is_sheet and self._asked_on is not None:
            self._pages.show_page(self._asked_on)
        elif not is_sheet:
            self._pages.show_page(page)
        self._pages.setEnabled(not is_sheet)  # the keyboard stays on the sheet
        self.leave.setVisible(is_sheet)

    @Slot()
    def pause(self) -> None:
        """Stand still while something else lies over the player."""
        self.driver.do(coach.pause)

    @property
    def playing(self) -> bool:
        """Whether a session has begun and is not over."""
        session = self.driver.session
        return session is not None and session.status != "finished"

    def begin(self, pain: int | None = None) -> None:
        """Start playing; `pain` is what was answered before."""
        self.told = PainReport(before=pain, signs=self.before.signs.chosen)
        self.begun.emit(pain)
        self._go_to(self.session_view)
        self.setFocus()
        self.driver.begin(self._start)
        self._draw()

    def request_leave(self) -> None:
        """Ask whether to end, as Esc does; a second time goes back to the routine."""
        if self.page in {self.leave, self.stops}:
            self._stay()
        elif self.page is not self.hurt:
            self.ask_to_leave()

    def ask_to_leave(self) -> None:
        """Ask whether to end, as closing the window does; asked again, it is still the question.

        A session that has not begun, or is over, needs no question.
        """
        if self.page is self.before:
            self.closed.emit()
        elif self.page is self.after:
            self.after.finish()
        elif self.page is not self.leave:
            self._stand_still_on(self.leave)
            self.leave.go_on.setFocus()

    def keep(self) -> None:
        """Let what was answered until now count: there is no more time to ask.

        Pain that was told ends the session, for nobody has said how to go on.
        """
        asked_on = self._asked_on if self.page is self.leave else self.page
        if asked_on is self.hurt:
            self.hurt.stop_here()
        self.after.keep()

    def _stand_still_on(self, page: QWidget) -> None:
        if self.page is self.session_view:
            session = self.driver.session
            self._paused_by_asking = session is not None and session.status == "playing"
            self.driver.do(coach.pause)
            if not self.playing:  # it has just come to its end
                return
        self._asked_on = self.hurt if self.page is self.hurt else self.session_view
        self._go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every control has a key; a key that is held down counts once."""
        command = KEYS.get(meant_key(event))
        if command is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif command is PlayerCommand.LEAVE and self.window().isFullScreen():
            self.full_screen_wanted.emit()
        elif self.page is self.session_view:
            self._command(command)
        elif command is PlayerCommand.LEAVE and self.page is self.hurt:
            self.hurt.take_back()
        elif command is PlayerCommand.LEAVE:
            self.request_leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys belong to the player, wherever the focus is; Space presses a button that has it."""
        pressed = event.type() == QEvent.Type.KeyPress and self.page is self.session_view
        if pressed and isinstance(event, QKeyEvent) and meant_key(event) in KEYS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False  # turns the figure
            if event.key() == Qt.Key.Key_Space and isinstance(watched, QAbstractButton):
                return False  # presses the button that the keyboard has come to
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """A key of the player is not a shortcut of the window around it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = meant_key(event)
            if key == Qt.Key.Key_Escape or (self.page is self.session_view and key in KEYS):
                event.accept()
                return True
        return super().event(event)

    def _connect(self) -> None:
        self.driver.effects_told.connect(self._take)
        self.driver.ticked.connect(self._draw)
        self.before.ready.connect(self.begin)
        self.before.cancelled.connect(self.closed)
        self.session_view.wanted.connect(self._command)
        self.hurt.answered.connect(self._hurt_answered)
        self.hurt.taken_back.connect(self._hurt_taken_back)
        self.before.gentler_wanted.connect(self.gentler_wanted)
        self.stops.stay.connect(self._go_on)
        self.stops.leave.connect(self._end)
        self.leave.stay.connect(self._go_on)
        self.leave.leave.connect(self._end)
        self.after.done.connect(self._after_answered)
        self.after.edited.connect(self.edited)
        for child in self.session_view.findChildren(QAbstractButton):
            child.installEventFilter(self)
        self._figure.installEventFilter(self)

    def _start(self, now_s: float, asleep_s: float) -> SessionStep:
        return coach.start(self.routine, self._library, now_s, asleep_s, self._done)

    @Slot(object)
    def _command(self, command: PlayerCommand) -> None:
        match command:
            case PlayerCommand.HURT:
                self._ask_hurt()
            case PlayerCommand.WHEN_TO_STOP:
                self._stand_still_on(self.stops)
                self.stops.go_on.setFocus()
            case PlayerCommand.LEAVE:
                self.request_leave()
            case PlayerCommand.MUTE:
                self.mute_wanted.emit()
            case PlayerCommand.FULL_SCREEN:
                self.full_screen_wanted.emit()
            case _:
                self.driver.do(step_of(command))

    def _ask_hurt(self) -> None:
        session = self.driver.session
        self._paused_by_asking = session is not None and session.status == "playing"
        self.driver.do(coach.hurt)
        session = self.driver.session
        if session is None or session.status != "hurting":
            return
        easier = session.library.exercises.get(session.exercise.easier or "")
        self.hurt.ask(session.exercise.name, easier.name if easier else None, self.told.before)
        self._go_to(self.hurt)
        self.hurt.pain.setFocus()
        self._announce(_("{exercise} is stopped.").format(exercise=session.exercise.name))

    @Slot()
    def _hurt_taken_back(self) -> None:
        self.driver.do(coach.take_back_hurt)
        self._go_to(self.session_view)
        self.setFocus()
        if self._paused_by_asking:
            self.driver.do(coach.resume)

    @Slot(object)
    def _hurt_answered(self, answer: HurtAnswer) -> None:
        told = self.told
        strengths = [one for one in (told.during, answer.pain) if one is not None]
        self.told = replace(
            told,
            during=max(strengths, default=None),
            where=told.where | {*answer.zones},
            signs=told.signs | answer.signs,
        )
        self._go_to(self.session_view)
        self.setFocus()
        self.driver.do(
            partial(coach.after_hurt, choice=answer.choice, pain=answer.pain, where=answer.where)
        )

    @Slot()
    def _go_on(self) -> None:
        """Who presses "Go on" does not want what was paused before to stay so, as after Esc."""
        self._paused_by_asking |= self._asked_on is self.session_view
        self._stay()

    @Slot()
    def _stay(self) -> None:
        self.stayed.emit()
        if self._asked_on is self.hurt:
            self._go_to(self.hurt)
            self.hurt.pain.setFocus()
            return
        self._go_to(self.session_view)
        self.setFocus()
        if self._paused_by_asking:
            self.driver.do(coach.resume)

    @Slot()
    def _end(self) -> None:
        if self._asked_on is self.hurt:
            self.hurt.stop_here()
        else:
            self.driver.do(coach.stop)
        self.left.emit()

    @Slot(object)
    def _after_answered(self, answers: AfterAnswers) -> None:
        self.answered.emit(answers)

    def answers_kept(self) -> None:
        """The answers are where they belong, and there is nothing more to ask."""
        self.closed.emit()

    def show_unwritten(self, problem: str) -> None:
        """What was done is not in the log: `problem` says why; "" for when it is there again."""
        if self._amounts is not None and problem:
            done, planned = self._amounts
            told = _("You did {done} of {planned}. It is not in your log yet. {problem}")
            self.after.text.setText(told.format(done=done, planned=planned, problem=problem))
        self.leave.show_unwritten(problem)

    def show_failure(self, text: str) -> None:
        """The answers could not be kept: say so and stay, so that they can be given again."""
        self.after.text.setText(text)

    @Slot(object)
    def _take(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Slept):
                minutes = max(1, round(effect.slept_s / 60))
                asleep = ngettext(
                    "The computer was asleep for {count} minute. Press space to go on.",
                    "The computer was asleep for {count} minutes. Press space to go on.",
                    minutes,
                )
                self.session_view.show_notice(asleep.format(count=minutes))
            elif isinstance(effect, SessionEnded):
                self._ended(effect)
            elif isinstance(effect, PhaseStarted):
                self._announce_phase()

    def _announce_phase(self) -> None:
        session = self.driver.session
        if session is None or session.status == "finished":
            return
        shown = snapshot(session, self.driver.now_s())
        self._announce_new(shown, session.phase.repetition)

    def _announce_new(self, shown: PlayerSnapshot, repetition: int) -> None:
        """Say what is new: of the moves to and fro only the first of a set.

        The instruction is said while the person gets ready, and with that first move.
        """
        moves = shown.phase in {"move", "return", "relax"}
        if moves and not (shown.phase == "move" and repetition == 1):
            return
        parts = [shown.heading, shown.exercise.name, shown.where]
        if moves or shown.phase in {"prepare", "change_side", "change_position"}:
            parts.append(shown.prompt)
        self._announce(". ".join(part for part in parts if part))

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _ended(self, effect: SessionEnded) -> None:
        session = self.driver.session
        if session is None:
            return
        planned = formats.duration(session.plan.timeline.total_s)
        done = formats.duration(effect.done_s)
        self._amounts = done, planned
        self.after.show_end(effect.ended, done, planned, self.told)
        self._go_to(self.after)
        self.after.effort.setFocus()

    @Slot()
    def _draw(self) -> None:
        session = self.driver.session
        still = session is not None and session.status != "playing"
        if still != self._still:
            self._still = still
            self.standing_still.emit(still)
        if session is None or session.status == "finished" or self.page is not self.session_view:
            return
        now_s = self.driver.now_s()
        shown = snapshot(session, now_s)
        if shown.exercise is not self._shown_exercise:
            self._shown_exercise = shown.exercise
            self._figure.show_exercise(shown.exercise)
            self.session_view.progress.set_segments(_item_ends(session))
        self.session_view.show_snapshot(shown)
        self._figure.show_moment(shown, session, now_s)


def _item_ends(session: coach.Session) -> list[float]:
    timeline = session.plan.timeline
    ends = [0.0] * len(session.routine.items)
    for phase in timeline.phases:
        ends[phase.item] = phase.end_s / timeline.total_s
    return ends
