"""A page fits its column to the width, once."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

from posture_app.ui.widgets.layouts import ScrollPage


def test_a_resize_that_fitting_brings_does_not_fit_anew(theme, qtbot, monkeypatch):
    page = ScrollPage(theme)
    qtbot.addWidget(page)
    fitted = []

    def fit_and_resize():
        fitted.append(page)
        resize = QResizeEvent(QSize(300, 200), QSize(315, 200))
        QApplication.sendEvent(page.viewport(), resize)

    monkeypatch.setattr(page, "fit", fit_and_resize)
    QApplication.sendEvent(page.viewport(), QResizeEvent(QSize(315, 200), QSize(300, 200)))
    assert len(fitted) == 1
    QApplication.sendEvent(page.viewport(), QEvent(QEvent.Type.UpdateRequest))
    assert len(fitted) == 1
