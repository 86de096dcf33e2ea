"""The kinds of failure that a person is told about in one sentence, and such a sentence as data."""

import errno
from collections.abc import Mapping
from dataclasses import field
from typing import Final

from posture_app.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is not said yet: English with named places, and what goes into them.

    Rooms that know no language make it with `sentence` or `sentences`; `words.catalogue.said` puts
    it into the person's. `str()` is English and for diagnostics and tests.
    """

    text: str
    many: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        text = self.many if self.many and self.values["count"] != 1 else self.text
        return text.format(**self.values) if self.values else text


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Several texts of which one is meant, as a value of a `Message`: "a, b or c"."""

    texts: tuple[str, ...]

    def __str__(self) -> str:
        *first, last = self.texts
        return f"{', '.join(first)} or {last}" if first else last


def sentence(text: str, /, **values: object) -> Message:
    """A sentence with named places: `sentence("There is no {name}.", name=name)`."""
    return Message(text, values=values)


def sentences(one: str, many: str, /, *, count: float, **values: object) -> Message:
    """A sentence that differs by number; `{count}` is one of its places."""
    return Message(one, many, {"count": count, **values})


def reason(error: OSError) -> Message | str:
    """Why the system refused, as a part of a sentence; what is rare, in the system's words."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or str(error) or type(error).__name__


def not_written(path: object, error: OSError) -> Message:
    """That a file could not be written, and why."""
    return sentence("{path} cannot be written ({reason})", path=path, reason=reason(error))


_REASONS: Final[Mapping[int, Message]] = {
    errno.EACCES: sentence("permission denied"),
    errno.EPERM: sentence("operation not permitted"),
    errno.ENOENT: sentence("no such file or directory"),
    errno.EEXIST: sentence("file exists"),
    errno.ENOTDIR: sentence("not a directory"),
    errno.EISDIR: sentence("is a directory"),
    errno.ENOSPC: sentence("no space left on device"),
    errno.EROFS: sentence("read-only file system"),
    errno.EIO: sentence("input/output error"),
    errno.ENAMETOOLONG: sentence("file name too long"),
}


class FailedError(Exception):
    """Something could not be done; the message says what and, where possible, what helps.

    Its one argument is a `Message`, or a text that is nobody's to translate.
    """

    @property
    def message(self) -> Message | str:
        """What a person is told, for `words.catalogue.said`."""
        return self.args[0] if self.args and isinstance(self.args[0], Message) else str(self)


class WrongUseError(Exception):
    """What was asked for makes no sense; the message says what was expected."""

    @property
    def message(self) -> Message | str:
        """What a person is told, for `words.catalogue.said`."""
        return self.args[0] if self.args and isinstance(self.args[0], Message) else str(self)


class NothingRunningError(FailedError):
    """Something was asked of the running program, and none runs on this data folder."""


class RefusedError(FailedError):
    """Something makes sense but is not allowed now; the message says why."""
