"""What the palette on Ctrl+K finds for everybody: pages, exercises, routines and commands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from posture_app.breaks.events import MEETING_S, BreakNow, Event, MeetingStarts, Pause, PlainEvent
from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.preferences import Appearance, Preferences
from posture_app.ui.add_menu import NewOn
from posture_app.ui.entry_kinds import ADD, EntryKind
from posture_app.ui.page_keys import PageKey
from posture_app.ui.page_targets import (
    BreaksTarget,
    ExerciseTarget,
    GuideTarget,
    PageTarget,
    ProgrammeTarget,
    ProgressTarget,
    RoutineTarget,
    SettingsTarget,
)
from posture_app.ui.pages.move import PARTS
from posture_app.ui.palette.entry import PaletteEntry
from posture_app.ui.routine_facts import routine_facts
from posture_app.ui.theme import tokens
from posture_app.ui.tray import TraySnapshot
from posture_app.ui.widgets.side_bar import NavEntry
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import LANGUAGES, N_, _, pgettext
from posture_app.words.guide import page_words, topic
from posture_app.words.page_parts import (
    MovePart,
    parts_of_move,
    sections_of_settings,
    views_of_breaks,
    views_of_progress,
)
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

    part: MovePart


@dataclass(frozen=True, slots=True)
class ShowDetails:
    """Go to a part of a page, or to one of the things that it lists."""

    target: PageTarget


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


Intent = OpenPage | ShowPart | ShowDetails | AddEntry | MakeNew | TellBreaks | Choose | Command

_OTHER_NAMES: Final[Mapping[PageKey, str]] = {
    "today": N_("home, start, now"),
    "move": N_("exercises, routines, training"),
    "body": N_("body map, muscles, pain, trigger points"),
    "breaks": N_("reminders, schedule, pauses"),
    "progress": N_("journal, diary, history, week, sessions"),
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
    move = parts_of_move()
    entries = [
        PaletteEntry(
            page.label, _("Page"), (_(_OTHER_NAMES[page.key]),), page.icon, OpenPage(page.key)
        )
        for page in pages
    ]
    entries += [PaletteEntry(move[part], _("Page"), (), part, ShowPart(part)) for part in PARTS]
    return entries


def part_entries(pages: Iterable[NavEntry]) -> list[PaletteEntry]:
    """The views and sections of the other pages."""
    parts: Mapping[PageKey, Mapping[PageTarget, str]] = {
        "breaks": {BreaksTarget(key): name for key, name in views_of_breaks().items()},
        "progress": {ProgressTarget(key): name for key, name in views_of_progress().items()},
        "settings": {SettingsTarget(key): name for key, name in sections_of_settings().items()},
    }
    return [
        PaletteEntry(name, page.label, (), page.icon, ShowDetails(target))
        for page in pages
        for target, name in parts.get(page.key, {}).items()
    ]


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
                ShowDetails(ProgrammeTarget(one.id)),
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
                ShowDetails(RoutineTarget(one.id)),
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
                ShowDetails(ExerciseTarget(one.id)),
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
                ShowDetails(GuideTarget(one.id)),
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
    return [
        PaletteEntry(
            sound,
            _("Command"),
            (_("mute, quiet"),),
            "sound",
            Choose(replace(chosen, muted=not chosen.muted)),
        ),
        *_look_entries(chosen),
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


def _look_entries(chosen: Preferences) -> Iterator[PaletteEntry]:
    """Other colours, sizes of text and languages than those that are chosen, and less motion."""

    def entry(title: str, other_words: str, wanted: Preferences) -> PaletteEntry:
        return PaletteEntry(title, _("Command"), (other_words,), "settings", Choose(wanted))

    for appearance, words in _APPEARANCES.items():
        if appearance != chosen.appearance:
            looks = _("appearance, theme, light mode, dark mode")
            yield entry(_(words), looks, replace(chosen, appearance=appearance))
    for scale in tokens.TEXT_SCALES:
        if scale != chosen.text_scale:
            title = _("Text size {percent}").format(percent=formats.percent(scale))
            looks = _("font size, larger, smaller, bigger, zoom")
            yield entry(title, looks, replace(chosen, text_scale=scale))
    for key, name in (("", _("as the system")), *LANGUAGES.items()):
        if key != chosen.language:
            title = _("Language: {language}").format(language=name)
            yield entry(title, _("translation, speak"), replace(chosen, language=key))
    yield entry(
        _("Motion as usual") if chosen.reduced_motion else _("Less motion"),
        _("animation, move, still, fade"),
        replace(chosen, reduced_motion=not chosen.reduced_motion),
    )
