"""What a page shows while exercises and log take longer to be opened than a blink."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent

from posture_app.ui.pages.opening import SENTENCE, TITLE
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.state_card import OutlinePicture, StateCard
from posture_app.words.catalogue import _, ngettext

REST_S: Final = 20
"""How long the eyes rest on what is far away."""


class Waiting(ScrollPage):
    """Says what is being opened, and lets the eyes rest meanwhile: that needs nothing of it."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme)
        self._words = make.label("", tone="muted")
        rest = ngettext(
            "Look away for {count} second", "Look away for {count} seconds", REST_S
        ).format(count=REST_S)
        self._look_away = make.button(rest, "primary", name="look-away")
        self._look_away.clicked.connect(self._rest)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(REST_S * 1000)
        self._over.setTimerType(Qt.TimerType.PreciseTimer)
        self._over.timeout.connect(self._have_rested)
        picture = make(OutlinePicture)
        card = make(StateCard, picture, _(TITLE), [self._words], self._look_away, name="opening")
        self.column.addWidget(card)
        self.column.addStretch(1)
        self._words.setText(_(SENTENCE))

    @Slot()
    def _rest(self) -> None:
        self._over.start()
        self._look_away.setEnabled(False)  # it keeps its place
        self._words.setText(
            _("Look out of the window or across the room, until it says here that you have rested.")
        )

    @Slot()
    def _have_rested(self) -> None:
        self._look_away.setEnabled(True)
        said = _("Your eyes have rested. Your exercises and your log are still being opened.")
        self._words.setText(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def hideEvent(self, event: QHideEvent) -> None:
        """What was waited for is there."""
        super().hideEvent(event)
        self._over.stop()
