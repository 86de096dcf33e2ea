"""Breaks: what comes next and why, the day and the week, and all settings where they count."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.breaks.hours import WorkHours
from posture_app.breaks.settings import BreakKind
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.breaks_charts import BreakBars, DayLine, Swatch
from posture_app.ui.pages.breaks_decisions import INSET, DecisionsView
from posture_app.ui.pages.breaks_hours import HoursEditor
from posture_app.ui.pages.breaks_kinds import KindEditor, new_kind
from posture_app.ui.pages.breaks_snapshots import (
    BreaksSnapshot,
    DayCounts,
    DayView,
    Preview,
    SensorRow,
    SpanKind,
)
from posture_app.ui.pages.breaks_status import StatusCard
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Tone
from posture_app.ui.widgets.cards import CARD_PAD, Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import READING_PX, Flow, ScrollPage
from posture_app.ui.widgets.sections import Sections, order_focus
from posture_app.words import formats

FIRST_DAY: Final = (
    "Nothing to show yet. While you work, this line fills with your activity and your breaks."
)
NO_KEYS: Final = (
    "There are no keyboard or mouse hooks: the program asks the system how long nothing was typed "
    "or moved. It never sees which keys you press, and sends nothing anywhere."
)
HONEST: Final = (
    "Short breaks make sitting less uncomfortable for many people. That they keep pain away is "
    "not well shown."
)
NO_REASONS: Final = "Every decision of the program is kept here with its reason."
OFF: Final = (
    "A short movement after half an hour of activity and a longer one after an hour. Breaks that "
    "you take by yourself count, and calls and films are not interrupted."
)
_STATES: Final[dict[str, tuple[str, Tone]]] = {
    "working": ("Working", "accent"),
    "suspect": ("In doubt", "caution"),
    "gone": ("Gone", "caution"),
    "unavailable": ("Not available", "muted"),
}


class BreaksPage(Page):
    """All about breaks.

    Signals:
        event_wanted: What the breaks are to be told, an `Event`.
        self_test_wanted: The person asked for it.
        settings_changed: The `Settings` as they are now.
        turn_on_wanted: The person wants breaks.
        looked_at: Whether somebody can see the page, when that changes.
    """

    event_wanted = Signal(object)
    settings_changed = Signal(object)
    self_test_wanted = Signal()
    turn_on_wanted = Signal()
    looked_at = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.make = make = WidgetFactory(theme)
        self._snapshot: BreaksSnapshot | None = None
        self._editors: dict[str, KindEditor] = {}
        self._scroll = make(ScrollPage, READING_PX)
        self.views.addWidget(self._scroll)
        self._off = self._make_off()
        self.views.addWidget(self._off)
        body = self._scroll.column
        body.addWidget(make.label("Breaks", "display"))
        self._problem = make.label("", "body", "caution")
        self._problem.setObjectName("breaks-problem")
        self._problem.hide()
        body.addWidget(self._problem)
        self._status = make(StatusCard)
        self._status.event_wanted.connect(self.event_wanted)
        body.addWidget(self._status)
        self._sections = Sections(self._scroll)
        self._day = self._sections.add(to=self._section("Today"))
        why = make.card(pad=CARD_PAD - INSET, name="why")
        self._why = make(DecisionsView, "why", "Why", NO_REASONS)
        why.body.addWidget(self._why)
        self._section("Why").addWidget(why)
        self._week = self._sections.add(to=self._section("This week"))
        kinds = self._section("Your breaks")
        kinds.addWidget(make.label(HONEST, "small", "muted"))
        card = make.card(name="kinds")
        self._kinds = self._sections.add(to=card.body)
        kinds.addWidget(card)
        self._add = make.button("Add a kind of break", name="kind-add")
        self._add.clicked.connect(self._add_kind)
        kinds.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._section("My day with these settings").addWidget(self._preview_card())
        hours_card = make.card(name="hours")
        self._hours = make(HoursEditor)
        self._hours.changed.connect(self._hours_changed)
        hours_card.body.addWidget(self._hours)
        self._section("Work hours").addWidget(hours_card)
        self._sensor_values: list[Label] = []
        self._test = make.button(
            "Test them now",
            name="self-test",
            tip="Ask every sensor once and show what it says",
        )
        self._test.clicked.connect(self.self_test_wanted)
        self._tested = make.label("", "small", "muted")
        self._tested.setObjectName("tested")
        self._tested.hide()
        self._section("What the program senses").addWidget(self._sensors_card())
        body.addStretch(1)

    def show_snapshot(self, snapshot: BreaksSnapshot) -> None:
        """Draw what is another than before; nothing is told back."""
        before, self._snapshot = self._snapshot, snapshot
        if before == snapshot:
            return
        if not snapshot.on:
            self._snapshot = None
            self.views.setCurrentWidget(self._off)
            return
        self._problem.setText(snapshot.problem)
        self._problem.setVisible(bool(snapshot.problem))
        self._status.show_status(snapshot.status, snapshot.explained)
        preview = snapshot.preview
        with self._sections.drawing():
            self._day.show_value(snapshot.today, self._draw_day)
            self._week.show_value((snapshot.week, snapshot.now.date()), self._draw_week)
            self._show_kinds(snapshot.settings.kinds)
            self._hours.show_hours(snapshot.settings.work)
            self._preview.show_value(preview, self._draw_preview)
            self._events.show_decisions(preview.events if preview is not None else ())
            self._events.setVisible(preview is not None)
            self._why.show_decisions(snapshot.why)
            self._show_sensors(snapshot)
        self.views.setCurrentWidget(self._scroll)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self.looked_at.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.looked_at.emit(False)

    def _make_off(self) -> ScrollPage:
        scroll = self.make(ScrollPage, READING_PX)
        scroll.column.addWidget(self.make.label("Breaks", "display"))
        card = self.make.card(name="breaks-off")
        card.body.addWidget(self.make.label("Breaks are turned off", "title"))
        card.body.addWidget(self.make.label(OFF, "body", "muted"))
        card.body.addWidget(self.make.label(NO_KEYS, "body", "muted"))
        acts = Flow()
        turn_on = self.make.button("Turn breaks on", "primary", name="turn-on")
        turn_on.clicked.connect(self.turn_on_wanted)
        acts.add(turn_on)
        card.body.addWidget(acts)
        scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        return scroll

    def _section(self, title: str) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        box.addWidget(self.make.label(title, "heading"))
        inner = column(tokens.SPACE_M)
        box.addLayout(inner)
        self._scroll.column.addLayout(box)
        return inner

    def _draw_day(self, body: QVBoxLayout, day: DayView | None) -> None:
        card = self.make.card(name="today")
        body.addWidget(card)
        if day is None or not day.spans:
            card.body.addWidget(self.make.label(FIRST_DAY, "body", "muted"))
            return
        self._fill_day(card.body, day, "day-line")

    def _fill_day(self, body: QVBoxLayout, day: DayView, name: str) -> None:
        make = self.make
        facts = Flow(tokens.SPACE_XL)
        for value, words in (
            (_stretch_words(day.longest_s), "longest stretch without a break"),
            (str(day.count("taken")), "taken"),
            (str(day.count("natural")), "by being away"),
            (str(day.count("skipped")), "skipped"),
        ):
            fact = QWidget()
            lines = column(0)
            lines.addWidget(make.label(value, "title", wrap=False))
            lines.addWidget(make.label(words, "small", "muted", wrap=False))
            fact.setLayout(lines)
            facts.add(fact)
        body.addWidget(facts)
        body.addSpacing(tokens.SPACE_S)
        body.addWidget(make(DayLine, day, name))
        legend = Flow(tokens.SPACE_S)
        kinds: tuple[SpanKind, ...] = ("active", "taken", "natural", "skipped", "held", "paused")
        for kind in kinds:
            if kind in {"active", "taken"} or day.count(kind):
                legend.add(make(Swatch, kind))
        body.addWidget(legend)

    def _draw_week(self, body: QVBoxLayout, value: tuple[Sequence[DayCounts], date]) -> None:
        week, today = value
        card = self.make.card(name="week")
        body.addWidget(card)
        if not any(day.taken or day.natural or day.skipped for day in week):
            card.body.addWidget(self.make.label("No breaks yet this week.", "body", "muted"))
            return
        card.body.addWidget(self.make(BreakBars, week, [day.day for day in week].index(today)))
        legend = Flow(tokens.SPACE_S)
        kinds: tuple[SpanKind, ...] = ("taken", "natural", "skipped")
        for kind in kinds:
            legend.add(self.make(Swatch, kind))
        card.body.addWidget(legend)

    def _show_kinds(self, kinds: Sequence[BreakKind]) -> None:
        ids = tuple(kind.id for kind in kinds)
        self._kinds.show_value(ids, partial(self._draw_kinds, kinds))
        for kind in kinds:
            self._editors[kind.id].show_kind(kind)

    def _draw_kinds(
        self, kinds: Sequence[BreakKind], body: QVBoxLayout, _ids: Sequence[str]
    ) -> None:
        self._editors = {}
        for place, kind in enumerate(kinds):
            if place:
                body.addWidget(self.make.hairline())
            editor = self._editors[kind.id] = self.make(KindEditor, kind)
            editor.changed.connect(self._kind_changed)
            editor.removed.connect(self._remove_kind)
            body.addWidget(editor)

    def _draw_preview(self, body: QVBoxLayout, preview: Preview | None) -> None:
        if preview is None:
            words = "Played by the same rules that run your breaks, as soon as you change one."
            body.addWidget(self.make.label(words, "body", "muted"))
            return
        if preview.about:
            body.addWidget(self.make.label(preview.about, "small", "muted"))
        self._fill_day(body, preview.day, "preview-line")

    def _preview_card(self) -> Card:
        card = self.make.card(pad=CARD_PAD - INSET, name="preview")
        self._preview = self._sections.add(to=card.body)
        self._preview.body.setContentsMargins(INSET, 0, INSET, 0)
        self._events = self.make(DecisionsView, "preview", "My day with these settings", "")
        card.body.addWidget(self._events)
        return card

    def _sensors_card(self) -> Card:
        card = self.make.card(name="sensors")
        card.body.addWidget(self.make.label(NO_KEYS, "body"))
        self._sensors = self._sections.add(to=card.body)
        card.body.addSpacing(tokens.SPACE_S)
        acts = Flow()
        acts.add(self._test)
        card.body.addWidget(acts)
        card.body.addWidget(self._tested)
        return card

    def _show_sensors(self, snapshot: BreaksSnapshot) -> None:
        """Values come and go every few seconds: where nothing else is new, only they are."""
        rows = tuple(replace(one, value="") for one in snapshot.sensors)
        self._sensors.show_value(rows, self._draw_sensors)
        for label, sensor in zip(self._sensor_values, snapshot.sensors, strict=True):
            label.setText(_about_sensor(sensor))
        self._test.set_text("Testing" if snapshot.testing else "Test them now")
        self._test.setEnabled(not snapshot.testing)
        self._tested.setText(snapshot.tested)
        self._tested.setVisible(bool(snapshot.tested))

    def _draw_sensors(self, body: QVBoxLayout, sensors: Sequence[SensorRow]) -> None:
        self._sensor_values = []
        for sensor in sensors:
            body.addWidget(self.make.hairline())
            body.addWidget(self._sensor(sensor))

    def _sensor(self, row: SensorRow) -> QWidget:
        make = self.make
        columns = make.columns(440, tokens.SPACE_S)
        words = column(2)
        words.addWidget(make.label(row.label, "strong"))
        value = make.label("", "small", "muted")
        self._sensor_values.append(value)
        words.addWidget(value)
        if row.sensor and row.sentence and row.state != "working":
            words.addWidget(make.label(row.sentence, "small", "caution"))
        columns.box.addLayout(words, 1)
        state, tone = _STATES[row.state]
        columns.box.addWidget(
            make.label(state, "small_strong", tone, wrap=False), 0, Qt.AlignmentFlag.AlignTop
        )
        return columns

    @Slot(object)
    def _kind_changed(self, kind: BreakKind) -> None:
        if self._snapshot is not None:
            kinds = self._snapshot.settings.kinds
            self._set_kinds([kind if one.id == kind.id else one for one in kinds])

    @Slot()
    def _add_kind(self) -> None:
        if self._snapshot is not None:
            kinds = self._snapshot.settings.kinds
            kind = new_kind(kinds)
            self._set_kinds([*kinds, kind])
            self._editors[kind.id].unfold()
            self._scroll.fit()
            order_focus(self._scroll)
            # When all is laid out: what is to be written first must be seen, with as much of the
            # rest as there is room for.
            QTimer.singleShot(0, self, self._show_new)

    @Slot()
    def _show_new(self) -> None:
        self._scroll.ensureWidgetVisible(self._add)
        written = self.focusWidget()
        if written is not None:
            self._scroll.ensureWidgetVisible(written)

    @Slot(object)
    def _remove_kind(self, kind: BreakKind) -> None:
        if self._snapshot is not None:
            self._add.setFocus()
            kinds = self._snapshot.settings.kinds
            self._set_kinds([one for one in kinds if one.id != kind.id])

    def _set_kinds(self, kinds: Sequence[BreakKind]) -> None:
        if self._snapshot is not None:
            self._show_kinds(kinds)
            settings = replace(self._snapshot.settings, kinds=tuple(kinds))
            self._tell(replace(self._snapshot, settings=settings))

    @Slot(object)
    def _hours_changed(self, work: WorkHours | None) -> None:
        if self._snapshot is not None:
            settings = self._snapshot.settings
            self._tell(replace(self._snapshot, settings=replace(settings, work=work)))

    def _tell(self, snapshot: BreaksSnapshot) -> None:
        self._snapshot = snapshot
        self._scroll.fit()
        order_focus(self._scroll)
        self.settings_changed.emit(snapshot.settings)


def _stretch_words(seconds: float) -> str:
    return formats.rounded_duration(seconds) if seconds >= 60 else "< 1 min"


def _about_sensor(row: SensorRow) -> str:
    return f"{row.sensor}, last value: {row.value}" if row.sensor else row.sentence
