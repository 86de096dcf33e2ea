"""Settings: how it looks and sounds, where things are kept, what this program is and is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from posture_app.preferences import (
    APPEARANCES,
    BODIES,
    POSTURES,
    SKIN_TONES,
    Appearance,
    Posture,
    Preferences,
)
from posture_app.ui.figure.choice import AppearanceChoice
from posture_app.ui.page_targets import SettingsTarget
from posture_app.ui.pages.banners import BrokenFiles
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.data_section import DataSection
from posture_app.ui.pages.section_index import SectionIndex
from posture_app.ui.pages.snapshots import SettingsSnapshot
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.practice_section import PracticeSection
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, column, row
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import Slider
from posture_app.ui.widgets.forms import Form, FormRow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sections import Sections
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import LANGUAGES, N_, _, pgettext
from posture_app.words.page_parts import SettingsSection, sections_of_settings

ABOUT: Final = (
    N_(
        "This program is for general well-being and for keeping your own record. It does not "
        "examine you and makes no diagnosis."
    ),
    N_(
        "If you are in pain, were operated on or had an injection, are pregnant or live with an "
        "illness, agree with a doctor or physiotherapist what you do here."
    ),
    N_(
        "Stop when something hurts sharply, or when you notice dizziness, numbness or weakness. "
        "The program cannot call for help, and nobody looks at what you enter."
    ),
    N_("Everything you log stays on this computer, in the folder named above."),
)
_APPEARANCES: Final[Mapping[Appearance, str]] = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}
_POSTURES: Final[Mapping[Posture, str]] = {"sitting": N_("Sitting"), "standing": N_("Standing")}


_NAMED_AT_TOP: Final[Sequence[SettingsSection]] = (
    "appearance",
    "sound",
    "breaks",
    "health",
    "practice",
    "data",
    "about",
)
"""Where the data are and the libraries follow what is said of them."""


class SettingsPage(Page):
    """All settings on one page; each counts at once.

    Signals:
        preferences_changed: The `Preferences` as they are now.
        autostart_wanted: Whether the program is to start with the computer.
        health_requested: Show what was told about health, and when to get help.
        test_sound_requested: Play a cue at the volume that is set.
        open_folder_requested: A folder's path to show in the file manager.
        welcome_requested: Show the steps of the first start again.
        quit_requested: The program is to end, whatever goes on without the window.
    """

    preferences_changed = Signal(object)
    autostart_wanted = Signal(bool)
    health_requested = Signal()
    test_sound_requested = Signal()
    open_folder_requested = Signal(object)
    welcome_requested = Signal()
    quit_requested = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make)
        self._snapshot: SettingsSnapshot | None = None
        self._scroll = make.scroll_page(READING_PX)
        self.views.addWidget(self._scroll)
        body = self._scroll.column
        body.addWidget(make.label(pgettext("title", "Settings"), "display"))
        self._index = make(SectionIndex, self._scroll)
        body.addWidget(self._index)
        self.practice = make(PracticeSection)
        self.data = make(DataSection)
        cards: Mapping[SettingsSection, QWidget] = {
            "appearance": self._appearance_card(),
            "sound": self._sound_card(),
            "breaks": self._breaks_card(),
            "health": self._health_card(),
            "practice": self.practice,
            "data": self.data,
        }
        for key, card in cards.items():
            body.addLayout(self._section(key, card))
        titles = sections_of_settings()
        for key in _NAMED_AT_TOP:
            self._index.add_section(key, titles[key])
        self._sections = Sections(self._scroll)
        self._files = self._sections.add(tokens.SPACE_XL)
        body.addStretch(1)

    def show_snapshot(self, snapshot: SettingsSnapshot) -> None:
        """Show what is set; nothing is told back."""
        self._snapshot = snapshot
        wanted = snapshot.preferences
        self._language.set_value(wanted.language)
        self._appearance.set_value(wanted.appearance)
        self._text_size.set_value(str(wanted.text_scale))
        self._motion.setChecked(wanted.reduced_motion)
        self._show_figure(wanted)
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

    def show_details(self, target: SettingsTarget) -> None:
        """Go to a section."""
        if not self.is_loading:
            self._scroll.fit()
            self._index.go_to(target.section)

    def _appearance_card(self) -> Card:
        make = self.make
        languages = [Option("", _("As the system"))]
        languages += [Option(key, name) for key, name in LANGUAGES.items()]
        sizes = [Option(str(scale), formats.percent(scale)) for scale in tokens.TEXT_SCALES]
        language, size = _("Language"), _("Text size")
        appearance, motion = _("Light or dark"), _("Less motion")
        self._language = make.segments(languages, language, "language")
        self._appearance = make.segments(_options(_APPEARANCES.items()), appearance, "appearance")
        self._text_size = make.segments(sizes, size, "text-size")
        for choice in (self._language, self._appearance, self._text_size):
            choice.chosen.connect(self._tell)
        self._scroll.keep_in_sight(self._text_size)
        self._motion = make.switch(motion, "reduced-motion")
        self._motion.clicked.connect(self._tell)
        form = make(Form)
        form.add(language, control=self._language)
        form.add(appearance, control=self._appearance)
        form.add(size, control=self._text_size)
        form.add(motion, _("Figures show their positions without moving."), self._motion)
        body, skin = _("The figure's body"), _("The figure's skin")
        self._body = make(AppearanceChoice, "body", body, "figure-body")
        self._skin = make(AppearanceChoice, "skin", skin, "figure-skin")
        for pictures in (self._body, self._skin):
            pictures.chosen.connect(self._tell)
        form.add(body, control=self._body)
        form.add(skin, control=self._skin)
        return self._card(form)

    def _show_figure(self, wanted: Preferences) -> None:
        for pictures in (self._body, self._skin):
            pictures.show_appearance(wanted.figure)

    def _sound_card(self) -> Card:
        make = self.make
        self._volume = Slider()
        self._volume.setObjectName("volume")
        self._volume.setAccessibleName(_("Volume"))
        self._volume.setToolTip(_("Volume of the cues"))
        self._volume.setRange(0, 100)
        self._volume.setPageStep(10)
        self._volume.setTracking(False)
        self._volume.setFixedWidth(220)
        self._volume.valueChanged.connect(self._tell)
        self._test = make.button(
            pgettext("sound", "Test"), icon="sound", name="test-sound", tip=_("Play a cue")
        )
        self._test.clicked.connect(self.test_sound_requested)
        both = QWidget()
        line = row(tokens.SPACE_M)
        both.setLayout(line)
        line.addWidget(self._volume, 1)
        line.addWidget(self._test)
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mute = make.switch(_("No sound"), "mute")
        self._mute.clicked.connect(self._tell)
        cues = _("Cues for starting, holding, changing sides and resting.")
        form = make(Form)
        form.add(_("Volume"), cues, both)
        form.add(_("No sound"), _("The player then counts for the eye only."), self._mute)
        card = self._card(form)
        self._sound_problem = make.label("", "small", "caution")
        self._sound_problem.setObjectName("sound-problem")
        self._sound_problem.hide()
        card.body.addWidget(self._sound_problem)
        return card

    def _breaks_card(self) -> Card:
        make = self.make
        breaks, posture = _("Posture breaks"), _("How you work")
        discreet, autostart = _("Discreet movements only"), _("Start with the computer")
        self._breaks = make.switch(breaks, "breaks")
        self._posture = make.segments(_options(_POSTURES.items()), posture, "posture")
        self._posture.chosen.connect(self._tell)
        self._discreet = make.switch(discreet, "discreet")
        for switch in (self._breaks, self._discreet):
            switch.clicked.connect(self._tell)
        self._autostart = make.switch(autostart, "autostart")
        self._autostart.clicked.connect(self.autostart_wanted)
        about = _(
            "A short movement after a while of activity, also when this window is closed. Calls "
            "and films are not interrupted. When and how they come is set on the page Breaks."
        )
        unseen = _("Breaks then offer nothing that draws a glance in a shared office.")
        hidden = _("Without a window, so that breaks come from the beginning of the day.")
        form = make(Form)
        form.add(breaks, about, self._breaks)
        form.add(posture, _("Breaks begin with a movement from there."), self._posture)
        form.add(discreet, unseen, self._discreet)
        form.add(autostart, hidden, self._autostart)
        end = make.button(_("Quit"), name="quit", tip=_("End the program (Ctrl+Q)"))
        end.clicked.connect(self.quit_requested)
        goes_on = _("Closing the window lets breaks go on; this ends them, too.")
        form.add(_("End the program"), goes_on, end)
        return self._card(form)

    def _health_card(self) -> Card:
        health = self.make.button(
            pgettext("health", "Open"), icon="body", name="health", tip=_("See and change it")
        )
        health.setAccessibleName(_("Open what you told about your health"))
        health.clicked.connect(self.health_requested)
        form = self.make(Form)
        about = _(
            "What leaves out or changes exercises for you, when to get help, and the number for "
            "emergencies. It is kept in a file of its own on this computer."
        )
        form.add(_("Health and emergencies"), about, health)
        again = self.make.button(
            _("Show the welcome again"), name="welcome-again", tip=_("Go through its four steps")
        )
        again.clicked.connect(self.welcome_requested)
        steps = _("For whom, where it bothers you, your work hours, and a minute of movement.")
        form.add(_("Welcome"), steps, again)
        return self._card(form)

    def _draw_files(self, body: QVBoxLayout, snapshot: SettingsSnapshot) -> None:
        make = self.make
        data = make(Form)
        self._add_folder(
            data.add(
                _("Your log and settings"),
                control=self._folder_button(snapshot.data_dir, "data"),
            ),
            snapshot.data_dir,
            snapshot,
        )
        body.addLayout(self._section("folder", self._card(data)))
        files = make(Form)
        for loaded in snapshot.loaded:
            exercises = library_words.exercises_counted(loaded.exercises)
            routines = library_words.routines_counted(loaded.routines)
            files.add(loaded.name, formats.enumerated([exercises, routines]))
        self._add_folder(
            files.add(
                _("Your own libraries"),
                _("Files in this folder are loaded when the program starts."),
                self._folder_button(snapshot.libraries_dir, "libraries"),
            ),
            snapshot.libraries_dir,
            snapshot,
        )
        libraries = self._card(files)
        if snapshot.broken:
            libraries.body.addWidget(make(BrokenFiles, snapshot.broken))
        body.addLayout(self._section("libraries", libraries))
        about = make.card(name="about")
        version = _("Posture App {version}").format(version=snapshot.version)
        about.body.addWidget(make.label(version, "strong"))
        for paragraph in ABOUT:
            about.body.addWidget(make.label(_(paragraph), "body", "muted"))
        body.addLayout(self._section("about", about))

    def _folder_button(self, folder: Path, name: str) -> "FolderButton":
        button = self.make(FolderButton, folder, f"open-{name}")
        button.wanted.connect(self.open_folder_requested)
        return button

    def _add_folder(self, line: FormRow, folder: Path, snapshot: SettingsSnapshot) -> None:
        """Where a folder is, and that it could not be opened if that was so."""
        line.words.addWidget(self.make.text(str(folder), "small"))
        if folder == snapshot.unopened_folder:
            problem = self.make.label(
                _("This folder could not be opened. Its place is told above."), "small", "caution"
            )
            problem.setObjectName("folder-problem")
            line.words.addWidget(problem)

    def _section(self, key: SettingsSection, card: QWidget) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        heading = self.make.label(sections_of_settings()[key], "heading")
        box.addWidget(heading)
        box.addWidget(card)
        self._index.set_place(key, heading, card)
        return box

    def _card(self, form: Form) -> Card:
        card = self.make.card()
        card.body.setSpacing(tokens.SPACE_L)
        card.body.addWidget(form)
        return card

    @Slot()
    def _tell(self) -> None:
        """Tell all that is set, if it is something else than before."""
        if self._snapshot is None:
            return
        # The file of the settings may have a language or a size that is not among the choices.
        before, language = self._snapshot.preferences, self._language.value
        set_now = replace(
            before,
            language=before.language if language is None else language,
            appearance=APPEARANCES[APPEARANCES.index(self._appearance.value)],
            text_scale=float(self._text_size.value or before.text_scale),
            reduced_motion=self._motion.isChecked(),
            volume=self._volume.value(),
            muted=self._mute.isChecked(),
            breaks=self._breaks.isChecked(),
            posture=POSTURES[POSTURES.index(self._posture.value)],
            discreet=self._discreet.isChecked(),
            figure_body=BODIES[BODIES.index(self._body.value)],
            figure_skin=SKIN_TONES[SKIN_TONES.index(self._skin.value)],
        )
        if set_now != before:
            self._snapshot = replace(self._snapshot, preferences=set_now)
            self._show_figure(set_now)
            self.preferences_changed.emit(set_now)


class FolderButton(Button):
    """Opens a folder in the system's file manager.

    Signals:
        wanted: The folder.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory, folder: Path, name: str) -> None:
        tip = _("Open this folder")
        super().__init__(make.theme, pgettext("folder", "Open"), icon="folder", tip=tip, name=name)
        self.setAccessibleName(_("Open the folder {folder}").format(folder=folder))
        self._folder = folder
        self.clicked.connect(self._want)

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self._folder)


def _options(words: Iterable[tuple[str, str]]) -> list[Option]:
    return [Option(value, _(text)) for value, text in words]
