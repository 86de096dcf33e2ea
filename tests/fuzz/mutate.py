"""Makes files wrong: whatever people, editors, full disks and malice have made of them."""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

_TOKEN = "@raw@"
_RAW = (
    "1" * 4301,
    "1" * 400,
    "-" + "9" * 310,
    "1e999",
    "NaN",
    "-Infinity",
    "[" * 900 + "]" * 900,
    "[" * 40 + "]" * 40,
    r'"\ud800"',
    r'"\u0000"',
    r'"\u001b]0;x\u0007"',
    '{"a": 1, "a": 2}',
    "1.0",
    "1E2",
    "-0",
)
"""JSON as text, for what Python's own values cannot say."""
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 0.5, -0.0, 1e-300, 1e300, 2**31, 2**63, 10**12, 10**18),
    *("", " ", "x", "é", "𝄞", "a\nb", "\x9b", "../../etc/passwd", "UTC", "UTC+23:59", "x" * 3000),
    *([], {}, [[]], [None], {"": {}}, {"a": 1}, [0] * 3000, ["x"] * 200, [{}] * 200),
    *("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59", "2026-02-30", "24:00", "00:00"),
)
_BYTES = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b'"',
    b"\\",
    b"{",
    b"]",
    b",",
    b"\n",
    b"\x1b[",
)

_Place = tuple[Any, Any]


def mutated(raw: bytes, random: Random) -> bytes:
    """A file that was `raw`, with one to four things wrong with it."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        how: Callable[[bytes, Random], bytes] = random.choice(
            (_in_tree, _in_tree, _in_tree, _in_bytes)
        )
        raw = how(raw, random)
    return raw


def _in_bytes(raw: bytes, random: Random) -> bytes:
    at, end = sorted((random.randint(0, len(raw)), random.randint(0, len(raw))))
    end = min(end, at + random.choice((1, 8, 200, len(raw))))
    changes: tuple[Callable[[], bytes], ...] = (
        lambda: raw[:at],
        lambda: raw[:at] + raw[end:],
        lambda: raw[:end] + raw[at:],
        lambda: raw[:at] + random.choice(_BYTES) + raw[at:],
        lambda: raw[:at] + random.randbytes(random.randint(1, 40)) + raw[end:],
        lambda: raw[:at] + bytes(end - at) + raw[end:],
    )
    return random.choice(changes)()


def _in_tree(raw: bytes, random: Random) -> bytes:
    """The same in a document: of lines, that of one line."""
    lines = raw.split(b"\n")
    many = len(lines) > 2 and raw.startswith(b'{"') and lines[0].endswith(b"}")
    at = random.randrange(len(lines)) if many else 0
    try:
        document = json.loads(lines[at] if many else raw)
        places = _places(document)
        changed = _changed(document, random.choice(places), random) if places else document
        text = json.dumps(changed)
    except (ValueError, RecursionError, UnicodeDecodeError):
        return _in_bytes(raw, random)
    if _TOKEN in text:
        text = text.replace(f'"{_TOKEN}"', random.choice(_RAW))
    return b"\n".join([*lines[:at], text.encode(), *lines[at + 1 :]]) if many else text.encode()


def _places(document: object) -> list[_Place]:
    found: list[_Place] = []
    waiting: list[Any] = [document]
    while waiting:
        one = waiting.pop()
        keys: list[Any] = list(one) if isinstance(one, dict) else []
        keys = list(range(len(one))) if isinstance(one, list) else keys
        for key in keys:
            found.append((one, key))
            waiting.append(one[key])
    return found


def _changed(document: object, place: _Place, random: Random) -> object:
    inside, key = place
    other = random.choice(_places(document))
    match random.randrange(8):
        case 0:
            del inside[key]
        case 1:
            inside[key] = _TOKEN
        case 2:
            inside[key] = copy.deepcopy(other[0][other[1]])
        case 3 if isinstance(inside, dict):
            inside[random.choice(("", "x", "\x1b", "\ud800", "id", "at_ms", str(key) * 2))] = 1
        case 4 if isinstance(inside, list):
            inside[key:key] = [copy.deepcopy(inside[key])] * random.choice((1, 3, 300))
        case 5 if isinstance(inside[key], int | float):
            inside[key] = inside[key] * random.choice((-1, 0, 0.5, 3, 1000, 10**9))
        case 6 if isinstance(inside[key], str):
            inside[key] = inside[key] * random.choice((0, 2, 100)) + random.choice(("", "\ud800"))
        case _:
            inside[key] = copy.deepcopy(random.choice(_VALUES))
    return document
