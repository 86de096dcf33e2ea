"""Programmes on Today and on Move: in the middle of one, and what the rule for moving on says."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.coach.pain_rule import Bands
from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import show_library
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.library.model import Criterion, Library, Phase, PhaseRoutine, Programme
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.snapshots import TodaySnapshot
from posture_app.ui.programme_facts import FollowedFacts, followed_facts
from posture_app.ui.routine_facts import Offer

TODAY: Final = samples.NOW.date()
_LONG: Final = 3


def with_programme(library: Library, *, long: bool = False) -> Library:
    """The library with a programme of its routines; with long texts, if wanted."""
    keys = list(library.routines)
    names = [one.name for one in library.exercises.values()]
    aims = [one.purpose for one in library.exercises.values()]
    times = _LONG if long else 1
    phases = (
        Phase(
            id="first",
            name=names[0],
            aim=aims[0] * times,
            weeks=1,
            routines=(PhaseRoutine(routine=keys[0], per_day=2),),
        ),
        Phase(
            id="second",
            name=names[1] * times,
            aim=aims[1] * times,
            weeks=2,
            routines=(
                PhaseRoutine(routine=keys[0]),
                PhaseRoutine(routine=keys[1 % len(keys)], days_per_week=3),
            ),
        ),
        Phase(
            id="third",
            name=names[2] * times,
            aim=aims[2] * times,
            weeks=1,
            routines=(PhaseRoutine(routine=keys[-1], days_per_week=2),),
        ),
    )
    first = library.routines[keys[0]]
    programme = Programme(
        id="sample",
        name=first.name * times,
        goal=first.goal * times,
        audience=first.audience,
        phases=phases,
        criterion=Criterion(),
        afterwards=first.goal,
        cautions=first.cautions,
        sources=first.sources,
    )
    return replace(library, programmes={programme.id: programme})


def followed(library: Library, phase: str = "second", days: int = 3) -> FollowedFacts:
    """The programme, followed for so many days in a phase, with its first routine done today."""
    kept = FollowedPhase(
        id="f",
        programme_id="sample",
        programme_name="Sample",
        phase_id=phase,
        began_on=TODAY - timedelta(days=days),
    )
    done: list[SessionRecord] = []
    if days < 7:
        done = [samples.session(library, 0, library.routines[next(iter(library.routines))])]
    facts = followed_facts(library, kept, done, TODAY, Bands())
    if facts is None:
        raise LookupError(phase)
    return facts


def today_in_programme(library: Library, phase: str = "second", days: int = 3) -> TodaySnapshot:
    """A day in the middle of a programme."""
    facts, usual = followed(library, phase, days), samples.today(library)
    offers = [Offer(one, reason=facts.programme.name) for one in facts.due]
    return replace(
        usual,
        offer=offers[0] if offers else usual.offer,
        alternatives=offers[1:],
        followed=facts,
    )


def _today(context: DrawingContext, phase: str, days: int, *, long: bool = False) -> QWidget:
    library = with_programme(context.library, long=long)
    window = MainWindow(context.theme, context.still)
    show_library(window, library)
    window.open_page("today")
    window.page("today").show_snapshot(today_in_programme(library, phase, days))
    return window


def _in_programme(context: DrawingContext) -> QWidget:
    return _today(context, "second", 3)


def _goes_on(context: DrawingContext) -> QWidget:
    return _today(context, "second", 20, long=True)


def _move(context: DrawingContext) -> MainWindow:
    window = MainWindow(context.theme, context.still)
    show_library(window, with_programme(context.library))
    window.show_part("programmes")
    return window


def _programme(context: DrawingContext) -> QWidget:
    window = _move(context)
    window.show_programme("sample")
    return window


PROGRAMME_SCREENS: Final = (
    Screen("today-programme", _in_programme),
    Screen("today-programme-goes-on", _goes_on),
    Screen("programmes", _move),
    Screen("programme", _programme),
)
