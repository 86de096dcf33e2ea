"""The kinds of breaks with their settings, changed where they stand, and those that are added."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from posture_app.breaks.settings import DEFAULT_KINDS, BreakKind, Offer, Strictness
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form, FormRow
from posture_app.words import formats

MINUS: Final = "\N{MINUS SIGN}"
STRICTNESS: Final[dict[Strictness, tuple[str, str]]] = {
    "notification": ("Message", "A message of the system. Nothing covers what you do."),
    "card": ("Card in the corner", "A small card that leaves the keyboard where it is."),
    "overlay": ("All screens", "Every screen is covered. Later and skip take one click."),
    "strict": (
        "All screens, strict",
        (
            "Every screen is covered, and skipping takes three seconds of holding. "
            "Holding Esc always leads out."
        ),
    ),
}
OFFERS: Final[dict[Offer, str]] = {
    "exercise": "An exercise that fits",
    "routine": "From today's routine",
    "posture": "A change of posture",
    "eyes": "Looking far away",
    "rest": "Nothing, just rest",
}
LONGEST_NAME: Final = 40
_GIVEN: Final = frozenset(kind.id for kind in DEFAULT_KINDS)
"""Kinds that the program brings along: they are switched off, not removed."""
_Words = Callable[[float], str]
_MINUTES: Final = tuple(60.0 * n for n in (5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120, 180))
_LENGTHS: Final = (20.0, 30.0, 40.0, 60.0, 90.0, 120.0, 180.0, 240.0, 300.0, 420.0, 600.0, 900.0)
_NOTICES: Final = (0.0, 10.0, 20.0, 30.0, 60.0, 120.0)
_SNOOZES: Final = (60.0, 120.0, 180.0, 300.0, 600.0, 900.0, 1200.0, 1800.0)
_TIMES: Final = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 10.0)


def span(seconds: float) -> str:
    """A length of time, exact: `1 min 30 s`, `45 s`, `1 h 15 min`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else formats.rounded_duration(seconds)


def kind_words(kind: BreakKind) -> str:
    """A kind in one line."""
    how = STRICTNESS[kind.strictness][0].lower()
    return f"Every {span(kind.every_s)} of activity, {span(kind.length_s)} long, {how}"


def new_kind(kinds: Sequence[BreakKind]) -> BreakKind:
    """A kind of the person's own beside those there are, to begin with."""
    taken = {kind.id for kind in kinds}
    number = next(n for n in count(1) if f"own-{n}" not in taken)
    name = "My break" if number == 1 else f"My break {number}"
    return BreakKind(id=f"own-{number}", name=name, every_s=2700.0, length_s=60.0)


class Stepper(QWidget):
    """A value with a button for less and one for more, going from one sensible step to the next.

    Signals:
        chosen: The new value.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, title: str, steps: Sequence[float], words: _Words, name: str
    ) -> None:
        super().__init__()
        make = WidgetFactory(theme)
        self._theme = theme
        self._steps, self._words = tuple(steps), words
        self._value = self._steps[0]
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_S)
        self.less = make.button(MINUS, tip=f"{title}: less", name=f"{name}-less")
        self.more = make.button("+", tip=f"{title}: more", name=f"{name}-more")
        self.less.clicked.connect(self._take_less)
        self.more.clicked.connect(self._take_more)
        self._label = make.label("", "strong", wrap=False)
        self._label.setObjectName(f"{name}-value")
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (self.less, self.more):
            button.setAccessibleName(button.toolTip())
        layout.addWidget(self.less)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.more)

    def set_value(self, value: float) -> None:
        """Show a value, also one between the steps, without telling anyone."""
        self._value = value
        self._label.setText(self._words(value))
        self.less.setEnabled(value > self._steps[0])
        self.more.setEnabled(value < self._steps[-1])

    def sizeHint(self) -> QSize:
        """As wide for every value, so that the buttons stay under the pointer."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._theme.px(232)), hint.height())

    @property
    def value(self) -> float:
        """The value that is shown."""
        return self._value

    @Slot()
    def _take_less(self) -> None:
        self._take(next((one for one in reversed(self._steps) if one < self._value), self._value))

    @Slot()
    def _take_more(self) -> None:
        self._take(next((one for one in self._steps if one > self._value), self._value))

    def _take(self, value: float) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)


