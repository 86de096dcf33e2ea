"""Where it hurts: the body map, and how each chosen place feels."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.body.zones import zones_by_id
from posture_app.journal.entries import PainAt, PainKind
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.entries.choices import Choices
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form, FormRow
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import entries as entry_words
from posture_app.words.anatomy import zone_title
from posture_app.words.catalogue import _
from posture_app.words.sessions import PAIN

_MAP_PX: Final = 380


def entry_map(make: WidgetFactory) -> BodyMap:
    """A body map of which several places can be chosen, no higher than a sheet."""
    body_map = make(BodyMap, several=True, name="entry-map")
    body_map.setToolTip(plain_tip(_("Point at every place that hurts")))
    keep_size(body_map, make.theme, height=Extent(most=_MAP_PX))
    return body_map


class _Place(QWidget):
    """How one place feels."""

    changed = Signal()

    def __init__(self, make: WidgetFactory, place: PainAt) -> None:
        super().__init__()
        self._zone = place.zone
        title = zone_title(zones_by_id()[place.zone])
        card = make.card(name=f"place-{place.zone}")
        outer = column()
        outer.addWidget(card)
        self.setLayout(outer)
        card.body.addWidget(make.label(title, "heading"))
        kinds = [(kind.value, entry_words.pain_kind_name(kind)) for kind in PainKind]
        self._kinds = make(
            Choices,
            _("How does it feel?"),
            kinds,
            f"kinds-{place.zone}",
            several=True,
            role="body",
            spoken=_("{place}: how does it feel?").format(place=title),
        )
        now = _("{place}: pain now").format(place=title)
        self._now = make(AnswerScale, _("Pain now"), None, PAIN, now)
        worst = _("{place}: worst since the last time").format(place=title)
        self._worst = make(AnswerScale, _("Worst since the last time"), None, PAIN, worst)
        self._kinds.changed.connect(self.changed)
        for name, scale in (("now", self._now), ("worst", self._worst)):
            scale.setObjectName(f"{name}-{place.zone}")
            scale.answered.connect(self.changed)
        for part in (self._kinds, self._now, self._worst):
            card.body.addWidget(part)
        self._kinds.set_values(kind.value for kind in place.kinds)
        self._now.set_answer(place.now)
        self._worst.set_answer(place.worst)

    @property
    def place(self) -> PainAt:
        """What is told of it."""
        return PainAt(
            zone=self._zone,
            kinds=tuple(PainKind(one) for one in self._kinds.values),
            now=self._now.answer,
            worst=self._worst.answer,
        )


class PainPlaces(QWidget):
    """The map, then each chosen place in the order of choosing.

    Signals:
        changed: The person has told something else.
    """

    changed = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._parts: dict[str, _Place] = {}
        body = column(tokens.SPACE_M)
        self.setLayout(body)
        self._offer = self._make(Form, is_divided=False)
        self._offered: dict[str, FormRow] = {}
        self._offer.hide()
        self._actions = ValueButtonGroup(self)
        self._actions.chosen.connect(self._take_over)
        body.addWidget(self._offer)
        self.map = entry_map(make)
        self.map.zone_chosen.connect(self._choose)
        body.addWidget(self.map)
        self._places = column(tokens.SPACE_M)
        body.addLayout(self._places)

    @property
    def places(self) -> tuple[PainAt, ...]:
        """What is told of each place."""
        return tuple(self._parts[zone].place for zone in self.map.zones if zone in self._parts)

    def set_places(self, places: Iterable[PainAt]) -> None:
        """Show what was told elsewhere; places that are not known are left out."""
        known = [one for one in places if one.zone in zones_by_id()]
        self.map.set_zones(one.zone for one in known)
        for zone in tuple(self._parts):
            self._take_out(zone)
        for one in known:
            self._put_in(one)
        self._hide_taken()

    def suggest(self, places: Sequence[PainAt], words: Sequence[str]) -> None:
        """Offer places of another day, each with its words; one is taken over by a press."""
        for place, said in zip(places, words, strict=True):
            button = self._make.button(_("Still so"), "soft", name=f"before-{place.zone}")
            button.setAccessibleName(_("Still so. {words}").format(words=said))
            self._actions.add(button, place)
            self._offered[place.zone] = self._offer.add(said, control=button)
        self._hide_taken()

    @Slot(object)
    def _take_over(self, place: PainAt) -> None:
        self.set_places((*self.places, place))
        self.changed.emit()

    @Slot(object)
    def _choose(self, zone: str) -> None:
        if zone in self.map.zones:
            self._put_in(PainAt(zone=zone))
        else:
            self._take_out(zone)
        self._hide_taken()
        self.changed.emit()

    def _put_in(self, place: PainAt) -> None:
        self._parts[place.zone] = part = self._make(_Place, place)
        part.changed.connect(self.changed)
        self._places.addWidget(part)

    def _take_out(self, zone: str) -> None:
        part = self._parts.pop(zone, None)
        if part is not None:
            self._places.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _hide_taken(self) -> None:
        for zone, line in self._offered.items():
            line.setVisible(zone not in self.map.zones)
        self._offer.setVisible(bool(set(self._offered) - set(self.map.zones)))
