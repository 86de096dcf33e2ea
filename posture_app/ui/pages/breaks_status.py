"""The head of the Breaks page: what comes next, why, and what one can do about it now."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from posture_app.breaks.events import (
    MEETING_S,
    BreakNow,
    Event,
    MeetingExtends,
    MeetingStarts,
    PlainEvent,
)
from posture_app.ui.player.ring import CountdownRing
from posture_app.ui.theme import tokens
from posture_app.ui.tray import PAUSES, TraySnapshot, TrayState, tooltip
from posture_app.ui.widgets.buttons import Button, ButtonKind
from posture_app.ui.widgets.cards import Card, column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.menu import MenuButton
from posture_app.ui.widgets.state_card import StatePicture
from posture_app.words import breaks_on_screen as words_of
from posture_app.words.catalogue import N_, _, pgettext

_READING: Final = {False: N_("I am reading"), True: N_("Done reading")}
_READING_TIP: Final = N_("Who sits still counts as active until this is ended")
HELD: Final[Mapping[TrayState, str]] = {
    "held": N_("It comes by itself when that is over. You can take it now, too."),
    "meeting": N_("No break comes until it is over. What falls due meanwhile comes after it."),
    "paused": N_("No break comes until then. What falls due meanwhile comes after it."),
}
"""What it means for the person that breaks are held back, and that nothing has to be done."""
PAUSED_OPEN: Final = N_("No break comes until you resume them.")
BELOW_SHOWN: Final = 4
_RING_PX: Final = 132


class StatusRing(CountdownRing):
    """The countdown at the size of a card."""

    line_share = 0.035

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make)
        self.setMinimumSize(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough for minutes and a word."""
        return QSize(self._theme.px(_RING_PX), self._theme.px(_RING_PX))


