"""The main window's pages: empty, full, with long texts, and with what can be wrong."""

from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QWidget

from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Condition
from posture_app.gallery import breaks_samples, samples
from posture_app.gallery.drawing import DrawingContext, Screen, settle, show_off_screen
from posture_app.library.model import Library
from posture_app.preferences import Preferences
from posture_app.program.palette_entries import break_entries, page_entries, program_entries
from posture_app.ui.health_sheet import HealthSheet
from posture_app.ui.keys_sheet import KeysSheet
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_keys import PageKey
from posture_app.ui.page_targets import BreaksTarget, ProgressTarget, SessionTarget
from posture_app.ui.pages.base import Loading, Page
from posture_app.ui.pages.body_map import BodyMapPage
from posture_app.ui.pages.breaks_snapshots import BreaksSnapshot
from posture_app.ui.pages.data_section import DataSection
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.tray import TraySnapshot
from posture_app.words.catalogue import _
from posture_app.words.page_parts import BreaksPart


def show_library(window: MainWindow, library: Library) -> None:
    """Show a library on the pages that are about it, now or when they are built."""

    def show(key: str, page: Page) -> None:
        if key in {"move", "body"}:
            page.show_snapshot(library)

    for key, page in window.built.items():
        show(key, page)
    window.page_built.connect(show)


def practice_window(context: DrawingContext, key: PageKey) -> MainWindow:
    """The window of somebody who has patients, with a page open, which may be a practice's."""
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.offer_workspaces(wanted=True)
    window.open_page(key)
    return window


def _window(context: DrawingContext) -> MainWindow:
    window = MainWindow(context.theme, context.still)
    show_library(window, context.library)
    window.open_page("today")
    return window


