"""A short message at the foot of a page with one thing to do about it."""

from itertools import count
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.dataclass import dataclass
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.paint import set_ground
from posture_app.words.catalogue import _

SHOWN_MS: Final = 10_000
"""Long enough to read and to reach; it stays while the pointer or the keyboard is on it."""
_NUMBERS: Final = count(1)


@dataclass(frozen=True, slots=True)
class _Offer:
    number: int
    message: str
    action: str
    key: object

    @property
    def does_something(self) -> bool:
        return bool(self.key)


class Snackbar(QWidget):
    """Lies over its parent's foot and goes by itself.

    A window shows one of them: a newer one takes the place of what is there. When that was acted
    on, what it had covered is offered again, so that several things are taken back in turn.

    Signals:
        acted: The key it was shown with.
    """

    acted = Signal(object)

    def __init__(self, make: WidgetFactory, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._offers: list[_Offer] = []
        self.setObjectName("snackbar")
        set_ground(self, "snackbar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 8, 6)
        layout.setSpacing(tokens.SPACE_M)
        self._label = make.label("", "body", "snackbar", wrap=False)
        layout.addWidget(self._label)
        self._button = make.button(_("Undo"), "snackbar", name="snackbar-action", key="Ctrl+Z")
        layout.addWidget(self._button)
        self._button.clicked.connect(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._end)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, message: str, action: str, key: object) -> None:
        """Show a message.

        Args:
            message: What is said.
            action: What can be done about it; it has Ctrl+Z, too.
            key: Comes back with `acted`. Empty or None says that the action only closes it.
        """
        self._offers = [one for one in self._offers if one.does_something]
        self._offers.append(_Offer(next(_NUMBERS), message, action, key))
        self.offer_again()

    def withdraw(self) -> None:
        """Say nothing any more, and offer nothing."""
        self._offers.clear()
        self._timer.stop()
        self.hide()

    @property
    def newest(self) -> int:
        """The number of what was told last, over all bars; 0 where nothing is offered any more."""
        return self._offers[-1].number if self._offers else 0

    @property
    def has_place(self) -> bool:
        """Whether the page is seen that it lies over."""
        return self._over.isVisible()

    def give_way(self) -> None:
        """Stay out of sight, with what is offered, until `offer_again`."""
        self._timer.stop()
        self.hide()

    def offer_again(self) -> None:
        """Show what was told last, for as long as if it were new."""
        offer = self._offers[-1]
        self._label.setText(offer.message)
        self._button.set_text(offer.action)
        self._button.setShortcut("Ctrl+Z" if offer.does_something else "")
        self.setAccessibleName(offer.message)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Stay at the foot of the parent."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Of all in the window only the newest is seen, also when its page comes back."""
        super().showEvent(event)
        seen = [one for one in self._all() if one.isVisible()]
        for one in sorted(seen, key=_newest)[:-1]:
            one.give_way()

    def _all(self) -> list["Snackbar"]:
        return list(self.window().findChildren(Snackbar))

    def _place(self) -> None:
        parent = self._over
        self.adjustSize()
        left = (parent.width() - self.width()) // 2
        self.move(max(tokens.SPACE_S, left), parent.height() - self.height() - tokens.SPACE_XL)

    @Slot()
    def _action(self) -> None:
        self.hide()
        self._timer.stop()
        offer = self._offers.pop() if self._offers else None
        if offer is not None:
            self.acted.emit(offer.key)
        self._offer_covered()

    @Slot()
    def _end(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
            return
        self.hide()
        ended = self._offers.pop() if self._offers else None
        if ended is not None and not ended.does_something:
            self._offer_covered()
            return
        for one in self._all():  # what is older than this has had its time
            if not one.isVisible():
                one.withdraw()

    def _offer_covered(self) -> None:
        """Show what this one has covered, unless there is something newer by now."""
        bars = self._all()
        if any(one.isVisible() for one in bars):
            return
        for one in bars:
            if not one.has_place:  # nobody is there any more
                one.withdraw()
        last = max(bars, key=_newest)
        if last.newest:
            last.offer_again()


def _newest(bar: Snackbar) -> int:
    return bar.newest
