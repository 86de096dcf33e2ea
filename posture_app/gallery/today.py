"""Today with what the journal has to do with the day."""

from dataclasses import replace
from datetime import timedelta
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from posture_app.coach.health import USUAL_NUMBER
from posture_app.gallery import samples
from posture_app.gallery.drawing import DrawingContext, Screen
from posture_app.gallery.pages import show_library
from posture_app.journal.entries import CheckIn, Spasm, Treatment, TreatmentKind
from posture_app.journal.flare import BadDay, flare_on
from posture_app.journal.follow_up import follow_up
from posture_app.library.model import Library
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.body_map import BodyMapPage
from posture_app.ui.pages.snapshots import (
    AddedExercise,
    CheckInQuestion,
    EntriesToday,
    FollowUpQuestion,
    TodaysCheckIn,
    TodaySnapshot,
    TodaysSpasm,
)
from posture_app.ui.routine_facts import Offer, exercise_s, routine_facts
from posture_app.ui.safety import Safety
from posture_app.ui.widgets.rows import PressRow
from posture_app.words import today as words
from posture_app.words import workplace as workplace_words
from posture_app.words.safety import day_after_injection, judgement

NOW: Final = samples.NOW
LASTING: Final = Spasm(
    id="spasm",
    began_at=NOW - timedelta(hours=5),
    time_zone="UTC",
    edited_at=NOW,
    zones=("low_back_left",),
    strength=7,
)


INJECTION: Final = Treatment(
    id="injection",
    kind=TreatmentKind.INJECTION,
    day=NOW.date() - timedelta(days=1),
    time_zone="UTC",
    edited_at=NOW,
    zones=("top_of_shoulder_left",),
)


def check_in(pain: int) -> TodaysCheckIn:
    """A check-in of this day."""
    entry = CheckIn(id="in", at=NOW, time_zone="UTC", edited_at=NOW, now=pain)
    safety = Safety()
    advice = judgement(safety.judge(before=pain), USUAL_NUMBER) if pain >= 4 else ""
    return TodaysCheckIn(entry=entry, said=words.check_in_said(entry, "UTC"), advice=advice)


def asked(library: Library, suggested: int | None = None) -> TodaySnapshot:
    """A day of which nothing was told yet."""
    entries = EntriesToday(check_in=CheckInQuestion(suggested=suggested))
    return replace(samples.today(library), entries=entries)


def flare(library: Library, spasm: Spasm, programme: str = "") -> TodaySnapshot:
    """A day that a spasm makes another one."""
    found = flare_on(NOW.date(), [spasm], [])
    routine = library.routines.get("flare")
    if found is None or routine is None:
        return samples.today(library)
    told = TodaysSpasm(
        entry=spasm,
        said=words.spasm_said(spasm, NOW, "UTC"),
        why=words.why_flare(found, NOW.date(), USUAL_NUMBER, programme),
    )
    return replace(
        samples.today(library),
        offer=Offer(routine_facts(routine, library), reason=words.gentle_offered(BadDay(found))),
        entries=EntriesToday(check_in=replace(check_in(7), advice=""), spasm=told),
    )


def followed_up(library: Library, pain: int | None = None) -> TodaySnapshot:
    """The day after an injection; `pain` is what was told already."""
    entry = replace(check_in(pain or 0).entry, treatment_id=INJECTION.id, now=pain)
    told = [entry] if pain is not None else []
    found = follow_up([INJECTION], told, NOW, "UTC")
    routine = library.routines.get("post-injection-week")
    if found is None or routine is None:
        return samples.today(library)
    return replace(
        samples.today(library),
        offer=Offer(routine_facts(routine, library), reason=day_after_injection(1)),
        entries=EntriesToday(
            check_in=None if pain is None else check_in(pain),
            follow_up=FollowUpQuestion(asked=found, title=words.follow_up_asked(found)),
        ),
    )


def _window(context: DrawingContext, snapshot: TodaySnapshot) -> MainWindow:
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.open_page("today")
    window.page("today").show_snapshot(snapshot)
    return window


def _asked(context: DrawingContext) -> QWidget:
    return _window(context, asked(context.library))


def _asked_after_session(context: DrawingContext) -> QWidget:
    return _window(context, asked(context.library, 2))


def _told(context: DrawingContext) -> QWidget:
    entries = EntriesToday(check_in=check_in(5))
    return _window(context, replace(samples.today(context.library), entries=entries))


def _spasm(context: DrawingContext) -> QWidget:
    return _window(context, flare(context.library, LASTING, "Back in six weeks"))


def _spasm_unchanged(context: DrawingContext) -> QWidget:
    spasm = replace(LASTING, began_at=NOW - timedelta(days=8))
    return _window(context, flare(context.library, spasm))


def _spasm_over(context: DrawingContext) -> QWidget:
    spasm = replace(LASTING, ended_at=NOW - timedelta(hours=4), zones=())
    return _window(context, flare(context.library, spasm))


def _follow_up(context: DrawingContext) -> QWidget:
    return _window(context, followed_up(context.library))


def _soreness(context: DrawingContext) -> QWidget:
    shown = followed_up(context.library, pain=3)
    return _window(context, shown)


def _workplace(context: DrawingContext) -> QWidget:
    offer = workplace_words.again((NOW - timedelta(days=31)).date())
    entries = EntriesToday(check_in=check_in(2), workplace=offer)
    return _window(context, replace(samples.today(context.library), entries=entries))


def with_added(library: Library) -> TodaySnapshot:
    """A day to which three exercises were added, of which one is done."""
    first, *others = list(library.exercises.values())[:3]
    added = (
        AddedExercise(exercise=first, length_s=exercise_s(first), is_done=True),
        *(AddedExercise(exercise=one, length_s=exercise_s(one)) for one in others),
    )
    return replace(asked(library), added=added)


def _added(context: DrawingContext) -> QWidget:
    return _window(context, with_added(context.library))


def _body_added(context: DrawingContext) -> QWidget:
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.open_page("body")
    page = cast("BodyMapPage", window.page("body"))
    page.show_place("low_back_left")
    row = next(iter(page.findChildren(PressRow)), None)
    if row is not None and isinstance(page, BodyMapPage):
        page.show_added(frozenset({row.key}))
    return window


TODAY_SCREENS: Final = (
    Screen("today-asked", _asked),
    Screen("today-asked-after-session", _asked_after_session),
    Screen("today-told", _told),
    Screen("today-spasm", _spasm),
    Screen("today-spasm-unchanged", _spasm_unchanged),
    Screen("today-spasm-over", _spasm_over),
    Screen("today-follow-up", _follow_up),
    Screen("today-follow-up-soreness", _soreness),
    Screen("today-workplace", _workplace),
    Screen("today-added", _added),
    Screen("body-added", _body_added),
)
