"""The person's settings and the window's state: two small JSON files in the data folder.

The state (where the window was, which page was open) is kept apart, so that settings can be copied
to another machine and read by people. Why JSON: docs/decisions/0003.

Versions of `settings.json`:
    1: `appearance`, `text_scale`, `volume`, `muted`, `reduced_motion`,
        `breaks`, `posture`, `discreet`, `language`, `figure_body`, `figure_skin`, `audience`. From
        `posture` on they came later; left out they have their defaults.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, field
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, Final

from posture_app.dataclass import dataclass
from posture_app.desktop.private_files import (
    SMALL_BYTES,
    move_aside,
    read_file,
    save_json,
)
from posture_app.errors import Message, reason, sentence
from posture_app.preferences import (
    APPEARANCES,
    AUDIENCES,
    BODIES,
    POSTURES,
    SKIN_TONES,
    Preferences,
)

VERSION: Final = 1
SHOWN_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """What `settings.json` holds.

    `unknown` are the fields that another version of the program wrote; they are kept when the file
    is written again.
    """

    preferences: Preferences = Preferences()
    unknown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFile:
    """What the program remembers by itself.

    `geometry` is Qt's, in base 64, `page` the last one that was open, in its `workspace`, `said`
    the keys of what is told once, and `added` the ids of the exercises that were added to the day
    `added_on`, as ISO 8601 writes it.
    """

    geometry: str = ""
    page: str = ""
    workspace: str = ""
    said: tuple[str, ...] = ()
    added_on: str = ""
    added: tuple[str, ...] = ()


_Check = tuple[Callable[[Any], bool], Message]
_SETTINGS: Final[Mapping[str, _Check]] = {
    "appearance": (
        lambda value: value in APPEARANCES,
        sentence('expected "system", "light" or "dark"'),
    ),
    "text_scale": (
        lambda value: type(value) in {int, float} and 1 <= value <= 2,
        sentence("expected a number from 1 to 2"),
    ),
    "volume": (
        lambda value: type(value) is int and 0 <= value <= 100,
        sentence("expected a whole number from 0 to 100"),
    ),
    "muted": (lambda value: isinstance(value, bool), sentence("expected true or false")),
    "breaks": (lambda value: isinstance(value, bool), sentence("expected true or false")),
    "posture": (
        lambda value: value in POSTURES,
        sentence('expected "sitting" or "standing"'),
    ),
    "language": (
        lambda value: (
            isinstance(value, str) and bool(re.fullmatch(r"[\w-]{0,35}", value, re.ASCII))
        ),
        sentence('expected a language such as "de", or "" for the system\'s'),
    ),
    "discreet": (lambda value: isinstance(value, bool), sentence("expected true or false")),
    "reduced_motion": (lambda value: isinstance(value, bool), sentence("expected true or false")),
    "figure_body": (
        lambda value: value in BODIES,
        sentence('expected "narrow" or "broad"'),
    ),
    "figure_skin": (
        lambda value: value in SKIN_TONES,
        sentence('expected "light", "medium", "brown" or "dark"'),
    ),
    "audience": (
        lambda value: value in AUDIENCES,
        sentence('expected "self" or "patients"'),
    ),
}


def settings_path(data_folder: Path) -> Path:
    """The settings' file."""
    return data_folder / "settings" / "settings.json"


def state_path(data_folder: Path) -> Path:
    """The state's file."""
    return data_folder / "settings" / "state.json"


def read_settings(data_folder: Path, today: date) -> tuple[SettingsFile, Message | None]:
    """The settings, and a sentence for the person where something was wrong with them.

    A file with a fault is set aside as `settings.bad-DATE.json`, so that nothing is lost; what is
    sound in it counts, for the rest the defaults do.
    """
    path = settings_path(data_folder)
    try:
        read, faults = _checked(read_file(path, SMALL_BYTES))
    except FileNotFoundError:
        return SettingsFile(), None
    except OSError as error:
        # It is set aside all the same, or else the next change would be written in its place.
        faults = [sentence("it cannot be read ({reason})", reason=reason(error))]
        read = SettingsFile()
    if not faults:
        return read, None
    return read, sentence(
        "{file}: {faults}. {what_was_done}",
        file=path.name,
        faults=reduce(_and, faults),
        what_was_done=set_aside(path, today),
    )


def look_at_settings(data_folder: Path) -> SettingsFile | None:
    """What is sound in the settings' file, which stays as it is; None where there is none."""
    try:
        return _checked(read_file(settings_path(data_folder), SMALL_BYTES))[0]
    except OSError:
        return None


def _and(first: Message, second: Message) -> Message:
    return sentence("{first}; {second}", first=first, second=second)


def write_settings(data_folder: Path, settings: SettingsFile) -> None:
    """Keep the settings.

    Raises:
        FailedError: They cannot be written.
    """
    known = asdict(settings.preferences)
    save_json(settings_path(data_folder), {"version": VERSION, **settings.unknown, **known})


def read_state(data_folder: Path) -> StateFile:
    """The state; that of a first start where there is none, or none that can be read."""
    try:
        document = json.loads(read_file(state_path(data_folder), SMALL_BYTES))
    except (OSError, ValueError, RecursionError):
        return StateFile()
    if not isinstance(document, dict):
        return StateFile()
    added = _words(document.get("added"))
    if isinstance(document.get("added"), str) and added:  # as it was written once: the day first
        document["added_on"], *added = added
    names = ("geometry", "page", "workspace", "added_on")
    return StateFile(
        said=tuple(_words(document.get("said"))),
        added=tuple(added),
        **{one: document[one] for one in names if isinstance(document.get(one), str)},
    )


def _words(value: object) -> Sequence[str]:
    """The words of a list, or of a text with spaces between, as an older version wrote them."""
    if isinstance(value, str):
        return value.split()
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def write_state(data_folder: Path, state: StateFile) -> None:
    """Keep the state.

    Raises:
        FailedError: It cannot be written.
    """
    save_json(state_path(data_folder), asdict(state))


def _checked(raw: bytes) -> tuple[SettingsFile, list[Message]]:
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return SettingsFile(), [sentence("it is not JSON")]
    if not isinstance(document, dict):
        return SettingsFile(), [sentence("expected an object")]
    version = document.pop("version", None)
    if version != VERSION:
        expected = sentence("expected {version}", version=VERSION)
        return SettingsFile(), [_fault("version", version, expected)]
    faults = [
        _fault(name, document.pop(name), expected)
        for name, (is_sound, expected) in _SETTINGS.items()
        if name in document and not is_sound(document[name])
    ]
    known = {name: document.pop(name) for name in _SETTINGS if name in document}
    return SettingsFile(preferences=Preferences(**known), unknown=document), faults


def _fault(name: str, got: object, expected: Message) -> Message:
    return sentence(
        "{field}: got {value}; {expected}", field=name, value=_shown(got), expected=expected
    )


def _shown(got: object) -> str:
    text = json.dumps(got)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}..."


def set_aside(path: Path, today: date) -> Message:
    """Rename a file with a fault, and keep it beside; returns a sentence about what was done."""
    try:
        aside = move_aside(path, f"bad-{today}")
    except OSError as error:
        return sentence(
            "The file could not be set aside ({reason}); the defaults are used.",
            reason=reason(error),
        )
    return sentence(
        "The file was set aside as {file}; what is wrong in it has its default again.",
        file=aside.name,
    )
