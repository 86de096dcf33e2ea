"""Pictures of exercises: their names in files, what is wrong with them, and where they are.

An own exercise may be shown by a photograph of its start and of its end instead of the figure. A
library's file names pictures that lie in a folder beside it (`own.pictures/` by `own.json`); a file
that is handed on brings them along as base64, as a plan does. A picture may come from anybody, so
nothing is decoded before its head says that it is a JPEG or PNG of bounded size.
"""

import base64
import binascii
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from posture_app.errors import Message, reason, sentence
from posture_app.library.model import CarriedPicture, Exercise, Pictures
from posture_app.library.problems import Problem

MAX_BYTES: Final = 200_000
"""Of one picture as it is kept: a photograph of 1200 points needs half of it."""
MAX_PX: Final = 1200
"""Of the longer edge."""
ENDS: Final = ("start", "end")

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(jpg|png)")
_DATA: Final = re.compile(r"data:image/(?:jpeg|png);base64,(.*)", re.DOTALL)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG after which its size stands."""


def beside(library_path: Path) -> Path:
    """The folder of the pictures that a library's file names."""
    return library_path.with_suffix(".pictures")


def picture_name(content: bytes) -> str:
    """The name under which a picture is kept: another one for each content.

    Raises:
        ValueError: It is no JPEG or PNG.
    """
    ending = _ending(content)
    if ending is None:
        raise ValueError("neither JPEG nor PNG")
    return f"{sha256(content).hexdigest()[:24]}.{ending}"


def named(pictures: Pictures | None) -> dict[str, str]:
    """The pictures that there are, by `start` and `end`."""
    if pictures is None:
        return {}
    return {end: name for end in ENDS if (name := getattr(pictures, end)) is not None}


def picture_problems(
    exercises: Iterable[Exercise], carried: Collection[CarriedPicture], folder: Path | None
) -> Iterator[Problem]:
    """What is wrong with the pictures of a file.

    Args:
        exercises: Its exercises.
        carried: The pictures that it brings along.
        folder: Where the others lie; None where it has to bring all along.
    """
    for index, one in enumerate(carried):
        place = f"pictures[{index}]"
        if not _NAME.fullmatch(one.name):
            yield Problem(f"{place}.name", _bad_name(one.name))
            continue
        try:
            content = base64.b64decode(one.data, validate=True)
        except (binascii.Error, ValueError):
            yield Problem(f"{place}.data", sentence("is no base64; expected a picture written so"))
            continue
        yield from _content_problems(f"{place}.data", one.name, content)
    brought = {one.name for one in carried}
    for index, exercise in enumerate(exercises):
        for end, name in named(exercise.pictures).items():
            place = f"exercises[{index}].pictures.{end}"
            if not _NAME.fullmatch(name):
                yield Problem(place, _bad_name(name))
            elif name not in brought:
                yield from _beside_problems(place, name, folder)


def with_pictures(
    exercises: Iterable[Exercise], carried: Iterable[CarriedPicture], folder: Path | None
) -> tuple[Exercise, ...]:
    """The exercises of a sound file with where each picture is instead of its name."""
    there = {one.name: _as_text(one.name, one.data) for one in carried}

    def place(name: str | None) -> str | None:
        if name is None or name in there or folder is None:
            return there.get(name or "")
        return str(folder / name)

    return tuple(
        one
        if one.pictures is None
        else replace(
            one, pictures=Pictures(**{end: place(getattr(one.pictures, end)) for end in ENDS})
        )
        for one in exercises
    )


def picture_content(where: str) -> bytes | None:
    """A loaded exercise's picture; None where it is not there (any more) or is none that is kept.

    Args:
        where: What `Pictures` of a loaded library says.
    """
    text = _DATA.fullmatch(where)
    try:
        if text is not None:
            content = base64.b64decode(text[1], validate=True)
        else:
            path = Path(where)
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None
            content = path.read_bytes()
    except (OSError, ValueError):
        return None
    return None if any(_content_problems("", "", content)) else content


def handed_on(
    exercises: Iterable[Exercise],
) -> tuple[tuple[Exercise, ...], tuple[CarriedPicture, ...]]:
    """Exercises of a loaded library as a file has them, with the pictures that it brings along.

    A picture that cannot be read is left out.
    """
    carried: dict[str, CarriedPicture] = {}
    found: list[Exercise] = []
    for exercise in exercises:
        names: dict[str, str] = {}
        for end, where in named(exercise.pictures).items():
            content = picture_content(where)
            if content is not None:
                name = names[end] = picture_name(content)
                data = base64.b64encode(content).decode()
                carried[name] = CarriedPicture(name=name, data=data)
        found.append(replace(exercise, pictures=Pictures(**names) if names else None))
    return tuple(found), tuple(carried.values())


def _as_text(name: str, data: str) -> str:
    kind = "jpeg" if name.endswith(".jpg") else "png"
    return f"data:image/{kind};base64,{data}"


def _beside_problems(place: str, name: str, folder: Path | None) -> Iterator[Problem]:
    path = None if folder is None else folder / name
    try:
        if path is None or not path.is_file():
            yield Problem(place, sentence('there is no picture "{name}"', name=name))
        elif path.stat().st_size > MAX_BYTES:
            yield Problem(place, _too_large())
        else:
            yield from _content_problems(place, name, path.read_bytes())
    except OSError as error:
        what = sentence('the picture "{name}" cannot be read: {why}', name=name, why=reason(error))
        yield Problem(place, what)


def _content_problems(place: str, name: str, content: bytes) -> Iterator[Problem]:
    """What is wrong with a picture by its length and head; without a name any kind is right."""
    if len(content) > MAX_BYTES:
        yield Problem(place, _too_large())
        return
    size = picture_size(content)
    ending = _ending(content)
    if size is None or ending is None or not name.endswith(ending if name else ""):
        yield Problem(place, sentence("is no picture; expected a JPEG or PNG as its name says"))
    elif not 0 < max(size) <= MAX_PX or min(size) < 1:
        yield Problem(
            place,
            sentence(
                "has {width} by {height} points; expected at most {most}",
                width=size[0],
                height=size[1],
                most=MAX_PX,
            ),
        )


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG or PNG by its head; None where it is neither."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) > 24:
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    return _jpeg_size(content) if content.startswith(_JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return int.from_bytes(width), int.from_bytes(height)
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def _ending(content: bytes) -> str | None:
    if content.startswith(_PNG):
        return "png"
    return "jpg" if content.startswith(_JPEG) else None


def _bad_name(name: str) -> Message:
    return sentence(
        'got "{name}"; expected small letters, digits and hyphens, and .jpg or .png', name=name
    )


def _too_large() -> Message:
    return sentence("is larger than {most} KB; expected a smaller picture", most=MAX_BYTES // 1000)
