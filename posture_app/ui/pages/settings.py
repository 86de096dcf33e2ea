"""Settings: how it looks and sounds, where things are kept, what this program is and is not."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from posture_app.preferences import APPEARANCES, POSTURES, Preferences
from posture_app.ui.pages.banners import BrokenFiles
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.snapshots import SettingsSnapshot
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.acts import Acts
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sections import Sections
from posture_app.words import library as library_words

ABOUT: Final = """\
This program is for general well-being and for keeping your own record. It does not examine you \
and makes no diagnosis.

If you are in pain, were operated on or had an injection, are pregnant or live with an illness, \
agree with a doctor or physiotherapist what you do here.

Stop when something hurts sharply, or when you notice dizziness, numbness or weakness. The program \
cannot call for help, and nobody looks at what you enter.

Everything you log stays on this computer, in the folder named above."""
_APPEARANCES: Final = (
    Option("system", "As the system"),
    Option("light", "Light"),
    Option("dark", "Dark"),
)
_POSTURES: Final = (Option("sitting", "Sitting"), Option("standing", "Standing"))
_TEXT_SIZES: Final = tuple(
    Option(str(scale), f"{scale * 100:.0f} %") for scale in tokens.TEXT_SCALES
)


class SettingsPage(Page):
    """All settings on one page; each counts at once.

    Signals:
        preferences_changed: The `Preferences` as they are now.
        autostart_wanted: Whether the program is to start with the computer.
        test_sound_requested: Play a cue at the volume that is set.
        open_folder_requested: A folder's path to show in the file manager.
    """

    preferences_changed = Signal(object)
    autostart_wanted = Signal(bool)
    test_sound_requested = Signal()
    open_folder_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.make = make = WidgetFactory(theme)
        self._snapshot: SettingsSnapshot | None = None
        self._scroll = make(ScrollPage, READING_PX)
        self.views.addWidget(self._scroll)
        body = self._scroll.column
        body.addWidget(make.label("Settings", "display"))
        body.addLayout(self._section("Appearance", self._appearance_card()))
        body.addLayout(self._section("Sound", self._sound_card()))
        body.addLayout(self._section("Breaks", self._breaks_card()))
        self._sections = Sections(self._scroll)
        self._files = self._sections.add(tokens.SPACE_XL)
        body.addStretch(1)

    def show_snapshot(self, snapshot: SettingsSnapshot) -> None:
        """Show what is set; nothing is told back."""
        self._snapshot = snapshot
        wanted = snapshot.preferences
        self._appearance.set_value(wanted.appearance)
        self._text_size.set_value(str(wanted.text_scale))
        self._motion.setChecked(wanted.reduced_motion)
        self._mute.setChecked(wanted.muted)
        self._breaks.setChecked(wanted.breaks)
        self._posture.set_value(wanted.posture)
        self._discreet.setChecked(wanted.discreet)
        self._autostart.setChecked(snapshot.autostart)
        # Without breaks there is nothing to do in the background; what is on can be turned off.
        self._autostart.setEnabled(wanted.breaks or snapshot.autostart)
        self._volume.blockSignals(True)
        self._volume.setValue(wanted.volume)
        self._volume.blockSignals(False)
        self._volume.setEnabled(not wanted.muted)
        self._test.setEnabled(not wanted.muted and not snapshot.sound_problem)
        self._sound_problem.setText(snapshot.sound_problem)
        self._sound_problem.setVisible(bool(snapshot.sound_problem))
        with self._sections.drawing():
            files = replace(snapshot, preferences=Preferences(), autostart=False, sound_problem="")
            self._files.show_value(files, self._draw_files)
        self.views.setCurrentWidget(self._scroll)

    def _appearance_card(self) -> Card:
        make = self.make
        self._appearance = make.segments(_APPEARANCES, "Light or dark", "appearance")
        self._appearance.chosen.connect(self._appearance_chosen)
        self._text_size = make.segments(_TEXT_SIZES, "Text size", "text-size")
        self._text_size.chosen.connect(self._text_size_chosen)
        self._motion = make.switch("Less motion", "reduced-motion")
        self._motion.clicked.connect(self._switched)
        form = make(Form)
        form.add("Light or dark", control=self._appearance)
        form.add("Text size", control=self._text_size)
        form.add("Less motion", "Figures show their positions without moving.", self._motion)
        return self._card(form)

    def _sound_card(self) -> Card:
        make = self.make
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setObjectName("volume")
        self._volume.setAccessibleName("Volume")
        self._volume.setToolTip("Volume of the cues")
        self._volume.setRange(0, 100)
        self._volume.setPageStep(10)
        self._volume.setTracking(False)
        self._volume.setFixedWidth(220)
        self._volume.valueChanged.connect(self._switched)
        self._test = make.button("Test", icon="sound", name="test-sound", tip="Play a cue")
        self._test.clicked.connect(self.test_sound_requested)
        both = QWidget()
        line = row(tokens.SPACE_M)
        both.setLayout(line)
        line.addWidget(self._volume, 1)
        line.addWidget(self._test)
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mute = make.switch("No sound", "mute")
        self._mute.clicked.connect(self._switched)
        form = make(Form)
        form.add("Volume", "Cues for starting, holding, changing sides and resting.", both)
        form.add("No sound", "The player then counts for the eye only.", self._mute)
        card = self._card(form)
        self._sound_problem = make.label("", "small", "caution")
        self._sound_problem.setObjectName("sound-problem")
        self._sound_problem.hide()
        card.body.addWidget(self._sound_problem)
        return card

    def _breaks_card(self) -> Card:
        self._breaks = self.make.switch("Posture breaks", "breaks")
        self._breaks.clicked.connect(self._switched)
        about = (
            "A short movement after a while of activity, also when this window is closed. Calls "
            "and films are not interrupted. When and how they come is set on the page Breaks."
        )
        self._posture = self.make.segments(_POSTURES, "How you work", "posture")
        self._posture.chosen.connect(self._posture_chosen)
        self._discreet = self.make.switch("Discreet movements only", "discreet")
        self._discreet.clicked.connect(self._switched)
        discreet = "Breaks then offer nothing that draws a glance in a shared office."
        self._autostart = self.make.switch("Start with the computer", "autostart")
        self._autostart.clicked.connect(self.autostart_wanted)
        starts = "Without a window, so that breaks come from the beginning of the day."
        form = self.make(Form)
        form.add("Posture breaks", about, self._breaks)
        form.add("How you work", "Breaks begin with a movement from there.", self._posture)
        form.add("Discreet movements only", discreet, self._discreet)
        form.add("Start with the computer", starts, self._autostart)
        return self._card(form)

    def _draw_files(self, body: QVBoxLayout, snapshot: SettingsSnapshot) -> None:
        make = self.make
        data_open = make(FolderButton, "data folder", "open-data")
        libraries_open = make(FolderButton, "libraries folder", "open-libraries")
        folders = Acts(data_open)
        folders.add(data_open, snapshot.data_dir)
        folders.add(libraries_open, snapshot.libraries_dir)
        folders.chosen.connect(self.open_folder_requested)
        data = make(Form)
        line = data.add("Your log and settings", control=data_open)
        line.words.addWidget(make.text(str(snapshot.data_dir), "small"))
        body.addLayout(self._section("Where your data is", self._card(data)))
        files = make(Form)
        for loaded in snapshot.loaded:
            exercises = library_words.exercises_counted(loaded.exercises)
            routines = library_words.routines_counted(loaded.routines)
            files.add(loaded.name, f"{exercises}, {routines}")
        about_files = "Files in this folder are loaded when the program starts."
        line = files.add("Your own libraries", about_files, libraries_open)
        line.words.addWidget(make.text(str(snapshot.libraries_dir), "small"))
        libraries = self._card(files)
        if snapshot.broken:
            libraries.body.addWidget(make(BrokenFiles, snapshot.broken))
        body.addLayout(self._section("Libraries", libraries))
        about = make.card(name="about")
        about.body.addWidget(make.label(f"Posture App {snapshot.version}", "strong"))
        about.body.addWidget(make.label(ABOUT, "body", "muted"))
        body.addLayout(self._section("About", about))

    def _section(self, title: str, card: QWidget) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        box.addWidget(self.make.label(title, "heading"))
        box.addWidget(card)
        return box

    def _card(self, form: Form) -> Card:
        card = self.make.card()
        card.body.setSpacing(tokens.SPACE_L)
        card.body.addWidget(form)
        return card

    @Slot(object)
    def _appearance_chosen(self, value: str) -> None:
        appearance = next(one for one in APPEARANCES if one == value)
        self._tell(replace(self._preferences(), appearance=appearance))

    @Slot(object)
    def _text_size_chosen(self, value: str) -> None:
        self._tell(replace(self._preferences(), text_scale=float(value)))

    @Slot(object)
    def _posture_chosen(self, value: str) -> None:
        posture = next(one for one in POSTURES if one == value)
        self._tell(replace(self._preferences(), posture=posture))

    @Slot()
    def _switched(self) -> None:
        changed = replace(
            self._preferences(),
            reduced_motion=self._motion.isChecked(),
            muted=self._mute.isChecked(),
            breaks=self._breaks.isChecked(),
            discreet=self._discreet.isChecked(),
            volume=self._volume.value(),
        )
        self._tell(changed)

    def _preferences(self) -> Preferences:
        return self._snapshot.preferences if self._snapshot is not None else Preferences()

    def _tell(self, changed: Preferences) -> None:
        if self._snapshot is None or changed == self._snapshot.preferences:
            return
        self._snapshot = replace(self._snapshot, preferences=changed)
        self.preferences_changed.emit(changed)


class FolderButton(Button):
    """Opens a folder in the system's file manager."""

    def __init__(self, theme: Theme, what: str, name: str) -> None:
        super().__init__(theme, "Open", icon="folder", tip=f"Open the {what}", name=name)
        self.setAccessibleName(f"Open the {what}")
