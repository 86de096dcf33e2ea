"""What the person is told of their log when it is opened, and what they can decide about it."""

from collections.abc import Callable
from pathlib import Path

from posture_app.errors import Message, sentence, sentences
from posture_app.program.notices import Notices
from posture_app.store.backups import Backup
from posture_app.store.opening import OpenLog
from posture_app.store.undecided import Undecided
from posture_app.store.unreadable import unreadable_path
from posture_app.ui.pages.notice import Notice


def tell_of_log(
    notices: Notices,
    path: Path,
    log: OpenLog,
    restore: Callable[[Path], object],
    go_on: Callable[[], object],
) -> None:
    """Tell what became of the log at `path`.

    Args:
        notices: Where it is told.
        path: The log.
        log: What was found when it was opened.
        restore: Puts a copy in its place.
        go_on: The person has decided to go on with the new log.
    """
    notices.withdraw("damaged")
    if log.undecided is not None:
        _ask(notices, log.undecided, log.backup, restore, go_on)
    if log.unreadable:
        told = sentences(
            "{count} entry of the log could not be read. It was put into {path}.",
            "{count} entries of the log could not be read. They were put into {path}.",
            count=log.unreadable,
            path=unreadable_path(path),
        )
        notices.warn("unreadable", told)
    if log.not_backed_up is not None:
        problem = log.not_backed_up.message
        told = sentence("{problem} There is no copy of the log from today yet.", problem=problem)
        notices.warn("not-backed-up", told)


def _ask(
    notices: Notices,
    found: Undecided,
    backup: Backup | None,
    restore: Callable[[Path], object],
    go_on: Callable[[], object],
) -> None:
    what = _what_was_found(found)
    if backup is None:
        notices.add(Notice(key="damaged", text=what, mood="caution"), on_dismissal=go_on)
        return
    day = backup.made_at.astimezone().date()
    text = sentence(
        "{what} There is a good copy from {day}. If you use it, what was logged since then comes "
        "with it. If you put this notice away, the new log stays.",
        what=what,
        day=day,
    )
    notice = Notice(
        key="damaged",
        text=text,
        mood="caution",
        action=sentence("Use the copy from {day}", day=day),
    )
    notices.add(notice, lambda: restore(backup.path), on_dismissal=go_on)


def _what_was_found(found: Undecided) -> Message:
    if found.aside is None:
        return sentence("The log was not in its place any more, so a new one was begun.")
    return sentence(
        "The log was damaged. It was put aside as {path}, and a new one was begun.",
        path=found.aside,
    )
