"""Runs the program in many processes, and imports what they have in common only once.

A server imports the program and forks for each run, as `multiprocessing` does by its fork server:
what is run is a process with words, environment, streams and an end of its own, which has its
modules from the server's memory. No module of ours imports one that imports it (see
tests/test_architecture.py), so that it cannot matter which came first.

What is about how a process begins, or is stopped from outside, is run by `subprocess`.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

TIMEOUT_S = 100
ROOT = Path(__file__).parents[1]
IMPORTED = (
    *(f"posture_app.commands.{path.stem}" for path in (ROOT / "posture_app/commands").glob("*.py")),
    "posture_app.cli",
    "posture_app.coach.review",
    "posture_app.coach.timeline",
    "posture_app.desktop.instance",
    "posture_app.desktop.checked_motions",
    "posture_app.exchange.plan_fhir",
    "posture_app.library.missed_demands",
    "posture_app.library.validation",
    "posture_app.plans.templates",
    "posture_app.program.exports",
    "posture_app.program.journal_file",
    "posture_app.program.plans",
    "posture_app.reminders.buffered_history",
    "posture_app.store.opening",
    "posture_app.store.patients",
    "posture_app.words.exchange",
    "posture_app.words.problems",
    "sqlalchemy.dialects.sqlite",
)


class ForkServer:
    """The server as its one client has it."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair()
        self._channel.settimeout(TIMEOUT_S)
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "tests.fork_server", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def run(
        self,
        words: Sequence[str],
        environ: Mapping[str, str],
        *,
        stdout: IO[str] | int | None = None,
        closed: Collection[int] = (),
    ) -> "subprocess.CompletedProcess[str]":
        """Run the program; returns what it wrote, as far as its output goes nowhere else.

        Args:
            words: The words of its command line.
            environ: All variables that it has.
            stdout: Where its output goes, a file or a descriptor, instead of being captured.
            closed: Descriptors that are closed when it begins.
        """
        with (
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as errors,
        ):
            given = out if stdout is None else stdout
            descriptors = [
                nothing.fileno(),
                given if isinstance(given, int) else given.fileno(),
                errors.fileno(),
            ]
            request = {"words": [*words], "environ": {**environ}, "closed": [*closed]}
            socket.send_fds(self._channel, [json.dumps(request).encode() + b"\n"], descriptors)
            try:
                code = int(_line(self._channel, b""))
            except OSError:
                self._kill()
                raise
            out.seek(0)
            errors.seek(0)
            return subprocess.CompletedProcess(
                words, code, out.read().decode("utf-8"), errors.read().decode("utf-8")
            )

    def close(self) -> None:
        """End the server."""
        self._channel.close()
        self._server.wait()

    def _kill(self) -> None:
        os.killpg(self._server.pid, signal.SIGKILL)


def _line(channel: socket.socket, begun: bytes) -> bytes:
    """A line that comes in, of which some has come already; empty when nobody sends any more."""
    while not begun.endswith(b"\n"):
        more = channel.recv(1 << 16)
        if not more:
            return b""
        begun += more
    return begun


def serve(channel: socket.socket) -> None:
    """Fork for each line that comes in, and answer with the exit code of what was run."""
    while True:
        begun, descriptors, _flags, _address = socket.recv_fds(channel, 1 << 16, 3)
        request = _line(channel, begun) if begun else b""
        if not request:
            return
        child = os.fork()
        if child == 0:
            channel.close()
            run_as_told(**json.loads(request), descriptors=descriptors)
        for one in descriptors:
            os.close(one)
        _pid, status = os.waitpid(child, 0)
        channel.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def run_as_told(
    words: Sequence[str],
    environ: Mapping[str, str],
    closed: Collection[int],
    descriptors: Sequence[int],
) -> NoReturn:
    """Become a process that the program is run in, and end it as Python ends one.

    Only what would be freed is left to the system: that takes longer than most of what is run.
    """
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    for number in closed:
        os.close(number)
    os.environ.clear()
    os.environ.update(environ)
    vars(sys).update(
        stdin=_stream(0, "r", "strict"),
        stdout=_stream(1, "w", "strict"),
        stderr=_stream(2, "w", "backslashreplace"),
        argv=["posture_app", *words],
    )
    code: object = 0
    try:
        runpy.run_module("posture_app", run_name="__main__")
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - Python tells of it and ends with 1, and so does this
        sys.excepthook(*sys.exc_info())
        code = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            code = 120
    os._exit(code if isinstance(code, int) else 1)


def _stream(number: int, mode: str, errors: str) -> IO[str] | None:
    """A standard stream as Python makes it at its start: None where the descriptor is closed."""
    encoding = os.environ.get("PYTHONIOENCODING")
    try:
        return open(number, mode, encoding=encoding, errors=errors, closefd=False)
    except OSError:
        return None


def import_program() -> None:
    """Import what most runs need, and make what is made of it at its first use."""
    for name in IMPORTED:
        import_module(name)
    import_module("posture_app.library.validation").library_adapter()
    import_module("sqlalchemy.orm").configure_mappers()
    gc.freeze()  # or else every collection in a child would copy all of the server's memory


if __name__ == "__main__":
    import_program()
    with socket.socket(fileno=int(sys.argv[1])) as connected:
        serve(connected)
