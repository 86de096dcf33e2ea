"""The pose editor as a whole: takes a library motion, lets it be changed, and gives it back."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

from posture_app.body.skeleton import Stance
from posture_app.library.motion import Motion
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.angles import JointPanel
from posture_app.ui.therapist.pose.draft import NOTHING_YET, PoseDraft
from posture_app.ui.therapist.pose.keys_bar import KeysBar
from posture_app.ui.therapist.pose.preview import MotionPreview, Timing
from posture_app.ui.therapist.pose.setting import SettingPanel
from posture_app.ui.therapist.pose.timing import TimingRow
from posture_app.ui.therapist.pose.view import PoseView
from posture_app.ui.therapist.pose.view_camera import ViewCamera
from posture_app.ui.therapist.pose.view_frame import ViewFrame
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import is_redo
from posture_app.ui.widgets.layouts import NO_LIMIT_PX, ResponsiveBox
from posture_app.words.catalogue import _, pgettext
from posture_app.words.poses import handle_name, resting_words

CHECK_MS: Final = 400
"""A motion is checked when nothing has changed for so long: that takes as long as two pictures."""
_SIDE_BY_SIDE_PX: Final = 500
_PANEL_BESIDE_PX: Final = 820
_PANEL_PX: Final = (300, 380)
"""The panel takes a third of the room, within these."""
_LEAST_OF_PAGE: Final = 0.5
_MOST_OF_PAGE: Final = 0.7
"""The figure gets so much of the page's height; below it one sees that there is more."""
_MOST_PX: Final = 620
"""Higher, there is more of the page below than the figure gains by it."""
_TOLD_PX: Final = 44
"""What is said of the pose, below it."""


