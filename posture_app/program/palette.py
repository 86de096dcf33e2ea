"""What the palette on Ctrl+K finds: pages, exercises, routines, commands; what comes of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final, assert_never

from PySide6.QtCore import QObject, Slot

from posture_app.breaks.events import MEETING_S, BreakNow, Event, MeetingStarts, Pause, PlainEvent
from posture_app.errors import sentence
from posture_app.library.model import Library
from posture_app.preferences import Appearance, Preferences
from posture_app.program.breaks import RunningBreaks
from posture_app.program.folders import open_folder
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.tray import tray_snapshot
from posture_app.ui.add_menu import NewOn
from posture_app.ui.entry_kinds import ADD, EntryKind
from posture_app.ui.facts import routine_facts
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_keys import PageKey
from posture_app.ui.pages.move import Part
from posture_app.ui.palette.entry import PaletteEntry
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.plan_file import choose_plan
from posture_app.ui.tray import TraySnapshot
from posture_app.ui.widgets.side_bar import NavEntry
from posture_app.words import library as library_words
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.guide import page_words, topic
from posture_app.words.plain_words import exercise_words, programme_words, routine_words
from posture_app.words.programmes import programme_line


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Go to a page."""

    key: PageKey


@dataclass(frozen=True, slots=True)
class MakeNew:
    """Make something new for a practice, on its page."""

    page: NewOn


@dataclass(frozen=True, slots=True)
class ShowPart:
    """Go to a part of the page Move."""

    part: Part


@dataclass(frozen=True, slots=True)
class ShowExercise:
    """Go to the details of an exercise."""

    exercise_id: str


@dataclass(frozen=True, slots=True)
class ShowRoutine:
    """Go to the details of a routine."""

    routine_id: str


@dataclass(frozen=True, slots=True)
class ShowProgramme:
    """Go to the details of a programme."""

    programme_id: str


