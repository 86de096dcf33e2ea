"""Qt's own texts (standard buttons, dialogues, menus of text fields) in the chosen language."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_NAME: Final = "qt-words"


def speak(app: QCoreApplication, language: str) -> None:
    """Let Qt speak a language from now on; its widgets that are there are told by an event.

    Args:
        app: The application.
        language: A key of `words.catalogue.LANGUAGES`. Where Qt brings no texts for it, Qt's own
            stay English.
    """
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.setParent(None)
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    else:
        translator.setParent(None)
