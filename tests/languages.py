"""No test's language is the next one's: neither the program's nor Qt's."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QTranslator

from posture_app.ui.qt_words import speak
from posture_app.words import catalogue


def as_before(app: QCoreApplication) -> Iterator[None]:
    """For a fixture around each test; what was left behind before it is put right, too."""
    before = catalogue.language()
    if app.findChildren(QTranslator):
        speak(app, before)
    yield
    if catalogue.language() != before or app.findChildren(QTranslator):
        catalogue.use(before)
        speak(app, before)
