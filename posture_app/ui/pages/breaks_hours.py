"""The work hours: ranges for each day of the week, changed where they stand."""

import re
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from posture_app.breaks.hours import HoursRange, WorkHours
from posture_app.dataclass import dataclass
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import FormRow
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.sections import Section
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import formats
from posture_app.words.catalogue import N_, _, pgettext

DAY_MIN: Final = 1440
USUAL: Final = HoursRange(9 * 60, 17 * 60)
USUAL_WEEK: Final[WorkHours] = (*((USUAL,),) * 5, (), ())
BAD_TIME: Final = N_("Write a time as 09:00.")
_TIME: Final = re.compile(r"([01]?\d|2[0-4])[:.h ]?([0-5]\d)?")


def read_time(words: str) -> int | None:
    """Minutes since midnight of `9`, `09:00`, `9.30` or `0930`; None where it is no time."""
    match = _TIME.fullmatch(words.strip())
    if match is None:
        return None
    minutes = int(match[1]) * 60 + int(match[2] or 0)
    return minutes if minutes <= DAY_MIN else None


def time_words(minutes: int) -> str:
    """`09:00`; past midnight the time of the next day."""
    rest = minutes - DAY_MIN if minutes > DAY_MIN else minutes
    return f"{rest // 60:02}:{rest % 60:02}"


def from_to(start: int, end: int) -> HoursRange:
    """A range between two times of the clock; one that ends before it starts crosses midnight."""
    start %= DAY_MIN
    return HoursRange(start, end if end > start else end + DAY_MIN)


class HoursField(QLineEdit):
    """A time of day to write into.

    Signals:
        given: Minutes since midnight, when a time was written and confirmed.
        refused: What was written is no time; the field shows the old one again.
    """

    given = Signal(object)
    refused = Signal()

    def __init__(self, make: WidgetFactory, minutes: int, title: str, name: str) -> None:
        super().__init__(time_words(minutes))
        self._theme = make.theme
        self._minutes = minutes
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        self.setMaxLength(5)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._finish)

    def sizeHint(self) -> QSize:
        """Room for five signs."""
        return QSize(self._theme.px(84), max(self._theme.px(40), super().sizeHint().height()))

    @Slot()
    def _finish(self) -> None:
        minutes = read_time(self.text())
        if minutes is None:
            self.setText(time_words(self._minutes))
            self.refused.emit()
        elif minutes != self._minutes % DAY_MIN:
            self.given.emit(minutes)
        else:
            self.setText(time_words(self._minutes))


@dataclass(frozen=True, slots=True)
class RangeChange:
    """A range of a day as it is now; None when it is taken out. `day` counts from Monday."""

    day: int
    place: int
    range: HoursRange | None


class RangeRow(QWidget):
    """One range of a day.

    Signals:
        changed: A `RangeChange`.
        refused: What was written is no time.
    """

    changed = Signal(object)
    refused = Signal()

    def __init__(self, make: WidgetFactory, shown: HoursRange, day: int, place: int) -> None:
        super().__init__()
        self._range = shown
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_S)
        self._day, self._place = day, place
        name = f"hours-{day}-{place}"
        weekday = formats.weekdays()[day]
        since = _("{weekday}: from").format(weekday=weekday)
        until = _("{weekday}: until").format(weekday=weekday)
        self._start = make(HoursField, shown.start_min, since, f"{name}-start")
        self._end = make(HoursField, shown.end_min, until, f"{name}-end")
        layout.addWidget(self._start)
        layout.addWidget(
            make.label(pgettext("from a time to a time", "to"), "body", "muted", wrap=False)
        )
        layout.addWidget(self._end)
        if shown.end_min > DAY_MIN:
            layout.addWidget(make.label(_("next day"), "small", "muted", wrap=False))
        remove = make.button(
            "",
            "quiet",
            icon="close",
            tip=_("{weekday}: take out").format(weekday=weekday),
            name=f"{name}-remove",
        )
        layout.addWidget(remove)
        # Later, when the focus has moved on: the row is made anew then, and may be what it goes to.
        later = Qt.ConnectionType.QueuedConnection
        self._start.given.connect(self._start_given, later)
        self._end.given.connect(self._end_given, later)
        self._start.refused.connect(self.refused)
        self._end.refused.connect(self.refused)
        remove.clicked.connect(self._remove)

    @Slot(object)
    def _start_given(self, minutes: int) -> None:
        end = self._range.end_min
        self._tell(from_to(minutes, end - DAY_MIN if end > DAY_MIN else end))

    @Slot(object)
    def _end_given(self, minutes: int) -> None:
        self._tell(from_to(self._range.start_min, minutes))

    @Slot()
    def _remove(self) -> None:
        self._tell(None)

    def _tell(self, changed: HoursRange | None) -> None:
        self.changed.emit(RangeChange(self._day, self._place, changed))


