"""The fixtures that every test has do notice what is left behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPropertyAnimation, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import conftest


@pytest.fixture
def timer(qtbot: QtBot) -> Iterator[QTimer]:
    timer = QTimer()
    timer.start(60_000)
    yield timer
    timer.stop()


def test_a_timer_that_goes_on_is_noticed(timer: QTimer) -> None:
    assert len(conftest.STARTED.going()) == 1
    timer.stop()
    assert conftest.STARTED.going() == []


def test_an_animation_that_goes_on_is_noticed(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    animation = QPropertyAnimation(widget, b"windowOpacity", widget)
    animation.setDuration(60_000)
    animation.setEndValue(0.5)
    animation.start()
    assert len(conftest.STARTED.going()) == 1
    animation.stop()
    assert conftest.STARTED.going() == []


def test_a_warning_of_the_program_is_noticed_and_one_of_a_library_is_not() -> None:
    import logging

    written = conftest.Written()
    for name in ("posture_app.somewhere", "somebody_else"):
        written.handle(logging.LogRecord(name, logging.WARNING, "", 1, "told", None, None))
    assert written.lines == ["posture_app.somewhere: told"]
