"""The body of the progress: where it hurt in a time, how often and how strongly."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.journal.course import PlaceHistory
from posture_app.ui.body_map.widget import BodyMap
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.words import course as course_words
from posture_app.words.catalogue import _, pgettext

_STACK_BELOW_PX = 820


class BodyHistoryView(QWidget):
    """The body map shaded by what was told of each place, and the places as a list.

    Signals:
        zone_shown: The zone that was chosen on the map or in the list.
        check_in_requested: The person wants to tell where it hurts.
    """

    zone_shown = Signal(object)
    check_in_requested = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._histories: Sequence[PlaceHistory] = ()
        self._by = "often"
        body = column(tokens.SPACE_L)
        self.setLayout(body)
        self._choice = make.segments(
            [
                Option("often", pgettext("pain", "How often")),
                Option("strong", pgettext("pain", "How strong")),
            ],
            _("What the shades tell"),
            "body-by",
        )
        self._choice.set_value(self._by)
        self._choice.chosen.connect(self._choose)
        body.addWidget(self._choice)
        sides = make.columns(_STACK_BELOW_PX, tokens.SPACE_XXL)
        self.map = make(BodyMap, name="body-history")
        self.map.zone_chosen.connect(self._choose_zone)
        sides.box.addWidget(self.map, 6)
        beside = column(tokens.SPACE_S)
        self._told = make.label("", "body", "muted")
        beside.addWidget(self._told)
        self._action = make.button(_("How are you?"), "primary", name="check-in")
        self._action.clicked.connect(self.check_in_requested)
        self._action.hide()
        beside.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        beside.addLayout(self._list)
        beside.addStretch(1)
        sides.box.addLayout(beside, 5)
        body.addWidget(sides)

    def show_histories(self, histories: Sequence[PlaceHistory]) -> None:
        """Draw the places of a time, the one with the most days first."""
        if histories == self._histories and self._list.count():
            return
        self._histories = histories
        self._shade()
        clear(self._list)
        for one in histories:
            words = RowWords(course_words.place_name(one), course_words.place_line(one))
            place = self._make(PressRow, words, one.zone, chevron=False, name=f"history-{one.zone}")
            place.opened.connect(self._show_zone)
            self._list.addWidget(place)
        self._tell()

    def _shade(self) -> None:
        often = max((one.days for one in self._histories), default=1)
        shades: dict[str, tuple[float, str]] = {}
        for one in self._histories:
            if self._by == "often":
                shades[one.zone] = (one.days / often, str(one.days))
            elif one.highest is not None:
                shades[one.zone] = (one.highest / 10, str(one.highest))
        self.map.show_shades(shades)

    def _tell(self) -> None:
        self._action.setVisible(not self._histories)
        if not self._histories:
            self._told.setText(_("No place was told of in this time."))
        elif self._by == "often":
            self._told.setText(_("The number is on how many days it hurt there."))
        else:
            self._told.setText(_("The number is the highest pain that was told there."))

    @Slot(object)
    def _choose(self, by: str) -> None:
        self._by = by
        self._shade()
        self._tell()

    @Slot(object)
    def _choose_zone(self, zone: str) -> None:
        row = self.findChild(PressRow, f"history-{zone}")
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.zone_shown.emit(zone)

    @Slot(object)
    def _show_zone(self, zone: str) -> None:
        self.map.set_zones((zone,))
        self.zone_shown.emit(zone)
