"""Where the command line prints: whatever the output is, a person gets a sentence and no stack.

The output may be closed, full, a pipe that nobody reads, or a terminal that knows few characters,
and what is printed may come from a stranger's file.
"""

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from posture_app.errors import FailedError, not_written, reason, sentence

if TYPE_CHECKING:
    from posture_app.library.problems import BrokenFileError

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What makes a terminal do something, or show text in another order than it stands; a new line and
a tab do no harm."""


def printable(text: str) -> str:
    """A text without what a terminal would obey; it is shown as it is written in Python."""
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)


class Output:
    """A text stream that takes any text.

    What it cannot write is told by a FailedError, or by a BrokenPipeError where the reader is gone.
    """

    def __init__(self, stream: TextIO | None, *, as_it_is: bool = False) -> None:
        """Write to `stream`, None where it was closed; `as_it_is` leaves characters alone."""
        self._stream = stream
        self._as_it_is = as_it_is

    def write(self, text: str) -> int:
        """Write a text, or as much of it as the stream has characters for."""
        if not self._as_it_is:
            text = printable(text)
        with self._open() as stream:
            encoding = stream.encoding or "utf-8"
            if not text.isascii():
                text = text.encode(encoding, "backslashreplace").decode(encoding)
            return stream.write(text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Have all written that was handed in."""
        if self._stream is not None:
            with self._open() as stream:
                stream.flush()

    def as_data(self) -> "Output":
        """The same stream for what is no text for people, exact where it is no terminal."""
        is_terminal = self._stream is not None and self._stream.isatty()
        return Output(self._stream, as_it_is=not is_terminal)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - all else is the stream's own
        return getattr(self._stream, name)

    @contextmanager
    def _open(self) -> Iterator[TextIO]:
        try:
            yield self._known_stream()
        except BrokenPipeError:
            self._give_up()
            raise
        except OSError as error:
            self._give_up()
            what = sentence("the output cannot be written ({reason})", reason=reason(error))
            raise FailedError(what) from None

    def _known_stream(self) -> TextIO:
        if self._stream is None or self._stream.closed:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self._stream

    def _give_up(self) -> None:
        """Let nothing come of what is still to be written, as Python tries it again at its end."""
        with suppress(OSError, ValueError, AttributeError):
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, cast("TextIO", self._stream).fileno())
            os.close(nothing)


class _Errors(Output):
    """Where errors go: there is no other place to tell that it cannot be written."""

    def write(self, text: str) -> int:
        with suppress(FailedError, BrokenPipeError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(FailedError, BrokenPipeError):
            super().flush()


def data_output() -> TextIO:
    """Where a table or JSON goes."""
    out = sys.stdout
    return cast("TextIO", out.as_data()) if isinstance(out, Output) else out


def print_json(value: object) -> None:
    """Print what another program reads."""
    import json

    out = data_output()
    json.dump(value, out, ensure_ascii=False, indent=2)
    out.write("\n")


def tell_faults(error: "BrokenFileError", *, as_json: bool) -> None:
    """Tell all that is wrong with a file on stderr, and as JSON on stdout where it is wanted."""
    from posture_app.words.catalogue import said
    from posture_app.words.problems import file_problem

    if as_json:
        faults = [{"place": said(one.place), "what": said(one.what)} for one in error.problems]
        print_json({"faults": faults})
    for problem in error.problems:
        print(file_problem(error.path, problem), file=sys.stderr)


@contextmanager
def drawing_into(path: Path) -> Iterator[None]:
    """While something is drawn with Qt and written into a file; no screen is needed for it.

    Raises:
        FailedError: The file cannot be written, or a picture that goes into it cannot be read.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication([])
    try:
        yield
    except OSError as error:
        raise FailedError(not_written(path, error)) from None
    finally:
        del app


@contextmanager
def guarded() -> Iterator[None]:
    """Print through these for a while.

    Raises:
        FailedError: Something that was printed could not be written.
        BrokenPipeError: Nobody reads it.
    """
    _keep_standard_descriptors()
    before = sys.stdout, sys.stderr
    out = Output(sys.stdout)
    sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", _Errors(sys.stderr))
    try:
        yield
    finally:
        try:
            out.flush()
        finally:
            sys.stderr.flush()
            sys.stdout, sys.stderr = before


def _keep_standard_descriptors() -> None:
    """Put nothing where a standard stream was closed, or else the log would be opened there."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
