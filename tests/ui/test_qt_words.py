"""Qt's own texts follow the chosen language, and follow it back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from posture_app.ui.qt_words import speak


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    speak(qapp, "en")
    QLocale.setDefault(before)


def cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_standard_buttons_speak_german(qapp: QApplication, qtbot: object) -> None:
    speak(qapp, "de")
    assert cancel() == "Abbrechen"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    (button,) = box.buttons()
    assert button.text() == "Abbrechen"
    assert QLocale().toString(1.5) == "1,5"


def test_the_language_can_be_chosen_again_and_again(qapp: QApplication) -> None:
    for _ in range(3):
        speak(qapp, "de")
    assert len(qapp.findChildren(QTranslator, "qt-words")) == 1
    speak(qapp, "en")
    assert cancel() == "Cancel"
    assert not qapp.findChildren(QTranslator, "qt-words")


def test_a_language_that_qt_does_not_know_leaves_english(qapp: QApplication) -> None:
    speak(qapp, "xx")
    assert cancel() == "Cancel"