def _today(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("today").show_snapshot(samples.today(context.library))
    return window


def _today_first(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("today").show_snapshot(samples.today_first(context.library))
    return window


def _today_after_pain(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("today").show_snapshot(samples.today_after_pain(context.library))
    return window


def _today_before_exercise(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("today").show_snapshot(samples.today_before_exercise(context.library))
    return window


def _today_troubled(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("today").show_snapshot(samples.today_troubled(context.library))
    return window


def _today_troubles_open(context: DrawingContext) -> QWidget:
    window = _today_troubled(context)
    for button in window.findChildren(QAbstractButton, "troubles"):
        button.click()
    for button in window.findChildren(QAbstractButton, "show-problems"):
        button.click()
    return window


def _today_opened(context: DrawingContext) -> QWidget:
    """The first moment, before there is something to do."""
    window = MainWindow(context.theme, context.still)
    window.open_page("today")
    return window


def _today_loading(context: DrawingContext) -> QWidget:
    window = _today_opened(context)
    for loading in window.findChildren(Loading):
        loading.tell()
    return window


def _today_nothing(context: DrawingContext) -> QWidget:
    """No routine fits the person."""
    window = _window(context)
    shown = samples.today(context.library)
    window.page("today").show_snapshot(replace(shown, offer=None, alternatives=()))
    return window


def _cannot_load(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_problem(_("The log is locked by another program."))
    return window


def _today_long(context: DrawingContext) -> QWidget:
    return _today(DrawingContext(context.make, samples.long_texts(context.library), context.still))


def _exercises(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_part("exercises")
    return window


def _exercises_long(context: DrawingContext) -> QWidget:
    return _exercises(
        DrawingContext(context.make, samples.long_texts(context.library), context.still)
    )


def _exercises_nothing(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_part("exercises")
    for field in window.findChildren(QLineEdit, "search-move"):
        field.setText("qwertz")
    return window


def _exercise(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_exercise(_fullest(context.library))
    return window


def _exercise_long(context: DrawingContext) -> QWidget:
    return _exercise(
        DrawingContext(context.make, samples.long_texts(context.library), context.still)
    )


def _routines(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_part("routines")
    return window


def _routines_long(context: DrawingContext) -> QWidget:
    return _routines(
        DrawingContext(context.make, samples.long_texts(context.library), context.still)
    )


def _routine(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.show_routine(next(iter(context.library.routines)))
    return window


def _routine_long(context: DrawingContext) -> QWidget:
    return _routine(
        DrawingContext(context.make, samples.long_texts(context.library), context.still)
    )


def _body_map(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.open_page("body")
    return window


def _body_map_chosen(context: DrawingContext) -> QWidget:
    window = cast("MainWindow", _body_map(context))
    body = cast("BodyMapPage", window.page("body"))
    body.map.set_zones(("top_of_shoulder_right",))
    body.map.zone_chosen.emit("top_of_shoulder_right")
    for chip in window.findChildren(QAbstractButton, "muscle-levator-scapulae"):
        chip.click()
    return window


def _body_map_long(context: DrawingContext) -> QWidget:
    return _body_map_chosen(
        DrawingContext(context.make, samples.long_texts(context.library), context.still)
    )


def _breaks(context: DrawingContext, snapshot: BreaksSnapshot | None = None) -> QWidget:
    window = _window(context)
    window.page("breaks").show_snapshot(snapshot or breaks_samples.full())
    window.open_page("breaks")
    return window


def _breaks_schedule(context: DrawingContext) -> QWidget:
    return _at_view(_breaks(context), "schedule")


def _breaks_kind(context: DrawingContext) -> QWidget:
    """A kind of break with all that can be set of it."""
    window = _breaks_schedule(context)
    for button in window.findChildren(QAbstractButton, "kind-micro-change"):
        button.click()
    return window


def _breaks_why(context: DrawingContext) -> QWidget:
    return _at_view(_breaks(context), "why")


def _breaks_paused(context: DrawingContext) -> QWidget:
    return _breaks(context, breaks_samples.paused())


def _at_view(window: QWidget, view: BreaksPart) -> QWidget:
    cast("MainWindow", window).page("breaks").show_details(BreaksTarget(view))
    return window


def _breaks_empty(context: DrawingContext) -> QWidget:
    return _breaks(context, breaks_samples.empty())


def _breaks_troubled(context: DrawingContext) -> QWidget:
    return _breaks(context, breaks_samples.troubled())


def _breaks_troubled_schedule(context: DrawingContext) -> QWidget:
    return _at_view(_breaks_troubled(context), "schedule")


def _breaks_off(context: DrawingContext) -> QWidget:
    return _breaks(context, breaks_samples.off())


def _breaks_failed(context: DrawingContext) -> QWidget:
    return _breaks(context, breaks_samples.failed())


def _log(context: DrawingContext) -> QWidget:
    window = _window(context)
    routine = next(iter(context.library.routines.values()))
    deleted = samples.session(context.library, 20, routine)
    window.page("progress").show_snapshot(replace(samples.log(context.library), deleted=(deleted,)))
    window.page("progress").show_details(ProgressTarget("diary"))
    window.open_page("progress")
    return window


def _log_empty(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("progress").show_snapshot(samples.log(context.library, 0))
    window.open_page("progress")
    return window


def _session(context: DrawingContext) -> QWidget:
    window = cast("MainWindow", _log(context))
    routine = next(iter(context.library.routines.values()))
    window.show_details(SessionTarget(samples.session(context.library, 0, routine)))
    return window


def _session_edited(context: DrawingContext) -> QWidget:
    window = _session(context)
    button = window.findChild(QPushButton, "edit-answers")
    if button is not None:
        button.click()
    return window


def _session_long(context: DrawingContext) -> QWidget:
    return _session(
        DrawingContext(context.make, samples.long_texts(context.library), context.still)
    )


def _settings(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("settings").show_snapshot(samples.settings())
    window.open_page("settings")
    return window


def _settings_data(context: DrawingContext) -> QWidget:
    window = _window(context)
    page = window.page("settings")
    page.show_snapshot(samples.settings())
    section = page.findChild(DataSection)
    if section is not None:
        section.show_snapshot(samples.data())
    window.open_page("settings")
    return window


def _settings_troubled(context: DrawingContext) -> QWidget:
    window = _window(context)
    window.page("settings").show_snapshot(samples.settings(troubled=True))
    window.open_page("settings")
    return window


def _palette(context: DrawingContext) -> QWidget:
    window = _today(context)
    palette = context.make(CommandPalette, window)
    palette.setWindowFlags(Qt.WindowType.Widget)  # within the picture
    return window


def _open_palette(window: QWidget, size: QSize) -> None:
    show_off_screen(window, size)
    main = cast("MainWindow", window)
    shown = TraySnapshot(state="counting", kinds=(("micro", _("Micro-break")),))
    for palette in window.findChildren(CommandPalette):
        palette.open_with(
            (
                *page_entries(main.entries),
                *break_entries(shown),
                *program_entries(Preferences()),
            )
        )
    settle()


def _look_for_nothing(window: QWidget, size: QSize) -> None:
    _open_palette(window, size)
    for line in window.findChildren(QLineEdit, "palette-search"):
        line.setText("qwertz")
    settle()


def _fullest(library: Library) -> str:
    """The exercise with the most to show."""
    return max(
        library.exercises.values(),
        key=lambda one: len(one.steps) + len(one.cautions) + bool(one.easier) + bool(one.harder),
    ).id


def _keys(context: DrawingContext) -> QWidget:
    return context.make(KeysSheet)


def _health(context: DrawingContext) -> QWidget:
    health = Health(conditions=frozenset({Condition.RECENT_INJECTION}))
    return context.make(HealthSheet, health, "112", samples.NOW.date())


SCREENS: Final = (
    Screen("today", _today),
    Screen("today-first", _today_first),
    Screen("today-after-pain", _today_after_pain),
    Screen("today-before-exercise", _today_before_exercise),
    Screen("today-troubled", _today_troubled),
    Screen("today-troubles-open", _today_troubles_open),
    Screen("today-opened", _today_opened),
    Screen("today-loading", _today_loading),
    Screen("today-nothing", _today_nothing),
    Screen("today-long", _today_long),
    Screen("cannot-load", _cannot_load),
    Screen("exercises", _exercises),
    Screen("exercises-long", _exercises_long),
    Screen("exercises-nothing", _exercises_nothing),
    Screen("exercise", _exercise),
    Screen("exercise-long", _exercise_long),
    Screen("routines", _routines),
    Screen("routines-long", _routines_long),
    Screen("routine", _routine),
    Screen("routine-long", _routine_long),
    Screen("body-map", _body_map),
    Screen("body-map-chosen", _body_map_chosen),
    Screen("body-map-long", _body_map_long),
    Screen("breaks", _breaks),
    Screen("breaks-schedule", _breaks_schedule),
    Screen("breaks-kind", _breaks_kind),
    Screen("breaks-why", _breaks_why),
    Screen("breaks-paused", _breaks_paused),
    Screen("breaks-empty", _breaks_empty),
    Screen("breaks-troubled", _breaks_troubled),
    Screen("breaks-troubled-schedule", _breaks_troubled_schedule),
    Screen("breaks-off", _breaks_off),
    Screen("breaks-failed", _breaks_failed),
    Screen("health", _health),
    Screen("keys", _keys),
    Screen("log", _log),
    Screen("log-empty", _log_empty),
    Screen("session", _session),
    Screen("session-edited", _session_edited),
    Screen("session-long", _session_long),
    Screen("settings", _settings),
    Screen("settings-data", _settings_data),
    Screen("settings-troubled", _settings_troubled),
    Screen("palette", _palette, _open_palette),
    Screen("palette-nothing", _palette, _look_for_nothing),
)
"""The screens of the main window."""
