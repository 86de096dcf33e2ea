"""The player: asks, plays, asks again. It shows a session and tells what happened in it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from posture_app.coach import session as coach
from posture_app.coach.plan import Unit
from posture_app.coach.session import (
    Cue,
    Effect,
    PhaseStarted,
    SessionEnded,
    Slept,
    Step,
)
from posture_app.coach.timeline import compile_routine
from posture_app.library.model import Exercise, Library, Routine
from posture_app.ui.player.driver import SessionDriver
from posture_app.ui.player.panels import (
    AfterAnswers,
    AfterPanel,
    BeforePanel,
    HurtAnswer,
    HurtPanel,
    LeavePanel,
)
from posture_app.ui.player.snapshot import PlayerSnapshot, clock_text, snapshot
from posture_app.ui.player.stage import REST_STEP_S, PlayerStage
from posture_app.ui.theme.theme import Theme

CUE_LATE_S: Final = 0.5
"""A cue that could not be played in time says the wrong thing; it is left out."""

_KEYS: Final[dict[Qt.Key, str]] = {
    Qt.Key.Key_Space: "pause",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Up: "longer",
    Qt.Key.Key_Down: "shorter",
    Qt.Key.Key_R: "repeat",
    Qt.Key.Key_P: "hurt",
    Qt.Key.Key_M: "mute",
    Qt.Key.Key_F: "full_screen",
    Qt.Key.Key_Escape: "leave",
}
_ENDINGS: Final = {
    "completed": ("Well done", "You did {done} of {planned}. It is in your log."),
    "stopped": ("Ended early", "You did {done} of {planned}. It is in your log and it counts."),
    "stopped_for_pain": (
        "Stopped",
        (
            "You did {done} of {planned}. If the pain does not settle by tomorrow, take a smaller "
            "step next time or ask your therapist."
        ),
    ),
}


class FigurePlace(QWidget):
    """What the player tells the place of the moving figure; a figure replaces it."""

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise is in hand."""

    def show_moment(self, shown: PlayerSnapshot, session: coach.Session, now_s: float) -> None:
        """The time has moved on."""


