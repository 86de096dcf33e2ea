"""The screen while a routine plays: figure, count, words, and the controls."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from posture_app.ui.player.commands import PlayerCommand
from posture_app.ui.player.progress import RoutineProgress
from posture_app.ui.player.ring import SMALLEST_PX, CountdownRing
from posture_app.ui.player.snapshot import BETWEEN, PlayerSnapshot, left_text
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.acts import Acts
from posture_app.ui.widgets.buttons import Button, Kind
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import ElidedLabel, Label
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext

REST_STEP_S: Final = 15.0

LOW_PX: Final = 620
"""Below this height, at a text size of 100 per cent, the count stands beside its words."""
SMALL_RING_PX: Final = 104
"""The ring's least side where there is little height."""
_TITLE_PX: Final = 110
"""A routine's name with less room than this says nothing and is left out."""
_PROMPT_PX: Final = 76
"""Room for three lines, so that the ring keeps its size when the words change."""


class FigureGround(QWidget):
    """The quiet ground that the figure stands on."""

    def __init__(self, theme: Theme, figure: QWidget) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(figure)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground."""
        painter = QPainter(self)
        ground = self._theme.colour("sunken")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_XL, ground)


class PlayerStage(QWidget):
    """Draws one `PlayerSnapshot` at a time and tells what the person wants.

    Signals:
        wanted: A `PlayerCommand`.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, title: str, figure: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._make = make = WidgetFactory(theme)
        self._waiting: bool | None = None
        self._low: bool | None = None
        self._acts = Acts(self)
        self._acts.chosen.connect(self.wanted)
        self.progress = make(RoutineProgress)
        self.ring = make(CountdownRing)
        self._title = make(ElidedLabel, title, "strong")
        self._title.setObjectName("routine_name")
        self._name = self._label("title", "exercise_name")
        self._where = self._label("lead", "where", "muted")
        self._heading = self._label("heading", "phase_heading", "accent")
        self._prompt = self._label("lead", "prompt")
        self._coming = self._label("body", "coming")
        self._left = make.label("", "small", "muted", wrap=False)
        self._left.setObjectName("time_left")
        self._notice = self._label("small", "player_notice", "caution")
        self._notice.hide()
        self._told: tuple[str, str, str] | None = None
        self._buttons: dict[PlayerCommand, Button] = {}
        self._words = QVBoxLayout()
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._said = QVBoxLayout()
        self._controls = QGridLayout()
        self._steps = Flow()
        self._one_line: bool | None = None
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._head())
        self._outer.addWidget(self.progress)
        self._outer.addWidget(self._notice)
        self._outer.addLayout(self._middle(figure), 1)
        self._outer.addLayout(self._foot())
        self._arrange(low=False)

    def show_notice(self, text: str) -> None:
        """One quiet line under the progress, until there is another."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def set_muted(self, muted: bool) -> None:
        """Name what pressing the button for the sound does now."""
        self._say(
            PlayerCommand.MUTE,
            _("Turn sound on") if muted else _("Turn sound off"),
            _("Turn all sounds on (M)") if muted else _("Turn all sounds off (M)"),
        )

    @Slot(bool)
    def set_full_screen(self, fills_screen: bool) -> None:
        """Name what pressing the button for the whole screen does now."""
        self._say(
            PlayerCommand.FULL_SCREEN,
            _("Leave full screen") if fills_screen else _("Fill the screen"),
            _("Back to a window (F)") if fills_screen else _("Show the player alone (F)"),
        )

    def show_snapshot(self, shown: PlayerSnapshot) -> None:
        """Draw the moment."""
        self.ring.show_count(
            shown.number, shown.under_number, shown.left_share, waiting=shown.waiting
        )
        self.progress.set_done(shown.done_share)
        heading = shown.heading
        if not shown.playing:
            heading = _("Paused: {phase}").format(phase=shown.heading)
        for label, text in (
            (self._left, left_text(shown.left_s)),
            (self._name, shown.exercise.name),
            (self._where, self._broken(shown.where)),
            (self._heading, heading),
            (self._prompt, shown.prompt),
            (self._coming, shown.coming),
        ):
            # Setting the same text anew would lay the page out thirty times a second.
            if label.text() != text:
                label.setText(text)
        self._heading.set_tone("caution" if shown.waiting else "accent")
        self._show_buttons(shown)
        told = (shown.exercise.name, heading, shown.where)
        if told != self._told:
            self._told = told
            self.ring.setAccessibleName(", ".join(part for part in told if part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the count beside its words where there is little height."""
        super().resizeEvent(event)
        low = self.height() < self._theme.px(LOW_PX)
        if low != self._low:
            self._arrange(low=low)
        self._place_steps()
        self._fit_title()

    def _broken(self, where: str) -> str:
        """Set, side and repetition in one line, or in a line each beside the ring."""
        return where.replace(BETWEEN, "\n") if self._low else where.replace("\n", BETWEEN)

    def _show_buttons(self, shown: PlayerSnapshot) -> None:
        if shown.playing:
            self._say(PlayerCommand.PAUSE, _("Pause"), _("Stand still (space)"))
        else:
            self._say(PlayerCommand.PAUSE, _("Go on"), _("Go on (space)"))
        if shown.waiting != self._waiting:
            self._waiting = shown.waiting
            for command in (PlayerCommand.LONGER, PlayerCommand.SHORTER):
                button = self._buttons[command]
                if button.hasFocus():  # no other button may come to the key that is pressed next
                    self.setFocus()
                button.setVisible(shown.waiting)

    def _say(self, command: PlayerCommand, text: str, tip: str) -> None:
        button = self._buttons[command]
        if button.text() != text:
            button.set_text(text)
            button.setToolTip(plain_tip(tip))
            button.setAccessibleDescription(tip)

    def _label(self, role: Role, name: str, tone: Tone = "ink") -> Label:
        label = self._make.label("", role, tone)
        label.setObjectName(name)
        return label

    def _head(self) -> QHBoxLayout:
        row = self._top = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(self._title, 1)
        row.addWidget(self._left)
        end = pgettext("player", "End")
        stops, tip = _("When to stop"), _("What to stop for, and what to do then (H)")
        row.addWidget(self._button(PlayerCommand.WHEN_TO_STOP, stops, tip, "quiet"))
        row.addWidget(self._button(PlayerCommand.MUTE, "", "", "quiet"))
        row.addWidget(self._button(PlayerCommand.FULL_SCREEN, "", "", "quiet"))
        row.addWidget(
            self._button(PlayerCommand.LEAVE, end, _("End or leave the routine (Esc)"), "quiet")
        )
        self.set_muted(False)
        self.set_full_screen(False)
        return row

    def _middle(self, figure: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_XXL)
        row.addWidget(self._make(FigureGround, figure), 5)
        self._words.setSpacing(tokens.SPACE_S)
        self._words.addWidget(self._name)
        self._said.setSpacing(tokens.SPACE_XS)
        self._beside.setSpacing(tokens.SPACE_S)
        self._beside.addWidget(self.ring, 1)
        self._beside.addLayout(self._said)
        self._words.addStretch(1)
        self._words.addLayout(self._beside)
        self._words.addWidget(self._prompt)
        self._words.addStretch(1)
        row.addLayout(self._words, 4)
        return row

    def _arrange(self, *, low: bool) -> None:
        """Choose between a ring above its words, and one beside them that leaves more height."""
        self._low = low
        directions, align = QBoxLayout.Direction, Qt.AlignmentFlag
        self._outer.setContentsMargins(*((20, 12, 20, 16) if low else (32, 20, 32, 24)))
        self._outer.setSpacing(tokens.SPACE_S if low else tokens.SPACE_L)
        self._where.setText(self._broken(self._where.text()))
        self._name.set_role("heading" if low else "title")
        self.ring.set_smallest(SMALL_RING_PX if low else SMALLEST_PX)
        for label in (self._where, self._heading):
            self._said.removeWidget(label)
        self._words.removeWidget(self._where)
        if low:
            self._beside.setDirection(directions.LeftToRight)
            self._said.addWidget(self._heading, 1, align.AlignBottom)
            self._said.addWidget(self._where, 1, align.AlignTop)
        else:
            self._beside.setDirection(directions.TopToBottom)
            self._words.insertWidget(1, self._where)
            self._said.addWidget(self._heading)
        self._beside.setStretchFactor(self._said, 1 if low else 0)
        across = align.AlignLeft if low else align.AlignHCenter
        for label in (self._heading, self._prompt):
            label.setAlignment(across | align.AlignTop)
        self._prompt.setMinimumHeight(0 if low else self._theme.px(_PROMPT_PX))

    def _foot(self) -> QGridLayout:
        grid = self._controls
        grid.setHorizontalSpacing(tokens.SPACE_L)
        grid.setVerticalSpacing(tokens.SPACE_S)
        grid.setColumnStretch(0, 1)
        coming = QVBoxLayout()
        coming.setSpacing(0)
        follows = pgettext("what follows", "Next")
        coming.addWidget(self._make.label(follows, "small", "muted", wrap=False))
        coming.addWidget(self._coming)
        grid.addLayout(coming, 0, 0)
        self._add_steps()
        hurt = self._button(
            PlayerCommand.HURT, _("That hurt"), _("Stop this exercise (P)"), "danger", "stop"
        )
        grid.addWidget(hurt, 0, 2, Qt.AlignmentFlag.AlignRight)
        return grid

    def _add_steps(self) -> None:
        seconds = round(REST_STEP_S)
        # Translators: on a button; the sign is a minus.
        shorter = _("\N{MINUS SIGN}{seconds} s").format(seconds=seconds)
        longer = _("+{seconds} s").format(seconds=seconds)
        tip_shorter = _("Shorten this pause by {seconds} seconds (down arrow)")
        tip_longer = _("Lengthen this pause by {seconds} seconds (up arrow)")
        to_start = _("To the start of this set, or the one before (left arrow)")
        on = _("On to what comes next (right arrow)")
        steps: tuple[tuple[PlayerCommand, str, str, Kind], ...] = (
            (PlayerCommand.BACK, pgettext("player", "Back"), to_start, "secondary"),
            (
                PlayerCommand.REPEAT,
                pgettext("player", "Again"),
                _("This set once more (R)"),
                "secondary",
            ),
            (PlayerCommand.PAUSE, _("Pause"), _("Stand still (space)"), "primary"),
            (PlayerCommand.NEXT, pgettext("player", "Skip"), on, "secondary"),
            (PlayerCommand.SHORTER, shorter, tip_shorter.format(seconds=seconds), "quiet"),
            (PlayerCommand.LONGER, longer, tip_longer.format(seconds=seconds), "quiet"),
        )
        for command, text, tip, kind in steps:
            self._steps.add(self._button(command, text, tip, kind))
        for command in (PlayerCommand.SHORTER, PlayerCommand.LONGER):
            button = self._buttons[command]
            # Its place stays, so that nothing jumps when the work begins.
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)

    def _place_steps(self) -> None:
        """All controls in one line, or the steps below what follows and "that hurt"."""
        margins = self._outer.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        hurt = self._buttons[PlayerCommand.HURT].sizeHint().width()
        sides = max(self._theme.px(150), hurt) + hurt + 2 * tokens.SPACE_L
        one_line = room >= self._steps.sizeHint().width() + sides
        if one_line == self._one_line:
            return
        self._one_line = one_line
        self._controls.removeWidget(self._steps)
        if one_line:
            self._controls.addWidget(self._steps, 0, 1)
        else:
            self._controls.addWidget(self._steps, 1, 0, 1, 3)
        self._controls.setColumnStretch(2, 1 if one_line else 0)

    def _fit_title(self) -> None:
        """Show the routine's name where enough of it can be read; the words beside it go first."""
        margins, row = self._outer.contentsMargins(), self._top
        items = (row.itemAt(place) for place in range(1, row.count()))
        beside = (item.sizeHint().width() for item in items if item is not None)
        taken = sum(beside) + row.spacing() * (row.count() - 1)
        room = self.width() - margins.left() - margins.right() - taken
        self._title.setVisible(room >= self._theme.px(_TITLE_PX))

    def _button(
        self, command: PlayerCommand, text: str, tip: str, kind: Kind, icon: str = ""
    ) -> Button:
        name = f"player_{command.value}"
        button = self._make.button(text, kind, icon=icon, tip=tip, name=name)
        button.setAccessibleDescription(tip)
        self._acts.add(button, command)
        self._buttons[command] = button
        return button
