"""Desktops started without a screen, each with a way to type as a person would."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, ClassVar, Self

from PySide6.QtGui import QImage

from tests.desktops.wayland_input import VirtualKeyboard, VirtualPointer

ROOT = Path(__file__).parents[2]
NOBODY = 65534
"""Desktops that refuse to run as root run as this user there."""


class NotStartedError(Exception):
    """A desktop or a program on it did not start; the message says which, and what it wrote."""


class Child:
    """A program on the desktop that answers lines with JSON."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        first = self._line()
        if first.strip('"\n') != "ready":
            raise NotStartedError(f"instead of ready, a program said {first!r}")

    def ask(self, words: str = "tell") -> dict[str, Any]:
        """Send a line, return what it says of itself."""
        pipe(self._process.stdin).write(f"{words}\n")
        pipe(self._process.stdin).flush()
        return dict(json.loads(self._line()))

    def _line(self) -> str:
        return pipe(self._process.stdout).readline()


class Session:
    """One desktop. Use it with `with`; what it started ends with it."""

    name: ClassVar[str]
    programs: ClassVar[Mapping[str, str]]
    """The programs that it needs, with Debian's packages."""
    has_panel: ClassVar[bool] = False
    """Whether it has a panel that shows programs' icons."""
    native: ClassVar[Mapping[str, str]] = {"QT_QPA_PLATFORM": "wayland"}
    """How another program opens its window as most do on this desktop."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[str]] = []
        self.env: dict[str, str] = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        for inherited in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_CURRENT_DESKTOP"):
            self.env.pop(inherited, None)

    @classmethod
    def missing(cls) -> list[str]:
        """The Debian packages that are not installed."""
        missing = (names for name, names in cls.programs.items() if shutil.which(name) is None)
        return sorted({package for names in missing for package in names.split()})

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the desktop and wait for it."""
        raise NotImplementedError

    def type(self, words: str) -> None:
        """Type letters on the desktop's keyboard."""
        for letter in words:
            self.tap(letter)

    def tap(self, key: str) -> None:
        """Press a key and let it go."""
        with self.held(key):
            pass

    def held(self, key: str) -> AbstractContextManager[None]:
        """Hold a key meanwhile."""
        raise NotImplementedError

    def look_before_message(self) -> None:
        """Look at the screen before a message comes, if that is needed to find it."""

    def answer_message(self) -> None:
        """Press the first button of the message that is shown, if it is known how to."""

    def move_pointer(self, x: int, y: int) -> None:
        """Move the pointer to a place on all monitors together."""
        raise NotImplementedError

    def click(self, *, right: bool = False) -> None:
        """Click where the pointer is."""
        raise NotImplementedError

    def picture(self) -> QImage:
        """What all monitors show."""
        raise NotImplementedError

    def set_quiet(self, *, on: bool) -> bool:
        """Turn the desktop's do not disturb on or off; returns whether it is known how to."""
        del on
        return False

    def set_scale(self, factor: float) -> bool:
        """Let the monitors show everything larger; returns whether it is known how to."""
        del factor
        return False

    def unplug_monitor(self) -> bool:
        """Take the second monitor away; returns whether it is known how to."""
        return False

    def plug_monitor(self) -> bool:
        """Let a monitor come; returns whether it is known how to."""
        return False

    def version(self) -> str:
        """What the desktop says of its version."""
        raise NotImplementedError

    def program(self, module: str, *, arguments: Sequence[str] = (), **environment: str) -> Child:
        """Start a module of the tests on this desktop."""
        return Child(
            self.run(
                sys.executable,
                "-m",
                module,
                *arguments,
                stdin=subprocess.PIPE,
                cwd=ROOT,
                env={**self.env, **environment},
            )
        )

    def run(
        self,
        *command: str,
        stdin: int = subprocess.DEVNULL,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
        user: int | None = None,
    ) -> "subprocess.Popen[str]":
        """Start something that ends with the desktop."""
        with (self._folder / f"{len(self._running)}.log").open("w") as log:
            process = subprocess.Popen(
                command,
                env=env or self.env,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=cwd,
                pass_fds=pass_fds,
                user=user,
                group=user,
                extra_groups=None if user is None else (),
            )
        self._running.append(process)
        return process

    def output(self, *command: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout.strip()

    def close(self) -> None:
        """End what was started, the last first."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(60)
            for one in (process.stdin, process.stdout):
                if one is not None:
                    one.close()
        self._running.clear()


class NestedX11(Session):
    """A desktop on a virtual X server, whose keyboard is pressed by xdotool."""

    def start_x_server(self, *options: str) -> None:
        """Start the X server; its name goes into DISPLAY."""
        server = self.run("Xvfb", "-displayfd", "1", "-noreset", *options)
        self._x11 = {**self.env, "DISPLAY": f":{pipe(server.stdout).readline().strip()}"}

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "20", words)

    def tap(self, key: str) -> None:
        self._xdotool("key", key)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        self._xdotool("keydown", key)
        yield
        self._xdotool("keyup", key)

    def move_pointer(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y))

    def click(self, *, right: bool = False) -> None:
        self._xdotool("click", "3" if right else "1")

    def picture(self) -> QImage:
        path = self._folder / "picture.png"
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self._x11, check=True, timeout=60)
        return QImage(str(path))

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._x11, check=True, timeout=60)


class BusSession(Session):
    """A desktop with message buses of its own."""

    def start_buses(self) -> None:
        """Start the session's bus and one that stands for the system's."""
        config = self._folder / "bus.conf"
        config.write_text(
            '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" '
            '"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig>'
            f"<type>system</type><listen>unix:path={self._folder}/system</listen>"
            '<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/>'
            '<allow own="*"/></policy></busconfig>',
            "utf-8",
        )
        for name, options in (
            ("session", ("--session", f"--address=unix:path={self._folder}/session")),
            ("system", (f"--config-file={config}",)),
        ):
            daemon = self.run("dbus-daemon", "--nofork", *options)
            wait_until((self._folder / name).exists, daemon)
            self.env[f"DBUS_{name.upper()}_BUS_ADDRESS"] = f"unix:path={self._folder}/{name}"

    def find_xwayland(self) -> bool:
        """Set DISPLAY and XAUTHORITY of the XWayland of this desktop, if it runs."""
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = process.read_bytes().decode(errors="replace").split("\0")
                environment = (process.parent / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            name = next((word for word in words if word.startswith(":")), "")
            if name and words[0].endswith("Xwayland") and str(self._folder) in environment:
                self.env["DISPLAY"] = name
                if "-auth" in words:
                    self.env["XAUTHORITY"] = words[words.index("-auth") + 1]
                return True
        return False


class Sway(Session):
    """A tiling desktop on Wayland, with two outputs."""

    _pointer: VirtualPointer | None = None
    _keyboard: VirtualKeyboard | None = None

    name = "sway"
    programs: ClassVar = {"sway": "sway", "Xwayland": "xwayland", "grim": "grim"}

    def start(self) -> None:
        config = self._folder / "sway.conf"
        config.write_text(
            "output HEADLESS-1 resolution 1600x900 position 0 0\n"
            "output HEADLESS-2 resolution 1280x720 position 1600 0\n"
            "default_border normal\n"
            'exec sh -c \'echo "$WAYLAND_DISPLAY $DISPLAY $SWAYSOCK" > "$XDG_RUNTIME_DIR/ready.tmp"'
            ' && mv "$XDG_RUNTIME_DIR/ready.tmp" "$XDG_RUNTIME_DIR/ready"\'\n',
            "utf-8",
        )
        self.env |= {
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "WLR_HEADLESS_OUTPUTS": "2",
            "XDG_CURRENT_DESKTOP": "sway",
            "XDG_SESSION_TYPE": "wayland",
        }
        user = None
        if os.geteuid() == 0:  # it refuses; and XWayland by itself would take only its own user
            user = NOBODY
            os.chown(self._folder, user, user)
            wrapper = self._folder / "xwayland"
            wrapper.write_text('#!/bin/sh\nexec Xwayland -ac "$@"\n', "utf-8")
            wrapper.chmod(0o755)
            self.env["WLR_XWAYLAND"] = str(wrapper)
        self.run("sway", "-c", str(config), user=user)
        wayland, x11, control = self._said_when_ready().split()
        self.env |= {"WAYLAND_DISPLAY": wayland, "DISPLAY": x11, "SWAYSOCK": control}
        self._pointer = VirtualPointer(self.env, (2880, 900))
        self._keyboard = VirtualKeyboard(self.env)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        assert self._keyboard is not None
        self._keyboard.press(key, down=True)
        yield
        self._keyboard.press(key, down=False)

    def move_pointer(self, x: int, y: int) -> None:
        assert self._pointer is not None
        self._pointer.move(x, y)

    def click(self, *, right: bool = False) -> None:
        assert self._pointer is not None
        self._pointer.click(right=right)

    def picture(self) -> QImage:
        path = self._folder / "picture.png"
        self.output("grim", str(path))
        return QImage(str(path))

    def set_scale(self, factor: float) -> bool:
        self.output("swaymsg", "output", "*", "scale", str(factor))
        return True

    def plug_monitor(self) -> bool:
        # One that is only in memory cannot be taken away.
        self.output("swaymsg", "create_output")
        if self._pointer is not None:
            self._pointer.size = 4800, 1080
        return True

    def close(self) -> None:
        for one in (self._pointer, self._keyboard):
            if one is not None:
                one.close()
        super().close()

    def version(self) -> str:
        return self.output("sway", "--version")

    def windows(self) -> list[str]:
        return windows_of(json.loads(self.output("swaymsg", "-t", "get_tree")))

    def _said_when_ready(self) -> str:
        ready = self._folder / "ready"
        wait_until(ready.exists, self._running[-1])
        return ready.read_text("utf-8")


def windows_of(node: Mapping[str, object]) -> list[str]:
    """The windows of sway's tree: name, place, and whether it is tiled and focused."""
    found = []
    if node.get("pid"):
        found.append(f"{node['name']} {node['rect']} {node['type']} {node['focused']}")
    for key in ("nodes", "floating_nodes"):
        children = node[key]
        assert isinstance(children, list)
        for child in children:
            found += windows_of(child)
    return found


def wait_until(ready: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Ask until it is so, or the process has ended, or for half a minute.

    Raises:
        NotStartedError: It never was.
    """
    for _ in range(1500):
        if ready():
            return
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        break
    raise NotStartedError(f"{process.args!r} did not start")


def pipe(stream: IO[str] | None) -> IO[str]:
    """The pipe that was asked for."""
    assert stream is not None
    return stream
