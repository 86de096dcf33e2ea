"""Who hands plans over, and how their handouts look, in a file that only its owner can read.

`settings/practice.json`, version 1: `name`, `therapist`, `phone`, `address`, `paper`, `language`
(empty: that of the program), `per_page`, `large_print`, `lock_after_min` (0: never), and
`figure_body` and `figure_skin` (empty: those of the program's own figure). The practice's picture
lies beside it as `practice-logo.png`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from posture_app.desktop.private_files import read_file, write_privately
from posture_app.desktop.settings import set_aside
from posture_app.errors import FailedError, Message, not_written, sentence
from posture_app.plans.practice import (
    LOCK_AFTER_MIN,
    LONGEST_ADDRESS,
    LONGEST_LINE,
    PAPERS,
    PER_PAGE,
    SHEET_LANGUAGES,
    PracticeSettings,
)
from posture_app.preferences import BODIES, SKIN_TONES

VERSION: Final = 1
_LOGO_PX: Final = 800
_MOST_BYTES: Final = 100_000


def practice_path(data_folder: Path) -> Path:
    """The file."""
    return data_folder / "settings" / "practice.json"


def logo_path(data_folder: Path) -> Path:
    """Where the practice's picture is, if there is one."""
    return data_folder / "settings" / "practice-logo.png"


def read_practice(data_folder: Path, today: date) -> tuple[PracticeSettings, Message | None]:
    """What is set, and a sentence for the person where something was wrong with the file.

    A file with a fault is set aside; what is sound in it counts.
    """
    path = practice_path(data_folder)
    try:
        document = json.loads(read_file(path, _MOST_BYTES))
    except FileNotFoundError:
        return PracticeSettings(), None
    except (OSError, ValueError, RecursionError):
        document = None
    read, sound = _read(document)
    if sound:
        return read, None
    return read, sentence(
        "{file}: something in it cannot be used. {what_was_done}",
        file=path.name,
        what_was_done=set_aside(path, today),
    )


def write_practice(data_folder: Path, wanted: PracticeSettings) -> None:
    """Keep what is set.

    Raises:
        FailedError: It cannot be written.
    """
    document = {"version": VERSION, **asdict(wanted)}
    content = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    _write(practice_path(data_folder), content.encode())


def keep_logo(data_folder: Path, picture: Path) -> None:
    """Take a copy of a picture for the handouts: small, and nothing in it but the colours.

    Raises:
        FailedError: It is no picture, or cannot be kept.
    """
    from PySide6.QtGui import QImage  # noqa: PLC0415 - seldom needed

    from posture_app.desktop.picture_file import (  # noqa: PLC0415 - as above
        encoded,
        made_smaller,
        taken_picture,
    )

    image = QImage.fromData(taken_picture(picture))
    _write(logo_path(data_folder), encoded(made_smaller(image, _LOGO_PX), "PNG"))


def remove_logo(data_folder: Path) -> None:
    """Have no picture any more.

    Raises:
        FailedError: It cannot be removed.
    """
    path = logo_path(data_folder)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FailedError(not_written(path, error)) from None


def _write(path: Path, content: bytes) -> None:
    try:
        write_privately(path, content)
    except OSError as error:
        raise FailedError(not_written(path, error)) from None


def _read(document: object) -> tuple[PracticeSettings, bool]:
    """What is sound in a file, and whether all of it is."""
    if not isinstance(document, dict) or document.get("version") != VERSION:
        return PracticeSettings(), False
    found = {
        name: value for name, value in document.items() if name in _CHECKS and _CHECKS[name](value)
    }
    return PracticeSettings(**found), set(found) | {"version"} == set(document)


def _is_text(longest: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest


def _is_one_of(*choices: object) -> Callable[[Any], bool]:
    return lambda value: any(value == one and type(value) is type(one) for one in choices)


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "name": _is_text(LONGEST_LINE),
    "therapist": _is_text(LONGEST_LINE),
    "phone": _is_text(LONGEST_LINE),
    "address": _is_text(LONGEST_ADDRESS),
    "paper": _is_one_of(*PAPERS),
    "language": _is_one_of(*SHEET_LANGUAGES),
    "per_page": _is_one_of(*PER_PAGE),
    "large_print": _is_one_of(True, False),
    "lock_after_min": _is_one_of(*LOCK_AFTER_MIN),
    "figure_body": _is_one_of("", *BODIES),
    "figure_skin": _is_one_of("", *SKIN_TONES),
}
