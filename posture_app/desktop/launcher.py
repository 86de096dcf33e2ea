"""The program in the desktop's menu: an entry with actions, where the desktop looks for entries.

The format is that of the Desktop Entry Specification 1.5, the places are those of the XDG base
directories and of the Icon Theme Specification; the type of a plan's file is told as the
Shared MIME-info Database wants it. All of it is the person's own and needs no rights.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from posture_app.dataclass import dataclass
from posture_app.desktop.autostart import ENTRY, NAME, exec_line
from posture_app.plans import SUFFIX

ACTIONS: Final = (("break-now", ("break",)), ("pause", ("pause",)), ("quit", ("quit",)))
"""What can be done without opening the window: an id, and the verb with its words."""
PLAN_TYPE: Final = "application/x-posture-plan"
"""The type of a plan's file, which is JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LauncherWords:
    """The entry's words in one language; `actions` in the order of `ACTIONS`.

    `plan` is what a plan's file is called.
    """

    kind: str
    comment: str
    keywords: tuple[str, ...]
    actions: tuple[str, ...]
    plan: str


def applications_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where a person's own entries lie."""
    return _data_home(environ) / "applications"


def icons_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where a person's own icons lie, in the theme that all others fall back on."""
    return _data_home(environ) / "icons" / "hicolor"


def installed_icon(environ: Mapping[str, str] = os.environ) -> str:
    """The icon's name where it is installed, for this person or for all; else ""."""
    shared = environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    places = [_data_home(environ), *(Path(one) for one in shared.split(":") if one)]
    found = (one for place in places for one in place.glob(f"icons/hicolor/*/apps/{ENTRY}.*"))
    return ENTRY if next(found, None) is not None else ""


def write_launcher(
    folder: Path, command: Sequence[str], words: Mapping[str, LauncherWords]
) -> Path:
    """Put the entry into `folder`; returns where it is.

    Args:
        folder: Such as `applications_folder`, made if need be.
        command: What starts the program.
        words: The words by language; "en" is for all that are not there.

    Raises:
        OSError: It cannot be written.
    """
    path = folder / f"{ENTRY}.desktop"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(launcher_entry(command, words), encoding="utf-8")
    return path


def mime_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where a person's own types of files are told."""
    return _data_home(environ) / "mime"


def write_plan_type(folder: Path, words: Mapping[str, LauncherWords]) -> Path:
    """Tell what a plan's file is, so that its double click opens the program; returns where.

    Args:
        folder: Such as `mime_folder`, made if need be.
        words: The words by language.

    Raises:
        OSError: It cannot be written.
    """
    path = folder / "packages" / f"{ENTRY}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(plan_type(words), encoding="utf-8")
    return path


def plan_type(words: Mapping[str, LauncherWords]) -> str:
    """The text of the description of a plan's type."""
    names = [
        f"    <comment>{escape(one.plan)}</comment>"
        if language == "en"
        else f'    <comment xml:lang="{language}">{escape(one.plan)}</comment>'
        for language, one in words.items()
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">',
        f'  <mime-type type="{PLAN_TYPE}">',
        *names,
        '    <sub-class-of type="application/json"/>',
        f'    <icon name="{ENTRY}"/>',
        f'    <glob pattern="*{SUFFIX}"/>',
        "  </mime-type>",
        "</mime-info>",
    ]
    return "\n".join(lines) + "\n"


def launcher_entry(command: Sequence[str], words: Mapping[str, LauncherWords]) -> str:
    """The text of the entry."""
    keywords = {language: f"{';'.join(one.keywords)};" for language, one in words.items()}
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={NAME}",
        *_in_languages("GenericName", {language: one.kind for language, one in words.items()}),
        *_in_languages("Comment", {language: one.comment for language, one in words.items()}),
        *_in_languages("Keywords", keywords),
        f"Exec={exec_line(command)} %f",
        f"Icon={ENTRY}",
        "Terminal=false",
        "Categories=Utility;",
        f"MimeType={PLAN_TYPE};",
        "StartupNotify=true",
        f"StartupWMClass={ENTRY}",
        f"Actions={''.join(f'{action};' for action, _verb in ACTIONS)}",
    ]
    for number, (action, verb) in enumerate(ACTIONS):
        names = {language: one.actions[number] for language, one in words.items()}
        lines += [
            "",
            f"[Desktop Action {action}]",
            *_in_languages("Name", names),
            f"Exec={exec_line([*command, *verb])}",
        ]
    return "\n".join(lines) + "\n"


def _in_languages(key: str, texts: Mapping[str, str]) -> list[str]:
    return [
        f"{key}={text}" if language == "en" else f"{key}[{language}]={text}"
        for language, text in texts.items()
    ]


def _data_home(environ: Mapping[str, str]) -> Path:
    """`XDG_DATA_HOME`; one that is not absolute does not count, as its specification says."""
    named = Path(environ.get("XDG_DATA_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".local" / "share"
