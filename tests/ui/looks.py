"""Looks that one test chooses for the theme that all of them share."""

from PySide6.QtCore import QCoreApplication, QEvent

from posture_app.preferences import Appearance
from posture_app.ui.theme.theme import Theme


def look_again(theme: Theme, appearance: Appearance, text_scale: float) -> None:
    """Go back to a look at the end of a test, whose windows are closed.

    They are to be deleted later: until then, each of them would be dressed once more, which takes
    longer than to make it.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.choose(appearance, text_scale)