class HoursEditor(QWidget):
    """The whole week.

    Signals:
        changed: The `WorkHours`, or None for always.
    """

    changed = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._theme = make.theme
        self._work: WorkHours | None = None
        self._kept: WorkHours = USUAL_WEEK
        outer = column(tokens.SPACE_L)
        self.setLayout(outer)
        only = _("Only during my work hours")
        self._switch = make.switch(only, "hours-on")
        self._switch.clicked.connect(self._switched)
        about = _("Outside of them nothing is counted and no break comes by itself.")
        outer.addWidget(make(FormRow, only, about, self._switch))
        self._days = Section()
        outer.addWidget(self._days)
        self._problem = make.label(_(BAD_TIME), "small", "caution")
        self._problem.setObjectName("hours-problem")
        self._problem.hide()
        outer.addWidget(self._problem)
        words_same = _("Use Monday's hours on all weekdays")
        self._same_button = make.button(words_same, "quiet", name="hours-same")
        self._same_button.clicked.connect(self._same)
        outer.addWidget(self._same_button)

    def show_hours(self, work: WorkHours | None) -> None:
        """Show these hours; nothing is told back."""
        self._work = work
        self._problem.hide()
        self._switch.setChecked(work is not None)
        if work is not None:
            self._kept = work
        self._same_button.setVisible(work is not None)
        self._days.show_value(work, self._draw_days)

    def _draw_days(self, body: QVBoxLayout, work: WorkHours | None) -> None:
        for day, ranges in enumerate(work or ()):
            if day:
                body.addWidget(self._make.hairline())
            body.addWidget(self._day(day, ranges))

    def _day(self, day: int, ranges: tuple[HoursRange, ...]) -> QWidget:
        make = self._make
        columns = make.columns(520, tokens.SPACE_S)
        weekday = formats.weekdays()[day]
        name = make.label(weekday, "body", wrap=False)
        keep_size(name, self._theme, width=Extent(least=112))
        columns.box.addWidget(name)
        flow = Flow(tokens.SPACE_M)
        for place, one in enumerate(ranges):
            line = make(RangeRow, one, day, place)
            line.changed.connect(self._range_changed)
            line.refused.connect(self._refused)
            flow.add(line)
        add = make.button(_("Add hours"), "quiet", name=f"hours-{day}-add")
        add.setAccessibleName(_("{weekday}: add hours").format(weekday=weekday))
        adds = ValueButtonGroup(add)
        adds.add(add, day)
        adds.chosen.connect(self._add)
        flow.add(add)
        columns.box.addWidget(flow, 1)
        return columns

    @Slot()
    def _switched(self) -> None:
        self._tell(self._kept if self._switch.isChecked() else None)

    @Slot(object)
    def _range_changed(self, changed: RangeChange) -> None:
        ranges = list(self._ranges(changed.day))
        if changed.range is None:
            del ranges[changed.place]
        else:
            ranges[changed.place] = changed.range
        self._set_day(changed.day, ranges)

    @Slot(object)
    def _add(self, day: int) -> None:
        ranges = list(self._ranges(day))
        # After a first range one more usually follows a pause at noon.
        start = ranges[-1].end_min + 60 if ranges else USUAL.start_min
        if start >= DAY_MIN - 60:
            start = 0
        end = USUAL.end_min if start < USUAL.end_min else min(start + 120, DAY_MIN)
        self._set_day(day, [*ranges, HoursRange(start, end)])

    @Slot()
    def _same(self) -> None:
        monday = self._ranges(0)
        self._tell((*(monday,) * 5, self._ranges(5), self._ranges(6)))

    @Slot()
    def _refused(self) -> None:
        self._problem.show()

    def _ranges(self, day: int) -> tuple[HoursRange, ...]:
        return self._work[day] if self._work is not None else ()

    def _set_day(self, day: int, ranges: list[HoursRange]) -> None:
        week = list(self._work or USUAL_WEEK)
        week[day] = tuple(sorted(ranges, key=lambda one: one.start_min))
        self._tell(tuple(week))

    def _tell(self, work: WorkHours | None) -> None:
        self.show_hours(work)
        self.changed.emit(work)
