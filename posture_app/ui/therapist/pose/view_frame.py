"""A view of the figure, with what chooses its side and how close it is."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.view import PoseView
from posture_app.ui.therapist.pose.view_camera import ZOOMS, ViewCamera
from posture_app.ui.widgets.cards import row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import N_, _

SIDES: Final = (
    ("0", 0.0, 0.0, N_("From the front")),
    ("35", 35.0, 10.0, N_("From the front and right")),
    ("90", 90.0, 0.0, N_("From the right")),
    ("-90", -90.0, 0.0, N_("From the left")),
    ("160", 160.0, 6.0, N_("From behind and right")),
    ("180", 180.0, 0.0, N_("From behind")),
    ("above", 0.0, 80.0, N_("From above")),
)
"""Key, yaw and pitch, and name of the sides that are offered."""


class ViewFrame(QWidget):
    """A view with its controls above it."""

    def __init__(self, make: WidgetFactory, view: PoseView) -> None:
        super().__init__()
        self.view = view
        name = view.objectName()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_S)
        head = row(tokens.SPACE_S)
        self.side = make.chip(_("Seen from"), name=f"{name}-from", menu=True)
        self.side.chosen.connect(self._choose)
        self.closer = make.button("", icon="zoom_in", tip=_("Closer"), name=f"{name}-closer")
        self.farther = make.button("", icon="zoom_out", tip=_("Farther"), name=f"{name}-farther")
        self.closer.clicked.connect(self._zoom_in)
        self.farther.clicked.connect(self._zoom_out)
        head.addWidget(self.side)
        head.addStretch(1)
        for button in (self.farther, self.closer):
            head.addWidget(button)
        outer.addLayout(head)
        outer.addWidget(view, 1)
        view.turned.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        camera = self.view.camera
        key = next(
            (
                key
                for key, yaw, pitch, _name in SIDES
                if (yaw, pitch) == (camera.yaw_deg, camera.pitch_deg)
            ),
            None,
        )
        options = [Option(one, _(words)) for one, _yaw, _pitch, words in SIDES]
        if key is None:
            key = "turned"
            options.append(Option(key, _("Turned by hand")))
        self.side.set_options(options, key)
        self.closer.setEnabled(camera.zoom != ZOOMS[-1])
        self.farther.setEnabled(camera.zoom != ZOOMS[0])

    @Slot(object)
    def _choose(self, key: object) -> None:
        for one, yaw, pitch, _name in SIDES:
            if one == key:
                self.view.set_camera(ViewCamera(yaw, pitch, self.view.camera.zoom))
                self._follow()

    @Slot()
    def _zoom_in(self) -> None:
        self.view.zoom(1)

    @Slot()
    def _zoom_out(self) -> None:
        self.view.zoom(-1)
