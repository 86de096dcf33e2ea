"""Writes the file with everything (`document.JournalFile`), one record a line.

Nothing of it is in memory at once, and nothing in it tells when or where it was written: two files
of the same journal are the same, byte for byte.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, BinaryIO, Final

from posture_app.exchange.document import (
    FORMAT,
    RECORDS,
    SETTINGS,
    VERSION,
    JournalFile,
    PersonalSettings,
    adapter,
)
from posture_app.journal.merging import Record

_JSON: Final = json.JSONEncoder(ensure_ascii=False)
BATCH: Final = 200
"""So many records are written between two calls of `tick`."""


def write_journal(
    settings: PersonalSettings,
    records: Mapping[str, Iterable[Record]],
    out: BinaryIO,
    tick: Callable[[int], None] = lambda _count: None,
) -> None:
    """Write a journal.

    Args:
        settings: What the person has set.
        records: The records of each of `document.RECORDS`, in the order in which they are written.
        out: Where it goes.
        tick: Called with how many records were written since it was called before; what it raises
            ends the writing.
    """
    out.write(f'{{\n"format": {_line(FORMAT)},\n"version": {VERSION}'.encode())
    plain = plain_settings(settings)
    out.writelines(f',\n"{name}": {_line(plain[name])}'.encode() for name in SETTINGS)
    for name in RECORDS:
        out.write(f',\n"{name}": ['.encode())
        _write_list(name, iter(records.get(name, ())), out, tick)
        out.write(b"\n]")
    out.write(b"\n}\n")


def plain_settings(settings: PersonalSettings) -> dict[str, Any]:
    """What a person has set, as JSON; what has no order of its own is sorted."""
    part = JournalFile(
        preferences=settings.preferences,
        health=settings.health,
        break_settings=None if settings.break_settings is None else dict(settings.break_settings),
    )
    plain: dict[str, Any] = adapter().dump_python(part, mode="json", include=set(SETTINGS))
    if settings.health is not None:
        for name in type(settings.health).__slots__:
            if isinstance(getattr(settings.health, name), frozenset):
                plain["health"][name] = sorted(plain["health"][name])
    return plain


def plain_record(name: str, record: Record) -> dict[str, Any]:
    """A record of one of `document.RECORDS` as JSON."""
    (plain,) = _plain(name, (record,))
    return dict(plain)


def _write_list(
    name: str, records: "Iterable[Record]", out: BinaryIO, tick: Callable[[int], None]
) -> None:
    separator = b"\n"
    while batch := tuple(islice(records, BATCH)):
        for plain in _plain(name, batch):
            out.write(separator + _line(plain).encode())
            separator = b",\n"
        tick(len(batch))


def _plain(name: str, records: tuple[Record, ...]) -> Iterable[dict[str, Any]]:
    named: dict[str, Any] = {name: records}
    part = JournalFile(**named)
    plain: list[dict[str, Any]] = adapter().dump_python(part, mode="json", include={name})[name]
    return plain


def _line(value: object) -> str:
    return _JSON.encode(value)
