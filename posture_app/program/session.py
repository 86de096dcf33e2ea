"""One session in the player: what is done is written into the log, and the screen stays awake."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Final, Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from posture_app.coach import session as coach
from posture_app.coach.pain_rule import Advice, AdviceReason, Judgement, PainResponse, Sign
from posture_app.coach.session import Effect, SetEnded
from posture_app.coach.timeline import routine_s
from posture_app.journal.model import SessionRecord
from posture_app.journal.recorder import Recorder, SessionWriter, done_units
from posture_app.library.model import Library, Routine
from posture_app.program.session_driver import SessionDriver
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError, UnknownSessionError
from posture_app.ui.player.after import AfterAnswers
from posture_app.ui.player.figure import MovingFigure
from posture_app.ui.player.hurt import HurtAnswer
from posture_app.ui.player.view import PlayerView
from posture_app.ui.safety import Safety
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _, said

RELEASE_SCREEN_AFTER_MS: Final = 5 * 60_000
"""A session left paused neither keeps the screen on nor holds breaks for the rest of the day."""


NoteSigns = Callable[[Iterable[Sign]], None]


class SessionLog(SessionWriter, Protocol):
    """What a session that is played needs of the log."""

    @property
    def write_error(self) -> StoreError | None:
        """Why something waits in memory to be written; None when nothing does."""

    def add_declined(self, record: SessionRecord) -> None:
        """Keep that a session was not begun, as the rule for pain advised against it."""

    def set_answers(
        self, session_id: str, *, pain_after: int | None, effort: int | None, note: str | None
    ) -> None:
        """Keep what was answered after a session."""

    def set_advice(self, session_id: str, advice: str, reasons: Sequence[str]) -> None:
        """Keep what the rule for pain has proposed."""


class PlayingSession(QObject):
    """Owns one session and its view.

    Signals:
        closed: The player can be put away.
        logged: Something new is in the log.
        ended: All that was done is in the log, and the person is asked how it was.
        resting: Whether the person exercises, or has stopped only a moment ago.
    """

    closed = Signal()
    logged = Signal()
    ended = Signal()
    resting = Signal(bool)

    def __init__(
        self,
        shared: Shared,
        make: WidgetFactory,
        journal: SessionLog,
        routine: Routine,
        library: Library,
        safety: Safety,
        resumed: SessionRecord | None = None,
        parent: QObject | None = None,
        *,
        note_signs: NoteSigns | None = None,
    ) -> None:
        """Make it ready to begin.

        Args:
            shared: The shared parts.
            make: Makes the view.
            journal: Where it is kept.
            routine: What is played.
            library: Has its exercises.
            safety: What is known of the person's health.
            resumed: What was done of it before it was cut off.
            parent: Its parent.
            note_signs: Takes signs that need a doctor first; the health profile does without it.
        """
        super().__init__(parent)
        self._driver = driver = SessionDriver(shared.clock.read, shared.speed)
        self.view = view = _view(shared, make, routine, library, driver, safety, resumed)
        driver.setParent(view)  # its timer goes with the window of the session
        self._journal = journal
        self._clock = shared.clock
        self._time_zone = shared.local_time.zone
        self._routine = routine
        self._planned_s = routine_s(routine, library)
        self._screen = shared.screen
        self._note_signs = note_signs or shared.health.note_signs
        self._resumed = resumed
        self._recorder: Recorder | None = None
        self._left_alone = QTimer(self)
        self._left_alone.setSingleShot(True)
        self._left_alone.setInterval(RELEASE_SCREEN_AFTER_MS)
        self._left_alone.timeout.connect(self._release)
        self._is_resting = False
        self._is_declined = False
        self._kept = AfterAnswers(None, None, None)
        view.begun.connect(self._begin)
        driver.effects_told.connect(self._take)
        view.standing_still.connect(self._standing_still)
        view.answered.connect(self._answered)
        view.edited.connect(self._edited)
        view.hurt.edited.connect(self._keep_hurt)
        view.hurt.taken_back.connect(self._take_back_hurt)
        view.gentler_wanted.connect(self._keep_declined)
        view.closed.connect(self._close)

    def stop(self) -> None:
        """The program ends: what is done and answered is in the log, and no more comes of it."""
        self.view.keep()
        self._keep_declined()
        self.view.blockSignals(True)
        self._driver.stop()
        self._release()

    @Slot(object)
    def _begin(self, pain: int | None) -> None:
        if self._resumed is not None:
            self._recorder = Recorder(self._journal, self._resumed.id, self._resumed.done_s)
        else:
            session_id = self._journal.start_session(
                routine_id=self._routine.id,
                routine_name=self._routine.name,
                started_at=self._clock.read().wall,
                time_zone=self._time_zone,
                planned_s=self._planned_s,
                pain_before=pain,
            )
            self._recorder = Recorder(self._journal, session_id)
        with suppress(StoreError):  # it is tried again at the end
            self._keep_advice(self.view.before.judgement)
        self._hold()

    @Slot()
    def _keep_declined(self, *_routine_instead: object) -> None:
        """Keep that the session was not begun, where the rule for pain advised against it."""
        before = self.view.before
        judged = before.judgement
        if self._recorder is not None or self._is_declined or judged.advice < Advice.STOP:
            return
        if before.pain.answer is None and not before.signs.chosen:
            return  # they were told again what they know, and have only looked
        self._is_declined = True
        self._note_signs(before.signs.chosen)
        reasons = tuple(why.value for why in judged.reasons)
        if self._resumed is not None:  # what was done of it stays as it is
            with suppress(StoreError):
                self._journal.set_advice(self._resumed.id, judged.advice.key, reasons)
            return
        now = self._clock.read().wall
        self._journal.add_declined(
            SessionRecord(
                id=str(uuid4()),
                routine_id=self._routine.id,
                routine_name=self._routine.name,
                started_at=now,
                time_zone=self._time_zone,
                planned_s=self._planned_s,
                done_s=0.0,
                ended="stopped_for_pain",
                ended_at=now,
                pain_before=before.pain.answer,
                advice=judged.advice.key,
                advice_reasons=reasons,
            )
        )
        self.logged.emit()

    @Slot(object)
    def _take(self, effects: Sequence[Effect]) -> None:
        if self._recorder is None:
            return
        self._recorder.take(effects, self._clock.read().wall)
        error = self._journal.write_error
        problem = ""
        if error is not None:
            told = _("{problem} What you do is kept in memory until it can be.")
            problem = told.format(problem=said(error.message))
            self.view.session_view.show_notice(problem)
        self.view.show_unwritten(problem)
        if self._recorder.ended is not None:
            self._release()
            self._note_signs(self.view.told.signs)
            with suppress(StoreError):  # it is tried again with the answers
                self._keep_advice(self.view.after.judgement)
            self.logged.emit()
            self.ended.emit()

    @Slot(object)
    def _keep_hurt(self, answer: HurtAnswer) -> None:
        """Keep what is said of a pain before it is said how to go on."""
        session = self._driver.session
        if session is None or session.status != "hurting":
            return
        ending = None
        if answer != HurtAnswer(answer.choice, None, None):
            _ended, effects = coach.after_hurt(
                session, self._driver.now_s(), PainResponse.STOP, answer.pain, answer.where
            )
            ending = next((one for one in effects if isinstance(one, SetEnded)), None)
        self._keep_in_hand(ending)

    @Slot()
    def _take_back_hurt(self) -> None:
        self._keep_in_hand(None)

    def _keep_in_hand(self, ending: SetEnded | None) -> None:
        if self._recorder is not None:
            with suppress(StoreError, UnknownSessionError):  # its end is kept all the same
                self._recorder.keep_in_hand(ending, self._clock.read().wall)

    @Slot(bool)
    def _standing_still(self, still: bool) -> None:
        if still:
            self._left_alone.start()
        else:
            self._left_alone.stop()
            self._hold()

    @Slot(object)
    def _answered(self, answers: AfterAnswers) -> None:
        try:
            self._keep(answers)
        except StoreError as error:
            told = _("{problem} Your answers are not kept yet; try again.")
            self.view.show_failure(told.format(problem=said(error.message)))
            return
        self.view.answers_kept()

    @Slot(object)
    def _edited(self, answers: AfterAnswers) -> None:
        """Keep what is answered so far; where that fails, it is tried again at the end."""
        with suppress(StoreError):
            self._keep(answers)

    def _keep(self, answers: AfterAnswers) -> None:
        """Let the answers be in the log, if they are not.

        Raises:
            StoreError: They are as they were.
        """
        if self._recorder is None or answers == self._kept:
            return
        self._keep_advice(self.view.after.judgement)
        self._journal.set_answers(
            self._recorder.session_id,
            pain_after=answers.pain,
            effort=answers.effort,
            note=answers.note,
        )
        self._kept = answers
        self.logged.emit()

    def _keep_advice(self, judged: Judgement) -> None:
        """Keep what the rule for pain proposes to what was answered, if anything was."""
        if self._recorder is not None and AdviceReason.NOT_ANSWERED not in judged.reasons:
            reasons = [why.value for why in judged.reasons]
            self._journal.set_advice(self._recorder.session_id, judged.advice.key, reasons)

    @Slot()
    def _close(self) -> None:
        self._keep_declined()
        self._release()
        self.closed.emit()

    def _hold(self) -> None:
        self._screen.hold()
        self._rest(resting=True)

    @Slot()
    def _release(self) -> None:
        self._left_alone.stop()
        self._screen.release()
        self._rest(resting=False)

    def _rest(self, *, resting: bool) -> None:
        if resting != self._is_resting:
            self._is_resting = resting
            self.resting.emit(resting)


def _view(
    shared: Shared,
    make: WidgetFactory,
    routine: Routine,
    library: Library,
    driver: SessionDriver,
    safety: Safety,
    resumed: SessionRecord | None,
) -> PlayerView:
    preferences = shared.preferences
    reduced = preferences.value.reduced_motion
    figure, preview = (make(MovingFigure, reduced_motion=reduced) for _place in range(2))
    for one in (figure, preview):
        preferences.changed.connect(one.follow)
    done = done_units(resumed.items) if resumed else ()
    view = make(
        PlayerView,
        routine,
        library,
        driver,
        figure=figure,
        preview=preview,
        done=done,
        safety=safety,
    )
    driver.cue_due.connect(shared.loudspeaker.play)
    view.session_view.set_muted(preferences.value.muted)
    return view
