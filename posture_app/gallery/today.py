"""Today with what the journal has to do with the day."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QWidget

from posture_app.coach.health import USUAL_NUMBER
from posture_app.gallery import samples
from posture_app.gallery.drawing import Screen, Stage
from posture_app.gallery.pages import show_library
from posture_app.journal.entries import CheckIn, Spasm
from posture_app.journal.flare import flare_on
from posture_app.library.model import Library
from posture_app.ui.facts import Offer, routine_facts
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.snapshots import (
    CheckInAsked,
    CheckInTold,
    EntriesToday,
    SpasmTold,
    TodaySnapshot,
)
from posture_app.ui.safety import Safety
from posture_app.words import today as words
from posture_app.words.safety import judgement

NOW: Final = samples.NOW
LASTING: Final = Spasm(
    id="spasm",
    began_at=NOW - timedelta(hours=5),
    time_zone="UTC",
    edited_at=NOW,
    zones=("low_back_left",),
    strength=7,
)


def check_in(pain: int) -> CheckInTold:
    """A check-in of this day."""
    entry = CheckIn(id="in", at=NOW, time_zone="UTC", edited_at=NOW, now=pain)
    safety = Safety()
    advice = judgement(safety.judge(before=pain), USUAL_NUMBER) if pain >= 4 else ""
    return CheckInTold(entry=entry, said=words.check_in_said(entry, "UTC"), advice=advice)


def asked(library: Library, suggested: int | None = None) -> TodaySnapshot:
    """A day of which nothing was told yet."""
    entries = EntriesToday(check_in=CheckInAsked(suggested=suggested))
    return replace(samples.today(library), entries=entries)


def flare(library: Library, spasm: Spasm, programme: str = "") -> TodaySnapshot:
    """A day that a spasm makes another one."""
    found = flare_on(NOW.date(), [spasm], [])
    routine = library.routines.get("flare")
    if found is None or routine is None:
        return samples.today(library)
    told = SpasmTold(
        entry=spasm,
        said=words.spasm_said(spasm, NOW, "UTC"),
        why=words.why_flare(found, NOW.date(), USUAL_NUMBER, programme),
    )
    return replace(
        samples.today(library),
        offer=Offer(routine_facts(routine, library), reason=words.flare_offered(found)),
        entries=EntriesToday(check_in=replace(check_in(7), advice=""), spasm=told),
    )


def _window(stage: Stage, snapshot: TodaySnapshot) -> MainWindow:
    window = MainWindow(stage.theme, stage.still)
    show_library(window, stage.library)
    window.open_page("today")
    window.page("today").show_snapshot(snapshot)
    return window


def _asked(stage: Stage) -> QWidget:
    return _window(stage, asked(stage.library))


def _asked_after_session(stage: Stage) -> QWidget:
    return _window(stage, asked(stage.library, 2))


def _told(stage: Stage) -> QWidget:
    entries = EntriesToday(check_in=check_in(5))
    return _window(stage, replace(samples.today(stage.library), entries=entries))


def _spasm(stage: Stage) -> QWidget:
    return _window(stage, flare(stage.library, LASTING, "Back in six weeks"))


def _spasm_unchanged(stage: Stage) -> QWidget:
    spasm = replace(LASTING, began_at=NOW - timedelta(days=8))
    return _window(stage, flare(stage.library, spasm))


def _spasm_over(stage: Stage) -> QWidget:
    spasm = replace(LASTING, ended_at=NOW - timedelta(hours=4), zones=())
    return _window(stage, flare(stage.library, spasm))


TODAY_SCREENS: Final = (
    Screen("today-asked", _asked),
    Screen("today-asked-after-session", _asked_after_session),
    Screen("today-told", _told),
    Screen("today-spasm", _spasm),
    Screen("today-spasm-unchanged", _spasm_unchanged),
    Screen("today-spasm-over", _spasm_over),
)
