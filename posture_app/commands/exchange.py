"""Everything in from a file, and the copies of the log."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture_app.commands.output import print_json, tell_faults
from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError, WrongUseError, sentence
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.journal.merging import Conflict, MergeReport
    from posture_app.store.backups import Backup


def add_verbs(add: AddVerb) -> None:
    """Add the verbs of files and copies."""
    into = add("import", _import, _("Bring such a file into the log."))
    into.add_argument("file", metavar=_("FILE"), type=Path)
    into.add_argument("--dry-run", action="store_true", help=_("Only tell what that would do."))
    into.add_argument("--json", action="store_true", help=_("Tell it as JSON."))

    backup = add("backup", _backup, _("Copy the log."))
    backup.add_argument(
        "--to", metavar=_("DIR"), type=Path, help=_("Into this folder, instead of backups.")
    )
    backup.add_argument("--json", action="store_true", help=_("Tell it as JSON."))

    restore = add("restore", _restore, _("Go back to a copy of the log."))
    restore.add_argument("file", metavar=_("FILE"), nargs="?", help=_("The copy, or its name."))
    restore.add_argument("--list", action="store_true", help=_("List the copies there are."))
    restore.add_argument("--json", action="store_true", help=_("Tell it as JSON."))


def _import(options: argparse.Namespace) -> int:
    from posture_app.library.problems import BrokenFileError

    try:
        report = _merged(options)
    except BrokenFileError as error:
        tell_faults(error, as_json=options.json)
        return 1
    if options.json:
        print_json(_report_json(report, options))
    else:
        _print_report(report, options)
    return 0


def _merged(options: argparse.Namespace) -> "MergeReport":
    from posture_app.commands.journal import opened_database, read_only
    from posture_app.commands.running_lock import nothing_running
    from posture_app.desktop.clock import SystemClock
    from posture_app.desktop.paths import data_folder, folder_to_read
    from posture_app.program.journal_file import import_everything
    from posture_app.store.errors import StoreError

    now = SystemClock().read().wall
    if options.dry_run:
        folder = folder_to_read(options.data_dir)
        with read_only(options.data_dir) as database:
            return import_everything(database, folder, options.file, now, dry_run=True)
    folder = data_folder(options.data_dir)
    with nothing_running(folder):
        database = opened_database(options.data_dir)
        try:
            return import_everything(database, folder, options.file, now)
        except StoreError as error:
            raise FailedError(error.message) from None
        finally:
            database.close()


def _print_report(report: "MergeReport", options: argparse.Namespace) -> None:
    from posture_app.words.exchange import conflict_line, conflicts_counted, report_lines

    for line in report_lines(report, planned=options.dry_run):
        print(line)
    if report.conflicts:
        print(conflicts_counted(report))
        for conflict in report.conflicts:
            print(f"  {conflict_line(conflict)}")


def _report_json(report: "MergeReport", options: argparse.Namespace) -> Mapping[str, Any]:
    from posture_app.journal.merging import MergeOutcome

    return {
        "dry_run": options.dry_run,
        "counts": {
            kind: {outcome.value: count for outcome, count in counts.items()}
            for kind, counts in report.counts.items()
        },
        "new": report.total(MergeOutcome.NEW),
        "changed": report.total(MergeOutcome.CHANGED) + report.total(MergeOutcome.REMOVED),
        "same": report.total(MergeOutcome.SAME),
        "conflicts": [_conflict_json(one) for one in report.conflicts],
        "more_conflicts": report.more_conflicts,
    }


def _conflict_json(conflict: "Conflict") -> Mapping[str, Any]:
    return {
        "kind": conflict.kind,
        "id": conflict.id,
        "outcome": conflict.outcome.value,
        "winner": "came" if conflict.came_stays else "here",
        "here": _side_json(conflict, conflict.here),
        "came": _side_json(conflict, conflict.came),
    }


def _side_json(conflict: "Conflict", value: Any) -> Any:  # noqa: ANN401 - a record as JSON
    from posture_app.exchange.document import PersonalSettings
    from posture_app.exchange.writing import plain_record, plain_settings
    from posture_app.journal.merging import Deleted

    if conflict.kind == "settings":
        return plain_settings(PersonalSettings(**{conflict.id: value}))[conflict.id]
    return plain_record("deleted" if isinstance(value, Deleted) else conflict.kind, value)


def _backup(options: argparse.Namespace) -> int:
    from posture_app.desktop.clock import SystemClock
    from posture_app.desktop.paths import folder_to_read, journal_path
    from posture_app.store.backups import back_up_into, back_up_now, looked_at

    path, now = journal_path(folder_to_read(options.data_dir)), SystemClock().read().wall
    if not path.is_file():
        raise FailedError(sentence("There is no log in {folder} yet.", folder=path.parent))
    if options.to is not None and not options.to.is_dir():
        raise WrongUseError(sentence("There is no folder {folder}.", folder=options.to))
    with _store_errors_told():
        copy = back_up_now(path, now) if options.to is None else back_up_into(path, options.to, now)
        made = looked_at(copy)
    if made is None:
        raise FailedError(sentence("The copy {path} cannot be read again.", path=copy))
    _tell_backup(made, as_json=options.json)
    return 0


def _restore(options: argparse.Namespace) -> int:
    from posture_app.commands.running_lock import nothing_running
    from posture_app.desktop.clock import SystemClock
    from posture_app.desktop.paths import data_folder, journal_path
    from posture_app.store.opening import restore_backup

    if options.list == (options.file is not None):
        raise WrongUseError(sentence("expected either a copy or --list"))
    if options.list:
        return _list_backups(options)
    folder = data_folder(options.data_dir)
    path = journal_path(folder)
    chosen = _chosen(path, options.file)
    with nothing_running(folder), _store_errors_told():
        opened, since = restore_backup(path, chosen, SystemClock().read().wall)
        opened.journal.close()
    if options.json:
        print_json({"restored": str(chosen), "until_then": str(since)})
    else:
        line = _("The log is that of {copy} again. The one until now is kept as {since}.")
        print(line.format(copy=chosen, since=since))
    return 0


def _chosen(path: Path, word: str) -> Path:
    """The copy that is meant: a file, or the name of one in the list."""
    given = Path(word)
    for one in (given, path.parent / "backups" / word, path.parent / word):
        if one.is_file() and (one == given or given.name == word):
            return one
    raise WrongUseError(sentence("There is no copy {name}.", name=word))


def _list_backups(options: argparse.Namespace) -> int:
    from posture_app.desktop.paths import folder_to_read, journal_path
    from posture_app.desktop.second_folder import second_folder
    from posture_app.store.backups import all_backups

    folder = folder_to_read(options.data_dir)
    with _store_errors_told():
        found = all_backups(journal_path(folder), second_folder(folder))
    if options.json:
        print_json([_backup_json(one) for one in found])
        return 0
    for one in found:
        _tell_backup(one, as_json=False)
    if not found:
        print(_("There is no copy of the log yet."))
    return 0


def _tell_backup(backup: "Backup", *, as_json: bool) -> None:
    from posture_app.words.exchange import backup_line

    if as_json:
        print_json(_backup_json(backup))
    else:
        print(f"{backup_line(backup.made_at, backup.sessions, backup.entries)}  {backup.path}")


def _backup_json(backup: "Backup") -> Mapping[str, Any]:
    return {
        "path": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "sessions": backup.sessions,
        "entries": backup.entries,
    }


@contextmanager
def _store_errors_told() -> Iterator[None]:
    from posture_app.store.errors import StoreError

    try:
        yield
    except StoreError as error:
        raise FailedError(error.message) from None
