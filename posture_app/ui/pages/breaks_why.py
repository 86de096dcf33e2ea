"""Breaks, why and sensors: what was decided with the reasons, and how the computer is sensed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.pages.breaks_decisions import INSET, DecisionsView
from posture_app.ui.pages.breaks_snapshots import BreaksSnapshot, SensorRow
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Tone
from posture_app.ui.widgets.cards import CARD_PAD, Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.sections import Sections
from posture_app.words import sensors as words
from posture_app.words.catalogue import N_, _
from posture_app.words.sensors import SensorState

NO_KEYS: Final = N_(
    "There are no keyboard or mouse hooks: the program asks the system how long nothing was typed "
    "or moved. It never sees which keys you press, and sends nothing anywhere."
)
NO_REASONS: Final = N_("Every decision of the program is kept here with its reason.")
_TONES: Final[Mapping[SensorState, Tone]] = {
    "working": "accent",
    "suspect": "caution",
    "gone": "caution",
    "unavailable": "muted",
}


class WhyView(QWidget):
    """What the program does, and what it goes by.

    Signals:
        self_test_wanted: The person asked for it.
    """

    self_test_wanted = Signal()

    def __init__(self, make: WidgetFactory, sections: Sections) -> None:
        super().__init__()
        self._make = make
        self._values: list[Label] = []
        body = column(tokens.SPACE_XL)
        self.setLayout(body)
        self._standing = sections.add(to=body)
        decided = column(tokens.SPACE_M)
        title = _("What was decided")
        decided.addWidget(make.label(title, "heading"))
        card = make.card(pad=CARD_PAD - INSET, name="why")
        self._decisions = make(DecisionsView, "why", title, _(NO_REASONS))
        card.body.addWidget(self._decisions)
        decided.addWidget(card)
        body.addLayout(decided)
        sensed = column(tokens.SPACE_M)
        sensed.addWidget(make.label(_("What the program senses"), "heading"))
        sensed.addWidget(self._sensors_card(sections))
        body.addLayout(sensed)

    def show_snapshot(self, snapshot: BreaksSnapshot) -> None:
        """Draw what is another than before."""
        self._standing.show_value(tuple(snapshot.explained), self._draw_standing)
        self._decisions.show_decisions(snapshot.why)
        # Values come and go every few seconds: where nothing else is new, only they are.
        rows = tuple((bool(one.answer), replace(one, answer="")) for one in snapshot.sensors)
        self._sensors.show_value(rows, self._draw_sensors)
        for label, sensor in zip(self._values, snapshot.sensors, strict=True):
            label.setText(sensor.answer or sensor.sentence)
        self._test.set_text(_("Testing") if snapshot.testing else _("Test them now"))
        self._test.setEnabled(not snapshot.testing)
        self._tested.setText(snapshot.tested)
        self._tested.setVisible(bool(snapshot.tested))

    def _draw_standing(self, body: QVBoxLayout, explained: Sequence[str]) -> None:
        if not explained:
            return
        body.addWidget(self._make.label(_("Right now"), "heading"))
        card = self._make.card(name="standing")
        for line in explained:
            card.body.addWidget(self._make.label(line, "body"))
        body.addWidget(card)

    def _sensors_card(self, sections: Sections) -> Card:
        make = self._make
        card = make.card(name="sensors")
        card.body.addWidget(make.label(_(NO_KEYS), "body"))
        self._sensors = sections.add(to=card.body)
        card.body.addSpacing(tokens.SPACE_S)
        tip = _("Ask every sensor once and show what it says")
        self._test = make.button(_("Test them now"), name="self-test", tip=tip)
        self._test.clicked.connect(self.self_test_wanted)
        actions = Flow()
        actions.add(self._test)
        card.body.addWidget(actions)
        self._tested = make.label("", "small", "muted")
        self._tested.setObjectName("tested")
        self._tested.hide()
        card.body.addWidget(self._tested)
        return card

    def _draw_sensors(self, body: QVBoxLayout, rows: Sequence[tuple[bool, SensorRow]]) -> None:
        self._values = []
        for is_answered, row in rows:
            body.addWidget(self._make.hairline())
            body.addWidget(self._sensor(row, is_answered=is_answered))

    def _sensor(self, row: SensorRow, *, is_answered: bool) -> QWidget:
        make = self._make
        columns = make.columns(440, tokens.SPACE_S)
        texts = column(2)
        texts.addWidget(make.label(row.label, "strong"))
        value = make.label("", "small", "muted")
        self._values.append(value)
        texts.addWidget(value)
        if is_answered and row.sentence and row.state != "working":
            texts.addWidget(make.label(row.sentence, "small", "caution"))
        columns.box.addLayout(texts, 1)
        state = make.label(words.state(row.state), "small_strong", _TONES[row.state], wrap=False)
        columns.box.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        return columns