class StatusCard(Card):
    """One state at a time, with the actions that make sense in it.

    Signals:
        event_wanted: What the breaks are to be told, an `Event`.
        care_wanted: Show what to take care of in the break that is on.
    """

    event_wanted = Signal(object)
    care_wanted = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme, name="status")
        self._make = make
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._is_reading = False
        self.ring = make(StatusRing)
        self._picture = make(StatePicture, "sitting", _RING_PX)
        """In the place of the ring, where nothing is counted."""
        self._headline = make.label("", "title")
        self._headline.setObjectName("status-headline")
        self._below = make.label("", "body", "muted")
        self._below.setObjectName("status-below")
        self.body.addLayout(self._head())
        self._make_actions()

    def _make_actions(self) -> None:
        make, actions = self._make, Flow()
        self.break_now = make.menu_button(_("Break now"), "break-now")
        self.break_now.chosen.connect(self._break_chosen)
        self.done = self._tells(
            pgettext("a break", "Done"), "status-done", PlainEvent.DONE, "primary"
        )
        self.skip = self._tells(_("Skip"), "status-skip", PlainEvent.SKIP)
        self.snooze = self._tells(pgettext("put off", "Later"), "status-snooze", PlainEvent.SNOOZE)
        meets, longer = MeetingStarts(MEETING_S), MeetingExtends(MEETING_S)
        self.meeting = self._tells(_("In a meeting for 30 minutes"), "status-meeting", meets)
        self.longer = self._tells(_("30 minutes longer"), "status-longer", longer)
        ends = PlainEvent.MEETING_ENDS
        self.meeting_end = self._tells(
            _("The meeting is over"), "status-meeting-end", ends, "primary"
        )
        self.reading = make.button(_(_READING[False]), name="status-reading")
        self.reading.setToolTip(_(_READING_TIP))
        self.reading.clicked.connect(self._read)
        self.pause = make.menu_button(pgettext("hold breaks back", "Pause"), "pause")
        self.pause.chosen.connect(self._pause_chosen)
        self.pause.set_entries([(key, _(words)) for key, (words, _pause) in PAUSES.items()])
        self.resume = self._tells(
            pgettext("let breaks come again", "Resume"),
            "status-resume",
            PlainEvent.UNPAUSE,
            "primary",
        )
        self.care = make.button(_("When to stop"), icon="caution", name="status-care")
        self.care.clicked.connect(self.care_wanted)
        self.more = make.menu_button(_("More"), "status-more")
        self.more.set_kind("quiet")
        self.more.chosen.connect(self._press)
        self._other = (self.meeting, self.reading, self.pause)
        for action in (
            self.resume,
            self.done,
            self.care,
            self.break_now,
            self.snooze,
            self.skip,
            self.meeting,
            self.meeting_end,
            self.longer,
            self.reading,
            self.pause,
            self.more,
        ):
            actions.add(action)
        self.body.addWidget(actions)

    def _head(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_XL)
        for one in (self.ring, self._picture):
            top.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        words = column(tokens.SPACE_S)
        words.addStretch(1)
        words.addWidget(self._headline)
        words.addWidget(self._below)
        words.addStretch(1)
        top.addLayout(words, 1)
        return top

    def show_status(self, status: TraySnapshot, below: Sequence[str]) -> None:
        """Show a state, and lines that tell more of it; the ring tells the time, the words not."""
        words = tooltip(status)
        counts = status.state in {"counting", "notice", "break"} and status.next_in_s > 0
        counts = counts and bool(status.next_name)
        self.ring.setVisible(counts)
        self._picture.setVisible(not counts)
        if counts:
            self._show_count(status)
        self.ring.setAccessibleName(words)
        self._set(self._headline, _headline(status) if counts else words)
        told = [*_what_it_means(status), *below][:BELOW_SHOWN]
        self._set(self._below, "\n".join(told))
        self._below.setVisible(bool(told))
        if status.kinds != self._kinds:
            self._kinds = status.kinds
            self.break_now.set_entries(status.kinds)
        self.break_now.setEnabled(bool(status.kinds) and status.state != "break")
        self.done.setVisible(status.state == "break")
        self.snooze.setVisible(status.can_snooze)
        self.skip.setVisible(status.can_skip)
        self.care.setVisible(status.can_read)
        meeting, paused = status.state == "meeting", status.state == "paused"
        self.longer.setVisible(meeting)
        self.meeting_end.setVisible(meeting)
        self.resume.setVisible(paused)
        self._is_reading = status.reading
        self.reading.set_text(_(_READING[status.reading]))
        self.reading.setToolTip(_(_READING_TIP))
        self._show_others(status.state)

    def _show_others(self, state: TrayState) -> None:
        """Where breaks are held back one thing stands out, and the others are quiet or behind."""
        held = state in HELD
        self.break_now.set_kind("primary" if state == "held" else "quiet" if held else "secondary")
        self.longer.set_kind("quiet")
        behind = {"held": self._other, "meeting": (self.pause,)}.get(state, ())
        for action in self._other:
            action.setVisible(not held)
        self.more.setVisible(bool(behind))
        offered = [action.text() for action in behind]
        if [one.text() for one in self.more.menu_actions()] == offered:
            return  # the menu may be open
        self.more.choices.clear()
        for action in behind:
            if isinstance(action, MenuButton):
                self.more.add_menu(action.text(), action.choices, enabled=True)
            else:
                self.more.add_entry(action, action.text())

    @Slot(object)
    def _press(self, action: Button) -> None:
        action.click()

    def _show_count(self, status: TraySnapshot) -> None:
        if status.state != "counting" and status.next_in_s < 120:
            # Translators: stands below the large number of seconds in a countdown.
            number, unit = round(status.next_in_s), pgettext("countdown", "s")
        else:
            # Translators: stands below the large number of minutes in a countdown.
            number, unit = ceil(status.next_in_s / 60), pgettext("countdown", "min")
        self.ring.show_count(str(number), unit, status.share, waiting=False)

    def _set(self, label: Label, words: str) -> None:
        if label.text() != words:
            label.setText(words)

    def _tells(self, words: str, name: str, event: Event, kind: ButtonKind = "secondary") -> Button:
        button = self._make.button(words, kind, name=name)
        button.clicked.connect(partial(self._tell, event))
        return button

    def _tell(self, event: Event, *_checked: bool) -> None:
        self.event_wanted.emit(event)

    @Slot()
    def _read(self) -> None:
        self.event_wanted.emit(
            PlainEvent.READING_ENDS if self._is_reading else PlainEvent.READING_STARTS
        )

    @Slot(object)
    def _break_chosen(self, kind: str) -> None:
        self.event_wanted.emit(BreakNow(kind))

    @Slot(object)
    def _pause_chosen(self, key: str) -> None:
        self.event_wanted.emit(PAUSES[key][1])


def _what_it_means(status: TraySnapshot) -> Sequence[str]:
    if status.state == "paused" and status.until is None:
        return (_(PAUSED_OPEN),)
    return (_(HELD[status.state]),) if status.state in HELD else ()


def _headline(status: TraySnapshot) -> str:
    """What is counted down to, without the time, which the ring tells."""
    if status.state == "counting":
        return words_of.next_break_untimed(status.next_name, status.held_by)
    return status.next_name if status.state == "break" else tooltip(status)
