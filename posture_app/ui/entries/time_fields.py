"""When something was: now, or a day and a time to set."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QDate, Qt, QTime, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QLineEdit, QTimeEdit, QWidget

from posture_app.ui.entries.choices import Choices
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.text_size import exactly, keep_font, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext

_EARLIER: Final = "earlier"
_HEIGHT_PX: Final = 42
_MARGIN_PX: Final = 10


class DayField(QDateEdit):
    """A day to type or to set by the arrow keys; the wheel scrolls the sheet."""

    def __init__(self, make: WidgetFactory, title: str, name: str) -> None:
        super().__init__()
        # Translators: a pattern of Qt's for a date that is typed, in digits.
        self.setDisplayFormat(pgettext("date to type", "dd/MM/yyyy"))
        _dress(self, make.theme, title, name, 150)

    @property
    def day(self) -> date:
        """The day that is set."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Somebody who scrolls has not asked for another day."""
        event.ignore()


class TimeField(QTimeEdit):
    """A time of day to type or to set by the arrow keys; the wheel scrolls the sheet."""

    def __init__(self, make: WidgetFactory, title: str, name: str) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        _dress(self, make.theme, title, name, 96)

    @property
    def time_of_day(self) -> time:
        """The time that is set."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def set_time_of_day(self, value: time) -> None:
        """Show a time."""
        self.setTime(QTime(value.hour, value.minute))

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Somebody who scrolls has not asked for another time."""
        event.ignore()


class DayTime(QWidget):
    """A day and a time.

    Signals:
        changed: Another one is set.
    """

    changed = Signal()

    def __init__(self, make: WidgetFactory, title: str, name: str, local: datetime) -> None:
        super().__init__()
        self.day = make(DayField, _("{what}: day").format(what=title), f"{name}-day")
        self.time = make(TimeField, _("{what}: time").format(what=title), f"{name}-time")
        self.set_value(local)
        flow = Flow()
        flow.add(self.day)
        flow.add(self.time)
        body = column()
        body.addWidget(flow)
        self.setLayout(body)
        self.day.dateChanged.connect(self.changed)
        self.time.timeChanged.connect(self.changed)

    @property
    def value(self) -> datetime:
        """What is set, as a clock shows it."""
        return datetime.combine(self.day.day, self.time.time_of_day)

    def set_value(self, local: datetime) -> None:
        """Show a day and a time."""
        self.day.set_day(local.date())
        self.time.set_time_of_day(local.time())


class TimeChoice(QWidget):
    """A choice of which the last one asks for a day and a time.

    Signals:
        changed: The person has set it otherwise.
    """

    changed = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        question: str,
        name: str,
        local: datetime,
        words: Sequence[str] = (),
    ) -> None:
        """Ask.

        Args:
            make: Makes the widgets.
            question: What is asked.
            name: The object's name.
            local: Now on the person's clock; where a day and a time begin.
            words: Those of both choices; without, now and earlier.
        """
        super().__init__()
        now, earlier = words or (pgettext("when", "Now"), pgettext("when", "Earlier"))
        self.setObjectName(name)
        options = (("now", now), (_EARLIER, earlier))
        self.choices = make(Choices, question, options, f"{name}-choice", needed=True)
        self.choices.set_values(("now",))
        self.exact = make(DayTime, question, name, local)
        self.exact.hide()
        body = column(tokens.SPACE_S)
        body.addWidget(self.choices)
        body.addWidget(self.exact)
        self.setLayout(body)
        self.choices.changed.connect(self._choose)
        self.exact.changed.connect(self.changed)

    @property
    def value(self) -> datetime | None:
        """The time that is set; None for the first choice."""
        return self.exact.value if self.choices.value == _EARLIER else None

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes to mend it."""
        return self.exact.day if self.choices.value == _EARLIER else self.choices.first

    def set_value(self, local: datetime | None) -> None:
        """Show a time, or the first choice."""
        self.choices.set_values((_EARLIER if local is not None else "now",))
        if local is not None:
            self.exact.set_value(local)
        self.exact.setVisible(local is not None)

    @Slot()
    def _choose(self) -> None:
        self.exact.setVisible(self.choices.value == _EARLIER)
        self.changed.emit()


def _dress(field: QDateEdit | QTimeEdit, theme: Theme, title: str, name: str, width: int) -> None:
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setToolTip(plain_tip(title))
    keep_font(field, theme, "body")
    keep_size(field, theme, width=exactly(width), height=exactly(_HEIGHT_PX))
    for inside in field.findChildren(QLineEdit):
        inside.setAccessibleName(title)
        inside.setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)  # a style sheet's do not reach it
        inside.setToolTip(plain_tip(title))
        inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt gives the field around it the same
