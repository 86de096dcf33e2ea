"""The player's pictures, beside those of the main window (`gallery/pages.py`)."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.coach import session as coach
from posture_app.coach.pain_rule import Condition, PainResponse
from posture_app.coach.session import PhaseStarted
from posture_app.coach.suitability import Profile, fitting
from posture_app.dataclass import dataclass
from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext, Screen, still_clock
from posture_app.journal.model import WeekSummary
from posture_app.library.model import Exercise, Library, Routine, RoutineItem
from posture_app.program.session_driver import SessionDriver
from posture_app.ui.player.commands import PlayerCommand
from posture_app.ui.player.figure import MovingFigure
from posture_app.ui.player.hurt import HurtAnswer
from posture_app.ui.player.view import PlayerView
from posture_app.ui.safety import Safety
from posture_app.words.catalogue import _
from posture_app.words.sessions import routine_and_time

_SHARE: Final = 0.15
"""How much of a phase is over: of a long hold, as much as a breath in takes."""


@dataclass
class _Hand:
    """A clock that is moved by hand."""

    monotonic_s: float = 0.0
    boot_s: float = 0.0

    def read(self) -> "_Hand":
        return self

    def to(self, driver: SessionDriver, at_s: float) -> None:
        self.monotonic_s = self.boot_s = at_s
        driver.tick()
        driver.stop()


def _figure(context: DrawingContext) -> MovingFigure:
    return context.make(MovingFigure, reduced_motion=False, read_ms=still_clock)


def player(
    context: DrawingContext, at_s: float | None = None, pain: int | None = None
) -> tuple[PlayerView, SessionDriver]:
    """The player before its routine, or at a time of it after this pain, and what drives it."""
    hand = _Hand()
    driver = SessionDriver(hand.read)
    library = context.library
    context.theme.reduced_motion = False
    view = context.make(
        PlayerView,
        _routine(library),
        library,
        driver,
        figure=_figure(context),
        preview=_figure(context),
    )
    driver.setParent(view)
    view.setObjectName("page")
    if at_s is not None:
        view.begin(pain)
        hand.to(driver, at_s)
    return view, driver


def _routine(library: Library) -> Routine:
    """A one-sided stretch, repetitions with a hold, and something that just goes on."""

    def first(model: str, sides: str | None = None) -> Exercise | None:
        exercises = library.exercises.values()
        return next(
            (
                one
                for one in exercises
                if one.dose.model == model and sides in {None, one.sides} and one.easier
            ),
            None,
        )

    wanted = (first("timed_hold", "each"), first("reps_with_hold"), first("reps"))
    found = [one for one in wanted if one] or list(library.exercises.values())[:3]
    return Routine(
        id="sample",
        name=_("Neck and shoulders in five minutes"),
        goal="To show every kind of dose.",
        items=tuple(RoutineItem(exercise=one.id) for one in found),
    )


def _when(library: Library, phase: str, item: int = 0) -> float:
    """A moment in a phase of the sample routine, in seconds from its start."""
    session, _effects = coach.start(_routine(library), library, 0.0)
    _session, effects = coach.advance(session, session.plan.timeline.total_s)
    return next(
        effect.at_s + effect.phase.duration_s * _SHARE
        for effect in effects
        if isinstance(effect, PhaseStarted)
        and effect.phase.phase == phase
        and effect.phase.item >= item
    )


def _before(context: DrawingContext) -> QWidget:
    return player(context)[0]


def _hold(context: DrawingContext) -> QWidget:
    return player(context, _when(context.library, "hold"))[0]


def _hold_long(context: DrawingContext) -> QWidget:
    return _hold(DrawingContext(context.make, samples.long_texts(context.library), context.still))


def _rest(context: DrawingContext) -> QWidget:
    view, _driver = player(context, _when(context.library, "rest"))
    view.session_view.show_notice(_(samples.NO_SOUND))
    return view


def _repetition(context: DrawingContext) -> QWidget:
    return player(context, _when(context.library, "move", item=1))[0]


def _paused(context: DrawingContext) -> QWidget:
    view, driver = player(context, _when(context.library, "hold"))
    driver.do(coach.pause)
    return view


def _hurt(context: DrawingContext) -> QWidget:
    view, _driver = player(context, _when(context.library, "hold"))
    view.session_view.wanted.emit(PlayerCommand.HURT)
    return view


def _leave(context: DrawingContext) -> QWidget:
    view, _driver = player(context, _when(context.library, "hold"))
    view.request_leave()
    return view


def _after(context: DrawingContext) -> QWidget:
    view, _driver = player(context, 100_000.0, pain=5)
    _show_day(view)
    return view


def _after_answered(context: DrawingContext) -> QWidget:
    view = player(context, 100_000.0, pain=5)[0]
    for scale, answer in ((view.after.effort, 4), (view.after.pain, 3)):
        scale.set_answer(answer)
        scale.answered.emit(answer)
    view.after.keep()
    _show_day(view)
    return view


def _show_day(view: PlayerView) -> None:
    """A Thursday, the third day in a row."""
    seconds = (240.0, 0.0, 300.0, 270.0, 0.0, 0.0, 0.0)
    week = WeekSummary(
        week_start=date(2026, 3, 2),
        seconds=sum(seconds),
        sessions=3,
        streak_days=2,
        seconds_by_day=seconds,
    )
    view.after.show_day(week, 3, routine_and_time(_("Neck and shoulders in five minutes"), 270))


def _after_hurt(context: DrawingContext) -> QWidget:
    view, _driver = player(context, _when(context.library, "hold"))
    view.session_view.wanted.emit(PlayerCommand.HURT)
    view.hurt.answered.emit(HurtAnswer(PainResponse.STOP, 6, "Neck"))
    _show_day(view)
    return view


def _before_told(context: DrawingContext) -> QWidget:
    """Somebody with fragile bones, two days after an injection, with strong pain."""
    library = context.library
    profile = Profile(frozenset({Condition.OSTEOPOROSIS}), 2, frozenset({"neck"}))
    fitted, changes = fitting(_routine(library), library, profile)
    safety = Safety(profile=profile, answered=True, changes=changes, gentler="flare")
    driver = SessionDriver(_Hand().read)
    preview = _figure(context)
    view = context.make(
        PlayerView, fitted or _routine(library), library, driver, preview=preview, safety=safety
    )
    driver.setParent(view)
    view.setObjectName("page")
    view.before.pain.set_answer(8)
    view.before.pain.answered.emit(8)
    return view


def _stops(context: DrawingContext) -> QWidget:
    view, _driver = player(context, _when(context.library, "hold"))
    view.session_view.wanted.emit(PlayerCommand.WHEN_TO_STOP)
    return view


PLAYER_SCREENS: Final = (
    Screen("player-before", _before),
    Screen("player-before-told", _before_told),
    Screen("player-stops", _stops),
    Screen("player-hold", _hold),
    Screen("player-hold-long", _hold_long),
    Screen("player-rest", _rest),
    Screen("player-repetition", _repetition),
    Screen("player-paused", _paused),
    Screen("player-hurt", _hurt),
    Screen("player-leave", _leave),
    Screen("player-after", _after),
    Screen("player-after-answered", _after_answered),
    Screen("player-after-hurt", _after_hurt),
)
