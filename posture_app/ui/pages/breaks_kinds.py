"""The kinds of breaks with their settings, changed where they stand, and those that are added."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from posture_app.breaks.settings import DEFAULT_KINDS, BreakKind, OfferKind, Strictness
from posture_app.ui.pages.breaks_stepper import Stepper
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form, FormRow
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import break_settings as words
from posture_app.words.breaks import kind_name
from posture_app.words.catalogue import _, pgettext

LONGEST_NAME: Final = 40
_GIVEN: Final = frozenset(kind.id for kind in DEFAULT_KINDS)
"""Kinds that the program brings along: they are switched off, not removed."""
_MINUTES: Final = tuple(
    60.0 * n for n in (1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 120, 180)
)
_STEPS: Final[Mapping[str, Sequence[float]]] = {
    "every_s": _MINUTES,
    "length_s": (20.0, 30.0, 40.0, 60.0, 90.0, 120.0, 180.0, 240.0, 300.0, 420.0, 600.0, 900.0),
    "notice_s": (0.0, 10.0, 20.0, 30.0, 60.0, 120.0),
    "snooze_s": (60.0, 120.0, 180.0, 300.0, 600.0, 900.0, 1200.0, 1800.0),
    "max_snoozes": (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 10.0),
}
_MINUTES_WRITTEN: Final = re.compile(
    r"\s*(?:(\d{1,2})\s*h)?\s*(?:(\d{1,3})\s*(?:min\.?|m)?)?\s*", re.IGNORECASE
)
LONGEST_MIN: Final = 720


def read_minutes(written: str) -> float | None:
    """Seconds of `25`, `25 min` or `1 h 5 min`, from a minute on; None where it is none of them."""
    found = _MINUTES_WRITTEN.fullmatch(written)
    hours, rest = (int(one or 0) for one in found.groups()) if found else (0, 0)
    minutes = 60 * hours + rest
    return 60.0 * minutes if 1 <= minutes <= LONGEST_MIN else None


def new_kind(kinds: Sequence[BreakKind]) -> BreakKind:
    """A kind of the person's own beside those there are, to begin with."""
    taken = {kind.id for kind in kinds}
    number = next(n for n in count(1) if f"own-{n}" not in taken)
    return BreakKind(id=f"own-{number}", name=words.own_name(number), every_s=2700.0, length_s=60.0)


class KindEditor(QWidget):
    """One kind: a switch and a line about it; the rest unfolds.

    A kind of the person's own can be named and removed, too.

    Signals:
        changed: The kind as it is now.
        removed: The kind that is no longer wanted.
    """

    changed = Signal(object)
    removed = Signal(object)

    def __init__(self, make: WidgetFactory, kind: BreakKind) -> None:
        super().__init__()
        self._make = make
        self._kind = kind
        self.setObjectName(f"kind-{kind.id}")
        outer = column(tokens.SPACE_M)
        self.setLayout(outer)
        name = kind_name(kind)
        self._switch = make.switch(name, name=f"kind-{kind.id}-on")
        self._switch.clicked.connect(self._switched)
        self._about = make.label("", "small", "muted")
        self._unfold = make.button(_("Change"), "quiet", name=f"kind-{kind.id}-change")
        self._unfold.setAccessibleName(_("{name}: change").format(name=name))
        self._unfold.clicked.connect(self._fold)
        actions = QWidget()
        line = row(tokens.SPACE_S)
        line.addWidget(self._unfold)
        line.addWidget(self._switch)
        actions.setLayout(line)
        head = make(FormRow, name, self._about, actions)
        self._title = head.title
        outer.addWidget(head)
        self._body = self._make_body(kind)
        self._body.hide()
        outer.addWidget(self._body)
        self.show_kind(kind)

    def show_kind(self, kind: BreakKind) -> None:
        """Show other values; nothing is told back."""
        self._kind = kind
        name = kind_name(kind)
        self._title.setText(name)
        self._switch.setAccessibleName(name)
        if self._name is not None and not self._name.hasFocus():
            self._name.setText(kind.name)
        self._switch.setChecked(kind.on)
        self._about.setText(words.kind_line(kind))
        for name, stepper in self._steppers.items():
            stepper.set_value(float(getattr(kind, name)))
        firm, offers = words.strictness_options(), words.offer_options()
        self._strictness.set_options(
            [Option(value, name) for value, name in firm.items()], kind.strictness
        )
        self._strictness_about.setText(words.strictness_about(kind.strictness))
        self._offers.set_options(
            [Option(value, name) for value, name in offers.items()], kind.offers
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
            body.add(pgettext("of a break", "Name"), control=self._name)
        self._steppers: dict[str, Stepper] = {}
        for name, (title, about, tell) in words.ROWS.items():
            read = read_minutes if name == "every_s" else None
            stepper = make(Stepper, _(title), _STEPS[name], tell, f"kind-{kind.id}-{name}", read)
            stepper.chosen.connect(self._stepped)
            self._steppers[name] = stepper
            body.add(_(title), _(about), stepper)
        how = _("How it shows itself")
        self._strictness = make.chip(how, name=f"kind-{kind.id}-strictness", menu=True)
        self._strictness.chosen.connect(self._strictness_chosen)
        self._strictness_about = make.label("", "small", "muted")
        body.add(how, self._strictness_about, self._strictness)
        what = _("What it offers")
        self._offers = make.chip(what, name=f"kind-{kind.id}-offers", menu=True)
        self._offers.chosen.connect(self._offer_chosen)
        body.add(what, control=self._offers)
        if self._name is not None:
            remove = make.button(_("Remove"), "quiet", name=f"kind-{kind.id}-remove")
            remove.clicked.connect(self._remove)
            body.add(_("No longer wanted"), _("What came of it stays in the log."), remove)
        return body

    def _name_field(self, kind: BreakKind) -> QLineEdit:
        field = QLineEdit(kind.name)
        field.setObjectName(f"kind-{kind.id}-name")
        field.setAccessibleName(pgettext("of a break", "Name"))
        field.setToolTip(plain_tip(field.accessibleName()))
        field.setMaxLength(LONGEST_NAME)
        keep_size(field, self._make.theme, width=Extent(least=232))
        field.editingFinished.connect(self._named)
        return field

    @Slot()
    def _fold(self) -> None:
        unfolded = self._body.isHidden()
        self._body.setVisible(unfolded)
        self._unfold.set_text(pgettext("settings", "Close") if unfolded else _("Change"))
        spoken = _("{name}: close") if unfolded else _("{name}: change")
        self._unfold.setAccessibleName(spoken.format(name=kind_name(self._kind)))

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
    def _offer_chosen(self, value: OfferKind) -> None:
        self._tell(replace(self._kind, offers=value))

    def _tell(self, kind: BreakKind) -> None:
        self.show_kind(kind)
        self.changed.emit(kind)