class PlayerView(QWidget):
    """Plays one routine from the first question to the last.

    Signals:
        begun: The pain before, or None; the first phase starts right after.
        effects_told: The coach's effects, as they come.
        cue_due: The name of a cue to be heard now.
        standing_still: Whether the session waits for the person: paused, or asked something.
        answered: The `AfterAnswers`, when the session has ended and the person is done.
        closed: The player can be put away.
        mute_wanted, full_screen_wanted: The person asked for it.
    """

    begun = Signal(object)
    effects_told = Signal(object)
    cue_due = Signal(str)
    standing_still = Signal(bool)
    answered = Signal(object)
    closed = Signal()
    mute_wanted = Signal()
    full_screen_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        routine: Routine,
        library: Library,
        driver: SessionDriver,
        *,
        figure: FigurePlace | None = None,
        done: Sequence[Unit] = (),
    ) -> None:
        super().__init__()
        self._routine = routine
        self._library = library
        self._driver = driver
        self._done = done
        self._figure = figure or FigurePlace()
        self._shown_exercise: Exercise | None = None
        self._paused_by_asking = False
        self._still = False
        self._failed = False
        driver.setParent(self)
        timeline = compile_routine(routine, library)
        count = len(routine.items)
        facts = (
            f"{count} exercise{'s' if count != 1 else ''}, {clock_text(timeline.total_s)} in all."
        )
        self.before = BeforePanel(theme, routine.name, facts)
        self.stage = PlayerStage(theme, routine.name, self._figure)
        self.hurt = HurtPanel(theme)
        self.leave = LeavePanel(theme)
        self.after = AfterPanel(theme)
        self._pages = QStackedWidget(self)
        for page in (self.before, self.stage, self.hurt, self.leave, self.after):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Player: {routine.name}")
        self._connect()
        self.before.start.setFocus()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    @property
    def playing(self) -> bool:
        """Whether a session has begun and is not over."""
        session = self._driver.session
        return session is not None and session.status != "finished"

    def begin(self, pain: int | None = None) -> None:
        """Start playing, without the question."""
        self.begun.emit(pain)
        self._pages.setCurrentWidget(self.stage)
        self.setFocus()
        self._driver.begin(self._start)
        self._draw()

    def request_leave(self) -> None:
        """Ask whether to end, as Esc and closing the window do."""
        if self.page is self.before:
            self.closed.emit()
        elif self.page is self.after:
            self.after.done.emit(AfterAnswers(None, None, None))
        elif self.page is self.leave:
            self._stay()
        elif self.page is self.stage:
            session = self._driver.session
            self._paused_by_asking = session is not None and session.status == "playing"
            self._driver.do(coach.pause)
            self._pages.setCurrentWidget(self.leave)
            self.leave.go_on.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every control has a key; a key that is held down counts once."""
        name = _KEYS.get(Qt.Key(event.key()))
        if name is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.page is self.stage:
            self._command(name)
        elif name == "leave" and self.page is not self.hurt:
            self.request_leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys belong to the player and not to the button that was clicked last."""
        pressed = event.type() == QEvent.Type.KeyPress and self.page is self.stage
        if pressed and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _KEYS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False  # turns the figure
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """A key of the player is not a shortcut of the window around it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape or (self.page is self.stage and key in _KEYS):
                event.accept()
                return True
        return super().event(event)

    def _connect(self) -> None:
        self._driver.effects_told.connect(self._take)
        self._driver.ticked.connect(self._draw)
        self.before.ready.connect(self.begin)
        self.before.cancelled.connect(self.closed)
        self.stage.wanted.connect(self._command)
        self.hurt.answered.connect(self._hurt_answered)
        self.leave.stay.connect(self._stay)
        self.leave.leave.connect(self._end)
        self.after.done.connect(self._after_answered)
        for child in self.stage.findChildren(QAbstractButton):
            child.installEventFilter(self)
        self._figure.installEventFilter(self)

    def _start(self, now_s: float, asleep_s: float) -> Step:
        return coach.start(self._routine, self._library, now_s, asleep_s, self._done)

    @Slot(str)
    def _command(self, name: str) -> None:
        commands: dict[str, Callable[[coach.Session, float], Step]] = {
            "next": coach.skip,
            "back": coach.back,
            "repeat": coach.repeat,
            "longer": partial(coach.lengthen, by_s=REST_STEP_S),
            "shorter": partial(coach.lengthen, by_s=-REST_STEP_S),
            "pause": _toggle,
        }
        if name in commands:
            self._driver.do(commands[name])
        elif name == "hurt":
            self._ask_hurt()
        elif name == "leave":
            self.request_leave()
        elif name == "mute":
            self.mute_wanted.emit()
        elif name == "full_screen":
            self.full_screen_wanted.emit()

    def _ask_hurt(self) -> None:
        self._driver.do(coach.hurt)
        session = self._driver.session
        if session is None or session.status != "hurting":
            return
        easier = session.library.exercises.get(session.exercise.easier or "")
        self.hurt.ask(session.exercise.name, easier.name if easier else None)
        self._pages.setCurrentWidget(self.hurt)
        self.hurt.pain.setFocus()
        self._announce(f"{session.exercise.name} is stopped.")

    @Slot(object)
    def _hurt_answered(self, answer: HurtAnswer) -> None:
        self._pages.setCurrentWidget(self.stage)
        self.setFocus()
        self._driver.do(
            partial(coach.after_hurt, choice=answer.choice, pain=answer.pain, where=answer.where)
        )

    @Slot()
    def _stay(self) -> None:
        self._pages.setCurrentWidget(self.stage)
        self.setFocus()
        if self._paused_by_asking:
            self._driver.do(coach.resume)

    @Slot()
    def _end(self) -> None:
        self._driver.do(coach.stop)

    @Slot(object)
    def _after_answered(self, answers: AfterAnswers) -> None:
        self._failed = False
        self.answered.emit(answers)
        if not self._failed:
            self.closed.emit()

    def show_failure(self, text: str) -> None:
        """The answers could not be kept: say so and stay, so that they can be given again."""
        self._failed = True
        self.after.text.setText(text)

    @Slot(object)
    def _take(self, effects: Sequence[Effect]) -> None:
        now_s = self._driver.now_s()
        self.effects_told.emit(effects)
        for effect in effects:
            if isinstance(effect, Cue):
                if now_s - effect.at_s <= CUE_LATE_S * self._driver.speed:
                    self.cue_due.emit(effect.name)
            elif isinstance(effect, Slept):
                minutes = max(1, round(effect.slept_s / 60))
                self.stage.show_notice(
                    f"The computer was asleep for {minutes} min. Press space to go on."
                )
            elif isinstance(effect, SessionEnded):
                self._ended(effect)
            elif isinstance(effect, PhaseStarted):
                self._announce_phase()

    def _announce_phase(self) -> None:
        session = self._driver.session
        if session is None or session.status == "finished":
            return
        shown = snapshot(session, self._driver.now_s())
        # Only what is new and long enough to be listened to: not every move of a repetition.
        if shown.phase not in {"move", "return", "relax"}:
            parts = (shown.heading, shown.exercise.name, shown.where)
            self._announce(", ".join(part for part in parts if part))

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _ended(self, effect: SessionEnded) -> None:
        session = self._driver.session
        if session is None:
            return
        title, text = _ENDINGS[effect.ended]
        planned = clock_text(session.plan.timeline.total_s)
        self.after.show_end(title, text.format(done=clock_text(effect.done_s), planned=planned))
        self._pages.setCurrentWidget(self.after)
        self.after.effort.setFocus()

    @Slot()
    def _draw(self) -> None:
        session = self._driver.session
        still = session is not None and session.status != "playing"
        if still != self._still:
            self._still = still
            self.standing_still.emit(still)
        if session is None or session.status == "finished" or self.page is not self.stage:
            return
        now_s = self._driver.now_s()
        shown = snapshot(session, now_s)
        if shown.exercise is not self._shown_exercise:
            self._shown_exercise = shown.exercise
            self._figure.show_exercise(shown.exercise)
            self.stage.progress.set_segments(_item_ends(session))
        self.stage.show_snapshot(shown)
        self._figure.show_moment(shown, session, now_s)


def _toggle(session: coach.Session, now_s: float) -> Step:
    if session.status == "paused":
        return coach.resume(session, now_s)
    return coach.pause(session, now_s)


def _item_ends(session: coach.Session) -> list[float]:
    timeline = session.plan.timeline
    ends = [0.0] * len(session.routine.items)
    for phase in timeline.phases:
        ends[phase.item] = phase.end_s / timeline.total_s
    return ends