@dataclass(frozen=True, slots=True)
class ShowGuidePage:
    """Go to a page of the guide."""

    page_id: str


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Show the sheet for a new entry in the journal."""

    kind: EntryKind


@dataclass(frozen=True, slots=True)
class TellBreaks:
    """Tell the breaks something."""

    event: Event


@dataclass(frozen=True, slots=True)
class Choose:
    """Let these preferences count."""

    wanted: Preferences


class Command(Enum):
    """What needs no more to be said."""

    OPEN_DATA_FOLDER = auto()
    READ_CARE = auto()
    WRITE_REPORT = auto()
    SHOW_KEYS = auto()
    CHECK_WORKPLACE = auto()
    OPEN_PLAN = auto()
    START_BREAKS = auto()
    QUIT = auto()


Intent = (
    OpenPage
    | ShowPart
    | ShowExercise
    | ShowRoutine
    | ShowProgramme
    | ShowGuidePage
    | AddEntry
    | MakeNew
    | TellBreaks
    | Choose
    | Command
)

_OTHER_NAMES: Final[Mapping[PageKey, str]] = {
    "today": N_("home, start, now"),
    "move": N_("exercises, routines, training"),
    "body": N_("body map, muscles, pain, trigger points"),
    "breaks": N_("reminders, schedule, pauses"),
    "progress": N_("log, journal, history, week, sessions"),
    "patients": N_("practice, code, adherence, attention"),
    "plans": N_("practice, prescribe, templates, builder"),
    "library": N_("practice, own exercises, form"),
    "settings": N_(
        "preferences, options, language, text size, theme, sound, export, import, backup"
    ),
}
"""Other words by which a person may look for a page."""
_OTHER_ENTRIES: Final[Mapping[EntryKind, str]] = {
    "check_in": N_("new, enter, pain, journal, diary, how are you, sleep, stress"),
    "spasm": N_("new, enter, cramp, flare, journal, diary"),
    "treatment": N_("new, enter, injection, needling, massage, medication, journal, diary"),
    "note": N_("new, enter, write, journal, diary"),
    "questionnaire": N_("new, enter, my activities, on the whole, score, NDI, ODI, Roland-Morris"),
}
"""Other words by which a person may look for what can be added."""
_NEW: Final[Mapping[NewOn, tuple[str, str]]] = {
    "patients": (N_("New patient"), N_("add, practice")),
    "plans": (N_("New template"), N_("add, practice, plan, prescribe")),
    "library": (N_("New exercise"), N_("add, practice, own, form")),
}
"""What can be made anew for a practice, and other words for it."""
_PAUSES: Final[Sequence[tuple[str, Pause]]] = (
    (N_("Pause breaks for 30 minutes"), Pause(1800.0)),
    (N_("Pause breaks for an hour"), Pause(3600.0)),
    (N_("Pause breaks until tomorrow"), Pause(until_tomorrow=True)),
    (N_("Pause breaks until I resume them"), Pause()),
)
_APPEARANCES: Final[Mapping[Appearance, str]] = {
    "light": N_("Light colours"),
    "dark": N_("Dark colours"),
    "system": N_("Colours as the system has them"),
}


def page_entries(pages: Iterable[NavEntry]) -> list[PaletteEntry]:
    """The pages, in the order of the side bar, and the parts of Move."""
    parts: Sequence[tuple[Part, str]] = (
        ("routines", _("Routines")),
        ("exercises", _("Exercises")),
        ("programmes", _("Programmes")),
        ("guide", pgettext("pages to read", "Guide")),
    )
    entries = [
        PaletteEntry(
            page.label, _("Page"), (_(_OTHER_NAMES[page.key]),), page.icon, OpenPage(page.key)
        )
        for page in pages
    ]
    entries += [PaletteEntry(name, _("Page"), (), part, ShowPart(part)) for part, name in parts]
    return entries


def library_entries(library: Library) -> list[PaletteEntry]:
    """Every programme, routine that stands by itself and exercise by name, then the guide."""
    programmes = sorted(library.programmes.values(), key=lambda one: one.name.casefold())
    routines = sorted(library.free_routines.values(), key=lambda one: one.name.casefold())
    exercises = sorted(library.exercises.values(), key=lambda one: one.name.casefold())
    return [
        *(
            PaletteEntry(
                one.name,
                " · ".join((_("Programme"), programme_line(one))),
                (),
                "programmes",
                ShowProgramme(one.id),
                programme_words(one),
            )
            for one in programmes
        ),
        *(
            PaletteEntry(
                one.name,
                " · ".join((_("Routine"), routine_facts(one, library).line)),
                (),
                "routines",
                ShowRoutine(one.id),
                routine_words(one),
            )
            for one in routines
        ),
        *(
            PaletteEntry(
                one.name,
                " · ".join(
                    (pgettext("of the library", "Exercise"), library_words.region(one.regions[0]))
                ),
                (),
                "exercises",
                ShowExercise(one.id),
                exercise_words(one),
            )
            for one in exercises
        ),
        *(
            PaletteEntry(
                one.title,
                " · ".join((pgettext("pages to read", "Guide"), topic(one.topic))),
                (),
                "guide",
                ShowGuidePage(one.id),
                page_words(one),
            )
            for one in library.guide.values()
        ),
    ]


def break_entries(shown: TraySnapshot) -> list[PaletteEntry]:
    """What can be said to the breaks now, what is at hand first."""
    said: list[tuple[str, str, Event]] = []
    if shown.can_snooze:
        said.append((_("Put the break off"), "clock", PlainEvent.SNOOZE))
    if shown.can_skip:
        said.append((_("Skip the break"), "close", PlainEvent.SKIP))
    if shown.state == "paused":
        said.append((_("Let breaks come again"), "play", PlainEvent.UNPAUSE))
    if shown.state == "meeting":
        said.append((_("The meeting is over"), "play", PlainEvent.MEETING_ENDS))
    if shown.state != "break":
        said += [
            (_("Break now: {name}").format(name=name), "breaks", BreakNow(kind))
            for kind, name in shown.kinds
        ]
    if shown.state != "paused":
        said += [(_(words), "clock", pause) for words, pause in _PAUSES]
    if shown.state != "meeting":
        said.append((_("In a meeting for 30 minutes"), "clock", MeetingStarts(MEETING_S)))
    return [
        PaletteEntry(words, _("Command"), (_("break"),), icon, TellBreaks(event))
        for words, icon, event in said
    ]


def care_entry() -> PaletteEntry:
    """What to take care of in the exercise of the break that is on: its card takes no keys."""
    looks = _("break, care, caution, stop")
    return PaletteEntry(_("When to stop"), _("Command"), (looks,), "caution", Command.READ_CARE)


def journal_entries() -> list[PaletteEntry]:
    """What can be added to the journal, and handed on of it."""
    looks = _("report, doctor, physiotherapist, PDF, print, hand on")
    return [
        *(
            PaletteEntry(_(words), _("Command"), (_(_OTHER_ENTRIES[kind]),), "plus", AddEntry(kind))
            for kind, words in ADD.items()
        ),
        PaletteEntry(
            _("Report for your doctor or physiotherapist…"),
            _("Command"),
            (looks,),
            "progress",
            Command.WRITE_REPORT,
        ),
    ]


def practice_entries() -> list[PaletteEntry]:
    """What can be made anew for a practice."""
    return [
        PaletteEntry(_(name), _("Command"), (_(looks),), "plus", MakeNew(page))
        for page, (name, looks) in _NEW.items()
    ]


def workplace_entry() -> PaletteEntry:
    """The check of the workplace."""
    looks = _("desk, chair, screen, ergonomics, set up, checklist")
    name = _("Check your workplace")
    return PaletteEntry(name, _("Command"), (looks,), "guide", Command.CHECK_WORKPLACE)


def plan_entry() -> PaletteEntry:
    """Opening a plan that a therapist made."""
    looks = _("therapist, physiotherapist, prescription, exercises, file, import")
    return PaletteEntry(_("Open a plan…"), _("Command"), (looks,), "programmes", Command.OPEN_PLAN)


def program_entries(chosen: Preferences) -> list[PaletteEntry]:
    """What can be said to the program, as it is now."""
    sound = _("Turn sound on") if chosen.muted else _("Turn sound off")
    looks = _("appearance, theme, light mode, dark mode")
    return [
        PaletteEntry(
            sound,
            _("Command"),
            (_("mute, quiet"),),
            "sound",
            Choose(replace(chosen, muted=not chosen.muted)),
        ),
        *(
            PaletteEntry(
                _(words),
                _("Command"),
                (looks,),
                "today",
                Choose(replace(chosen, appearance=appearance)),
            )
            for appearance, words in _APPEARANCES.items()
            if appearance != chosen.appearance
        ),
        PaletteEntry(
            _("Open the data folder"), _("Command"), (), "folder", Command.OPEN_DATA_FOLDER
        ),
        PaletteEntry(
            _("Show the keys"),
            _("Command"),
            (_("keyboard, shortcuts, help"),),
            "info",
            Command.SHOW_KEYS,
        ),
        PaletteEntry(_("Quit"), _("Command"), (_("exit, end"),), "close", Command.QUIT),
    ]


class PaletteController(QObject):
    """Opens the palette over the window, and carries out what is chosen."""

    def __init__(
        self, shared: Shared, records: Records, breaks: RunningBreaks, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._shared, self._records, self._breaks = shared, records, breaks
        self._window = window
        self._palette = CommandPalette(shared.theme, window)
        self._palette.chosen.connect(self._carry_out)

    def open(self) -> None:
        """Open it with what there is now."""
        self._palette.open_with(self.entries())

    def entries(self) -> list[PaletteEntry]:
        """All that it finds now."""
        entries = page_entries(self._window.entries)
        reminders, opened = self._breaks.reminders, self._records.opened
        if reminders is not None:
            now_s = self._shared.clock.read().boot_s
            if reminders.can_read:
                entries.append(care_entry())
            entries += break_entries(tray_snapshot(reminders.state, now_s))
        elif self._breaks.failed:
            again = _("Try again to start the breaks")
            words = (_("break"),)
            entries.append(PaletteEntry(again, _("Command"), words, "breaks", Command.START_BREAKS))
        if opened is not None:
            entries += [*journal_entries(), workplace_entry(), plan_entry()]
        if self._window.has_patients:
            entries += practice_entries()
        entries += program_entries(self._shared.preferences.value)
        if opened is not None:
            entries += library_entries(opened.loaded.library)
        return entries

    @Slot(object)
    def _carry_out(self, intent: Intent) -> None:
        match intent:
            case OpenPage(key):
                self._window.visit(key)
            case ShowPart() | ShowExercise() | ShowRoutine() | ShowProgramme() | ShowGuidePage():
                self._show(intent)
            case AddEntry(kind):
                self._shared.requests.entry_wanted.emit(kind)
            case MakeNew(page):
                self._window.show_new(page)
            case TellBreaks(event):
                if self._breaks.reminders is not None:
                    self._breaks.reminders.tell(event)
            case Choose(wanted):
                self._shared.preferences.take(wanted)
            case Command():
                self._do(intent)
            case _:
                assert_never(intent)

    def _show(
        self, intent: ShowPart | ShowExercise | ShowRoutine | ShowProgramme | ShowGuidePage
    ) -> None:
        match intent:
            case ShowPart(part):
                self._window.show_part(part)
            case ShowExercise(exercise_id):
                self._window.show_exercise(exercise_id)
            case ShowRoutine(routine_id):
                self._window.show_routine(routine_id)
            case ShowProgramme(programme_id):
                self._window.show_programme(programme_id)
            case ShowGuidePage(page_id):
                self._window.show_guide_page(page_id)
            case _:
                assert_never(intent)

    def _do(self, command: Command) -> None:
        match command:
            case Command.OPEN_DATA_FOLDER:
                self._open_data_folder()
            case Command.READ_CARE:
                if self._breaks.reminders is not None:
                    self._breaks.reminders.read()
            case Command.WRITE_REPORT:
                self._shared.requests.report_wanted.emit()
            case Command.SHOW_KEYS:
                self._window.show_keys()
            case Command.CHECK_WORKPLACE:
                self._shared.requests.workplace_wanted.emit()
            case Command.OPEN_PLAN:
                self._choose_plan()
            case Command.START_BREAKS:
                self._breaks.try_again()
            case Command.QUIT:
                self._shared.requests.quit_wanted.emit()
            case _:
                assert_never(command)

    def _choose_plan(self) -> None:
        path = choose_plan(self._window)
        if path is not None:
            self._shared.requests.plan_wanted.emit(path)

    def _open_data_folder(self) -> None:
        folder = self._shared.data_folder
        if not open_folder(folder):
            told = sentence("The folder {folder} could not be opened.", folder=str(folder))
            self._shared.notices.warn("folder", told)
