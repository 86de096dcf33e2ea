"""The ways to a moving figure by a break or by the icon in the panel: see `test_safe_paths`."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.breaks.events import BreakNow, PlainEvent
from posture_app.coach.health import Health
from posture_app.coach.pain_rule import Advice
from posture_app.coach.suitability import Verdict, fit
from posture_app.desktop.clock import SystemClock
from posture_app.program.program import Program
from posture_app.program.shared import make_shared
from posture_app.program.start import application
from posture_app.reminders.break_display import BreakDisplay
from posture_app.ui.overlay.windows import OverlayWindow
from posture_app.ui.widgets.labels import Label
from tests.program.test_safe_paths import (
    ASK_FIRST,
    BONES,
    first_offer_is_to_stop,
    library_of,
    needled,
    press,
    seen,
)
from tests.there import there

pytestmark = pytest.mark.slow


@pytest.fixture
def with_breaks(qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    running = Program(make_shared(application(), tmp_path / "data", SystemClock(), 2000.0))
    running.start()
    qtbot.addWidget(running.window.main)
    qtbot.waitUntil(lambda: running.window.is_filled)
    qtbot.waitUntil(lambda: running.breaks.reminders is not None)
    yield running
    running.quit()


def in_a_break(running, kind):
    """The exercise of a break, what is seen of it, and what is read behind `When to stop`."""
    reminders = there(running.breaks.reminders)
    reminders.tell(BreakNow(kind))
    [surface] = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, OverlayWindow) and one.isVisible()
    ]
    lines = [one.text() for one in surface.findChildren(Label) if one.isVisible()]
    exercise = there(reminders.findChild(BreakDisplay)).offered.choice.exercise.id
    press(surface, "break_stops")
    sheet = there(surface.findChild(QWidget, "break_care_sheet"))
    read = [one.text() for one in sheet.findChildren(Label)]
    reminders.tell(PlainEvent.SKIP)
    return exercise, lines, read


@pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")
@pytest.mark.parametrize("kind", ["micro", "movement"])
def test_what_three_people_see_of_a_break_on_a_card_and_over_the_screen(with_breaks, kind):
    running = with_breaks
    for health in (BONES, needled(running), Health(answered=True)):
        running.shared.health.take(health)
        exercise, lines, read = in_a_break(running, kind)
        judged = fit(library_of(running).exercises[exercise], running.shared.health.profile)
        assert judged.verdict is not Verdict.LEAVE_OUT
        assert any(line.endswith("Stop for sharp pain, dizziness or numbness.") for line in lines)
        assert any("pain of 6 or more out of 10: stop for today" in line for line in read)
        assert any(line.startswith("Chest pain or trouble breathing: stop") for line in read)


@pytest.mark.qt_log_ignore("does not support raise", "systemTrayWindowChanged")
def test_what_three_people_see_from_the_menu_of_the_icon(with_breaks):
    running = with_breaks
    running.shared.health.take(BONES)
    running.window.main.page("move").follow_requested.emit("neck-4-week")
    view = from_the_menu(running)
    assert view.routine.id == "neck-4-week-settle"
    assert any(line.startswith(ASK_FIRST) for line in seen(running)[1])
    first_offer_is_to_stop(view, Advice.SEE_SOMEBODY_SOON)  # a bone may be broken
    view.before.cancelled.emit()
    running.shared.health.take(needled(running))
    view = from_the_menu(running)
    assert view.routine.id == "post-injection-week"
    assert any(line.startswith("Day 2 after") for line in seen(running)[1])
    view.before.cancelled.emit()
    running.shared.health.take(Health(answered=True))
    first_offer_is_to_stop(view := from_the_menu(running))
    view.before.cancelled.emit()


def from_the_menu(running):
    menu = running._tray._tray
    menu.menu.aboutToShow.emit()
    menu._routine.trigger()
    return there(running.window.player).view
