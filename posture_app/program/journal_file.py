"""Writes everything into one file, and brings such a file into the log and the settings.

The running program and the command line do both by this. An import is one transaction of the log.
The settings that come with it wait in a file beside the others until that transaction is on the
disk, and are put into their places then, or at the next start: so all of it is there, or nothing.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from posture_app.desktop.private_files import SMALL_BYTES, read_file, write_privately, written_whole
from posture_app.errors import FailedError, not_written
from posture_app.exchange.document import PersonalSettings, adapter
from posture_app.exchange.reading import JournalReader
from posture_app.exchange.writing import plain_settings, write_journal
from posture_app.journal.merging import MergeReport
from posture_app.program.long_work import Progress, pending_path, say_nothing
from posture_app.program.personal_settings import (
    personal_settings,
    to_take,
    write_personal_settings,
)
from posture_app.store.backups import back_up_before_import
from posture_app.store.contents import contents
from posture_app.store.database import Database
from posture_app.store.merging import merging, stamp_of


def write_everything(
    database: Database, data_folder: Path, out: BinaryIO, progress: Progress = say_nothing
) -> None:
    """Write all that is kept about the person.

    Args:
        database: The log, open.
        data_folder: Where the settings are.
        out: Where it goes.
        progress: Is told how much is done.

    Raises:
        StoreError: The log cannot be read.
        OSError: `out` cannot be written to.
    """
    settings = personal_settings(data_folder)
    with contents(database) as log:
        total, written = log.count(), 0

        def tick(count: int) -> None:
            nonlocal written
            written += count
            progress(written / total if total else 1.0)

        write_journal(settings, log.records(), out, tick)


def export_everything(
    database: Database, data_folder: Path, target: Path, progress: Progress = say_nothing
) -> None:
    """Write all that is kept about the person into a file that only its owner can read.

    Raises:
        FailedError: The file cannot be written; what was there before is as it was.
        StoreError: The log cannot be read.
        CancelledError: `progress` has raised it.
    """
    try:
        with written_whole(target) as out:
            write_everything(database, data_folder, out, progress)
    except OSError as error:
        raise FailedError(not_written(target, error)) from None


def import_everything(
    database: Database,
    data_folder: Path,
    source: Path,
    now: datetime,
    progress: Progress = say_nothing,
    *,
    dry_run: bool = False,
) -> MergeReport:
    """Bring a file with everything into the log and the settings, or only tell what that would do.

    The log is copied before it is changed.

    Args:
        database: The log, open.
        data_folder: Where the settings are.
        source: The file.
        now: The time by which the copy is named and dated.
        progress: Is told how much of the file was read.
        dry_run: Change nothing.

    Returns:
        What was done, or would be.

    Raises:
        BrokenFileError: The file has faults, all of which it names; nothing was changed.
        StoreError: The log cannot be read or written; nothing was changed.
        FailedError: The settings cannot be written.
        CancelledError: `progress` has raised it; nothing was changed.
    """
    if not dry_run:
        finish_import(database, data_folder)
        _require_sound(source, progress)  # a file with a fault is to leave no copy behind
        back_up_before_import(database.path, now)
    pending = pending_path(data_folder)
    with merging(database, dry_run=dry_run) as merge:
        reader = JournalReader(source)
        for batch in reader.batches():
            if not reader.problems:
                merge.take(batch.name, batch.records)
            progress(reader.share if dry_run else 0.5 + reader.share / 2)
        taken = to_take(reader.settings, personal_settings(data_folder), merge.report)
        if not dry_run and taken != PersonalSettings():
            _keep_pending(pending, merge.stamp(), taken)
    if not dry_run:
        finish_import(database, data_folder)
    return merge.report


def _require_sound(source: Path, progress: Progress) -> None:
    """Read a file for its faults alone, as the first half of the work.

    Raises:
        BrokenFileError: It has some.
    """
    reader = JournalReader(source)
    for _batch in reader.batches():
        progress(reader.share / 2)


def finish_import(database: Database, data_folder: Path) -> None:
    """Put settings into their places that came with an import which is in the log.

    Raises:
        StoreError: The log cannot be read.
        FailedError: They cannot be written, and still wait.
    """
    path = pending_path(data_folder)
    if not path.exists():
        return
    waiting: dict[str, Any] = {}
    with suppress(OSError, ValueError, RecursionError):
        waiting = json.loads(read_file(path, SMALL_BYTES))
    if waiting and waiting["stamp"] <= stamp_of(database):
        came = adapter().validate_json(json.dumps(waiting["settings"]))
        settings = PersonalSettings(
            preferences=came.preferences,
            break_settings=came.break_settings,
            health=came.health,
        )
        write_personal_settings(data_folder, settings)
    path.unlink(missing_ok=True)


def _keep_pending(path: Path, stamp: int, settings: PersonalSettings) -> None:
    waiting = {"stamp": stamp, "settings": plain_settings(settings)}
    try:
        write_privately(path, json.dumps(waiting).encode())
    except OSError as error:
        raise FailedError(not_written(path, error)) from None