class PoseEditor(QWidget):
    """Makes a motion.

    Signals:
        changed: The motion was changed by the person; see `motion`.
        timing_changed: How long it moves and holds was changed; see `timing`.
    """

    changed = Signal()
    timing_changed = Signal()

    def __init__(self, make: WidgetFactory, back: QAbstractButton | None = None) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            back: Leads away from the editor; stands before what is done in it.
        """
        super().__init__()
        self.setObjectName("pose-editor")
        self.draft = draft = PoseDraft(self)
        self._theme = make.theme
        self._problems: list[str] | None = None
        self._page_px = 0
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_MS)
        self._check.timeout.connect(self.check_now)
        self._preview = MotionPreview(self)
        self._preview.moment.connect(self._show_moment)
        self.keys = make(KeysBar, draft, back)
        self.keys.play_wanted.connect(self._play)
        self.front = make(ViewFrame, make(PoseView, draft, ViewCamera(0.0), "pose-front"))
        self.side = make(ViewFrame, make(PoseView, draft, ViewCamera(90.0), "pose-side"))
        self.joints = make(JointPanel, draft)
        self.setting = make(SettingPanel, draft)
        self.timing_row = make(TimingRow)
        self.timing_row.changed.connect(self._retime)
        self.timing_row.speed_chosen.connect(self._choose_speed)
        self._lay_out(make)
        draft.changed.connect(self._follow)
        draft.edited.connect(self._edited)
        self._follow()

    def _lay_out(self, make: WidgetFactory) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_L)
        outer.addWidget(self.keys)
        self.views = make.columns(_SIDE_BY_SIDE_PX, tokens.SPACE_M)
        self.views.box.addWidget(self.front, 1)
        self.views.box.addWidget(self.side, 1)
        left = QWidget()
        self._left = column(tokens.SPACE_S)
        left.setLayout(self._left)
        self._left.addWidget(self.views)
        status = row(tokens.SPACE_M)
        self._status = make.label("", "small", "muted")
        self._status.setObjectName("pose-status")
        self._let_go = make.button(pgettext("what rests", "Let go"), name="pose-let-go")
        self._let_go.clicked.connect(self._let_chosen_go)
        status.addWidget(self._status, 1)
        status.addWidget(self._let_go)
        self._left.addLayout(status)
        self._found = make.label("", "small", "caution")
        self._found.setObjectName("pose-problems")
        self._left.addWidget(self._found)
        self._left.addStretch(1)
        self.panels = make(_Panels, left, self.joints)
        outer.addWidget(self.panels)
        outer.addWidget(make.hairline())
        outer.addWidget(self.timing_row)
        outer.addWidget(self.setting)

    # What whoever embeds it asks for

    def set_motion(self, motion: Motion | None) -> None:
        """Begin with a motion; without one, with somebody who stands and does nothing."""
        self._preview.stop()
        self._problems = None
        self.draft.show_motion(motion or NOTHING_YET)
        self._check.start()

    def motion(self) -> Motion:
        """The motion as it is now, as an exercise's file holds it."""
        return self.draft.motion

    def problems(self) -> list[str]:
        """What the library's own check finds wrong with it, as sentences."""
        if self._problems is None:
            self._problems = self.draft.problems()
        return self._problems

    def set_timing(self, timing: Timing) -> None:
        """Show how long the exercise moves and holds by its dose."""
        self.timing_row.show_timing(timing)

    def timing(self) -> Timing:
        """How long it moves and holds; an exercise keeps that in its dose."""
        return self.timing_row.timing()

    def stop_playing(self) -> None:
        """Show the keyframe that is posed again."""
        self._preview.stop()

    def fit(self, page_px: int) -> None:
        """Give the figure what it needs of a page of this height, at whose top the editor lies."""
        self._page_px = page_px
        self._fit_views()

    # What happens inside

    def _fit_views(self) -> None:
        """Have the figure end with the page, within its share of it."""
        if not self._page_px:
            return
        above = self.y() + self.front.view.mapTo(self, QPoint(0, 0)).y()
        least, most = (round(self._page_px * one) for one in (_LEAST_OF_PAGE, _MOST_OF_PAGE))
        high = max(least, min(most, self._page_px - above - self._theme.px(_TOLD_PX)))
        high = min(high, self._theme.px(_MOST_PX))
        for frame in (self.front, self.side):
            frame.view.set_height(high)

    def event(self, event: QEvent, /) -> bool:
        """What stands above the figure may have become lower or higher."""
        taken = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Move}:
            self._fit_views()
        return taken

    @Slot()
    def _edited(self) -> None:
        self._problems = None
        self._check.start()
        if self._preview.is_playing:
            self._preview.stop()
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        draft = self.draft
        if draft.is_dragging:
            return
        holder, handle = draft.holder, draft.handle
        self._let_go.setVisible(holder is not None)
        if handle is None:
            return
        name = handle_name(handle.name)
        if holder is not None:
            part = next(one for one in holder.parts if one in handle.parts)
            words = resting_words(holder, part)
            text = _("{joint} stays where it rests ({contact}).").format(joint=name, contact=words)
        else:
            text = _("{joint}: drag it. With Shift, a single joint moves.").format(joint=name)
        self._status.setText(text)

    @Slot()
    def _let_chosen_go(self) -> None:
        holder, handle = self.draft.holder, self.draft.handle
        if holder is not None and handle is not None:
            self.draft.let_go(next(one for one in holder.parts if one in handle.parts))

    @Slot()
    def check_now(self) -> None:
        """Say at once what stands in the way; by itself that is said a little after a change."""
        self._check.stop()
        self._found.setText("\n".join(self.problems()) or _("Nothing stands in the way."))
        self._found.set_tone("caution" if self.problems() else "muted")

    @Slot()
    def _play(self) -> None:
        if self._preview.is_playing:
            self._preview.stop()
        else:
            self._preview.play(self.draft.motion, self.timing())

    @Slot(object)
    def _show_moment(self, stance: object) -> None:
        shown = stance if isinstance(stance, Stance) else None
        self.keys.show_playing(playing=shown is not None)
        for frame in (self.front, self.side):
            frame.view.play(shown)

    @Slot()
    def _retime(self) -> None:
        if self._preview.is_playing:
            self._preview.play(self.draft.motion, self.timing())
        self.timing_changed.emit()

    @Slot(object)
    def _choose_speed(self, speed: object) -> None:
        self._preview.speed = float(str(speed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo, wherever in the editor the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.draft.undo()
        elif is_redo(event):
            self.draft.redo()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._preview.stop()


class _Panels(ResponsiveBox):
    """The views with the joints beside them, or below where that would leave too little room."""

    def __init__(self, make: WidgetFactory, views: QWidget, joints: QWidget) -> None:
        super().__init__(make.theme, _PANEL_BESIDE_PX)
        self._joints = joints
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SPACE_XL)
        self._box.addWidget(views, 1)
        self._box.addWidget(joints)

    def _place(self, *, stacked: bool) -> None:
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._fit_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel its share."""
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        least, most = (self._theme.px(one) for one in _PANEL_PX)
        wide = max(least, min(most, self.width() // 3))
        self._joints.setMinimumWidth(0 if self.stacked else wide)
        self._joints.setMaximumWidth(NO_LIMIT_PX if self.stacked else wide)