class KindEditor(QWidget):
    """One kind: a switch and a line about it; the rest unfolds.

    A kind of the person's own can be named and removed, too.

    Signals:
        changed: The kind as it is now.
        removed: The kind that is no longer wanted.
    """

    changed = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme, kind: BreakKind) -> None:
        super().__init__()
        self._make = make = WidgetFactory(theme)
        self._kind = kind
        self.setObjectName(f"kind-{kind.id}")
        outer = column(tokens.SPACE_M)
        self.setLayout(outer)
        self._switch = make.switch(kind.name, f"kind-{kind.id}-on")
        self._switch.clicked.connect(self._switched)
        self._about = make.label("", "small", "muted")
        self._unfold = make.button("Change", "quiet", name=f"kind-{kind.id}-change")
        self._unfold.setAccessibleName(f"{kind.name}: change")
        self._unfold.clicked.connect(self._fold)
        acts = QWidget()
        line = row(tokens.SPACE_S)
        line.addWidget(self._unfold)
        line.addWidget(self._switch)
        acts.setLayout(line)
        head = make(FormRow, kind.name, self._about, acts)
        self._title = head.title
        outer.addWidget(head)
        self._body = self._make_body(kind)
        self._body.hide()
        outer.addWidget(self._body)
        self.show_kind(kind)

    def show_kind(self, kind: BreakKind) -> None:
        """Show other values; nothing is told back."""
        self._kind = kind
        self._title.setText(kind.name)
        self._switch.setAccessibleName(kind.name)
        if self._name is not None and not self._name.hasFocus():
            self._name.setText(kind.name)
        self._switch.setChecked(kind.on)
        self._about.setText(kind_words(kind) if kind.on else f"Off. {kind_words(kind)}")
        for name, stepper in self._steppers.items():
            stepper.set_value(float(getattr(kind, name)))
        self._strictness.set_options(
            [Option(value, words) for value, (words, _) in STRICTNESS.items()], kind.strictness
        )
        self._strictness_about.setText(STRICTNESS[kind.strictness][1])
        self._offers.set_options(
            [Option(value, words) for value, words in OFFERS.items()], kind.offers
        )

    def unfold(self) -> None:
        """Show all of a kind that is new, its name first."""
        self._fold()
        if self._name is not None:
            self._name.setFocus()
            self._name.selectAll()

    def _make_body(self, kind: BreakKind) -> QWidget:
        body = self._make(Form, is_divided=False)
        body.setContentsMargins(0, 0, 0, tokens.SPACE_S)
        make = self._make
        self._name = None if kind.id in _GIVEN else self._name_field(kind)
        if self._name is not None:
            body.add("Name", control=self._name)
        self._steppers: dict[str, Stepper] = {}
        for name, title, about, steps, words in _ROWS:
            stepper = make(Stepper, title, steps, words, f"kind-{kind.id}-{name}")
            stepper.chosen.connect(self._stepped)
            self._steppers[name] = stepper
            body.add(title, about, stepper)
        self._strictness = make.chip("How it shows", name=f"kind-{kind.id}-strictness", menu=True)
        self._strictness.chosen.connect(self._strictness_chosen)
        self._strictness_about = make.label("", "small", "muted")
        body.add("How it shows itself", self._strictness_about, self._strictness)
        self._offers = make.chip("What it offers", name=f"kind-{kind.id}-offers", menu=True)
        self._offers.chosen.connect(self._offer_chosen)
        body.add("What it offers", control=self._offers)
        if self._name is not None:
            remove = make.button("Remove", "quiet", name=f"kind-{kind.id}-remove")
            remove.clicked.connect(self._remove)
            about = "What came of it stays in the log."
            body.add("No longer wanted", about, remove)
        return body

    def _name_field(self, kind: BreakKind) -> QLineEdit:
        field = QLineEdit(kind.name)
        field.setObjectName(f"kind-{kind.id}-name")
        field.setAccessibleName("Name")
        field.setMaxLength(LONGEST_NAME)
        field.setMinimumWidth(self._make.theme.px(232))
        field.editingFinished.connect(self._named)
        return field

    @Slot()
    def _fold(self) -> None:
        unfolded = self._body.isHidden()
        self._body.setVisible(unfolded)
        self._unfold.set_text("Close" if unfolded else "Change")
        self._unfold.setAccessibleName(f"{self._kind.name}: {'close' if unfolded else 'change'}")

    @Slot()
    def _named(self) -> None:
        if self._name is None:
            return
        name = self._name.text().strip() or self._kind.name
        self._name.setText(name)
        if name != self._kind.name:
            self._tell(replace(self._kind, name=name))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._kind)

    @Slot()
    def _switched(self) -> None:
        self._tell(replace(self._kind, on=self._switch.isChecked()))

    @Slot()
    def _stepped(self) -> None:
        values = {name: stepper.value for name, stepper in self._steppers.items()}
        self._tell(
            replace(
                self._kind,
                every_s=values["every_s"],
                length_s=values["length_s"],
                notice_s=values["notice_s"],
                snooze_s=values["snooze_s"],
                max_snoozes=round(values["max_snoozes"]),
            )
        )

    @Slot(object)
    def _strictness_chosen(self, value: Strictness) -> None:
        self._tell(replace(self._kind, strictness=value))

    @Slot(object)
    def _offer_chosen(self, value: Offer) -> None:
        self._tell(replace(self._kind, offers=value))

    def _tell(self, kind: BreakKind) -> None:
        self.show_kind(kind)
        self.changed.emit(kind)


def _notice_words(seconds: float) -> str:
    return span(seconds) if seconds else "None"


def _times_words(times: float) -> str:
    return {0: "Never", 1: "Once", 2: "Twice"}.get(round(times), f"{round(times)} times")


_ROWS: Final[tuple[tuple[str, str, str, Sequence[float], _Words], ...]] = (
    ("every_s", "After", "Of activity. Being away does not count.", _MINUTES, span),
    ("length_s", "Length", "Being away as long counts as this break.", _LENGTHS, span),
    ("notice_s", "Notice before", "A small card counts down.", _NOTICES, _notice_words),
    ("snooze_s", "Later means", "", _SNOOZES, span),
    ("max_snoozes", "Can be put off", "", _TIMES, _times_words),
)
