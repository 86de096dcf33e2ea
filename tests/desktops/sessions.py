"""Desktops started without a screen, each with a way to type as a person would."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, ClassVar, Final, Self

from tests.desktops.wayland_keyboard import Keyboard

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
        return sorted({p for name, p in cls.programs.items() if shutil.which(name) is None})

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

    def answer_message(self) -> None:
        """Press the first button of the message that is shown, if it is known how to."""

    def version(self) -> str:
        """What the desktop says of its version."""
        raise NotImplementedError

    def program(self, module: str, **environment: str) -> Child:
        """Start a module of the tests on this desktop."""
        return Child(
            self.run(
                sys.executable,
                "-m",
                module,
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
            command, env=self.env, capture_output=True, text=True, check=False, timeout=20
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
                process.wait(5)
            for one in (process.stdin, process.stdout):
                if one is not None:
                    one.close()
        self._running.clear()


class Sway(Session):
    """A tiling desktop on Wayland, with two outputs."""

    name = "sway"
    programs: ClassVar = {"sway": "sway", "Xwayland": "xwayland", "wtype": "wtype"}

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

    def type(self, words: str) -> None:
        # A keyboard that has just come needs a moment.
        command = ["wtype", "-s", "200", "-d", "20", words]
        subprocess.run(command, env=self.env, check=True, timeout=20)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        typist = self.run("wtype", "-s", "200", "-P", key, "-s", "1500", "-p", key)
        yield
        typist.wait(10)

    def tap(self, key: str) -> None:
        command = ["wtype", "-s", "200", "-k", key]
        subprocess.run(command, env=self.env, check=True, timeout=20)

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
    """Ask until it is so, or the process has ended, or for ten seconds.

    Raises:
        NotStartedError: It never was.
    """
    for _ in range(500):
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

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._x11, check=True, timeout=20)


class Weston(NestedX11):
    """Wayland's plain desktop, without an X server for X11's programs."""

    name = "Weston without XWayland"
    programs: ClassVar = {"weston": "weston", "Xvfb": "xvfb", "xdotool": "xdotool"}

    def start(self) -> None:
        self.start_x_server("-screen", "0", "1600x900x24")
        options = ("--backend=x11-backend.so", "--use-pixman", "--width=1600", "--height=900")
        more = ("--socket=weston-0", "--idle-time=0", "--no-config")
        weston = self.run("weston", *options, *more, env=self._x11)
        wait_until((self._folder / "weston-0").exists, weston)
        self.env |= {"WAYLAND_DISPLAY": "weston-0", "XDG_SESSION_TYPE": "wayland"}

    def version(self) -> str:
        return self.output("weston", "--version")


class Openbox(NestedX11):
    """A plain window manager on X11."""

    name = "openbox on X11"
    programs: ClassVar = {
        "openbox": "openbox",
        "Xorg": "xserver-xorg-core",
        "xrandr": "x11-xserver-utils",
        "xdotool": "xdotool",
        "xprop": "x11-utils",
    }
    native: ClassVar = {"QT_QPA_PLATFORM": "xcb"}
    manager: ClassVar = ("openbox", "--sm-disable")

    def start(self) -> None:
        config = self._folder / "xorg.conf"
        config.write_text(_TWO_DUMMY_SCREENS, "utf-8")
        reading, writing = os.pipe()
        command = ("Xorg", "-displayfd", str(writing), "-config", str(config), "-noreset")
        more = ("-novtswitch", "-sharevts", "-nolisten", "tcp", "-logfile", f"{self._folder}/log")
        self.run(*command, *more, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise NotStartedError("Xorg did not start")
        self.env |= {"DISPLAY": f":{number}", "XDG_SESSION_TYPE": "x11"}
        self._x11 = self.env
        # The driver has one output: two monitors are cut from it.
        for monitor in ("one 1600/423x900/238+0+0", "two 1280/338x720/190+1600+0"):
            output = "DUMMY0" if monitor.startswith("one") else "none"
            self.output("xrandr", "--setmonitor", *monitor.split(), output)
        manager = self.run(*self.manager)
        asked = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        wait_until(lambda: "window id" in self.output(*asked), manager)

    def version(self) -> str:
        return self.output(self.manager[0], "--version").partition("\n")[0]


_TWO_DUMMY_SCREENS: Final = """
Section "ServerFlags"
 Option "DontVTSwitch" "true"
 Option "AutoAddDevices" "false"
 Option "AutoAddGPU" "false"
 Option "AllowMouseOpenFail" "true"
EndSection
Section "Device"
 Identifier "dummy"
 Driver "dummy"
 VideoRam 256000
EndSection
Section "Monitor"
 Identifier "monitor"
 HorizSync 5.0-1000.0
 VertRefresh 5.0-200.0
 Modeline "2880x900" 200 2880 2944 3232 3616 900 903 909 934
EndSection
Section "Screen"
 Identifier "screen"
 Device "dummy"
 Monitor "monitor"
 DefaultDepth 24
 SubSection "Display"
  Depth 24
  Modes "2880x900"
  Virtual 2880 900
 EndSubSection
EndSection
"""


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


class KWin(BusSession):
    """Plasma's window manager on Wayland."""

    _keyboard: Keyboard | None = None

    name = "KWin on Wayland"
    programs: ClassVar = {
        "kwin_wayland": "kwin-wayland",
        "Xwayland": "xwayland",
        "dbus-daemon": "dbus",
    }

    def start(self) -> None:
        self.start_buses()
        # With its file capability it would not start without a seat.
        binary = self._folder / "kwin_wayland"
        shutil.copyfile(shutil.which("kwin_wayland") or "", binary)
        binary.chmod(0o755)
        self.env |= {
            "XDG_CURRENT_DESKTOP": "KDE",
            "KDE_FULL_SESSION": "true",
            "KDE_SESSION_VERSION": "5",
            "XDG_SESSION_TYPE": "wayland",
            "KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1",
        }
        options = ("--virtual", "--width", "1600", "--height", "900", "--output-count", "2")
        more = ("--socket", "kwin-0", "--no-lockscreen", "--xwayland")
        kwin = self.run(str(binary), *options, *more)
        wait_until((self._folder / "kwin-0").exists, kwin)
        self.env["WAYLAND_DISPLAY"] = "kwin-0"
        wait_until(self.find_xwayland, kwin)
        self._keyboard = Keyboard(self.env)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        assert self._keyboard is not None
        self._keyboard.press(key, down=True)
        yield
        self._keyboard.press(key, down=False)

    def close(self) -> None:
        if self._keyboard is not None:
            self._keyboard.close()
        super().close()

    def version(self) -> str:
        return self.output(str(self._folder / "kwin_wayland"), "--version")


class Gnome(BusSession):
    """GNOME on Wayland."""

    name = "GNOME on Wayland"
    programs: ClassVar = {
        "gnome-shell": "gnome-shell",
        "gjs": "gjs",
        "gdbus": "libglib2.0-bin",
        "Xwayland": "xwayland",
        "dbus-daemon": "dbus",
    }

    def start(self) -> None:
        self.start_buses()
        self.env |= {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "GNOME"}
        screens = ("--virtual-monitor", "1600x900", "--virtual-monitor", "1280x720")
        options = ("--headless", "--wayland", "--unsafe-mode", "--wayland-display=gnome-0")
        shell = self.run("gnome-shell", *options, *screens)
        wait_until(lambda: "true" in self.evaluate("1"), shell)
        self.env["WAYLAND_DISPLAY"] = "gnome-0"
        hidden = "Main.layoutManager._startingUp || (Main.overview.hide(), Main.overview.visible)"
        wait_until(lambda: "false" in self.evaluate(hidden), shell)
        self.evaluate(
            "global.typist = imports.gi.Clutter.get_default_backend().get_default_seat()"
            ".create_virtual_device(imports.gi.Clutter.InputDeviceType.KEYBOARD_DEVICE)"
        )
        wait_until(self.find_xwayland, shell)
        self.type("a")  # the first key of a new keyboard is lost

    def evaluate(self, script: str) -> str:
        shell = ("-d", "org.gnome.Shell", "-o", "/org/gnome/Shell", "-m")
        return self.output("gdbus", "call", "--session", *shell, "org.gnome.Shell.Eval", script)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        self._press(key, "PRESSED")
        yield
        self._press(key, "RELEASED")

    def _press(self, key: str, state: str) -> None:
        names = {"Escape": 0xFF1B, "Tab": 0xFF09, "Return": 0xFF0D, "space": 0x20}
        self.evaluate(
            f"global.typist.notify_keyval(global.get_current_time() * 1000, "
            f"{names.get(key) or ord(key)}, imports.gi.Clutter.KeyState.{state})"
        )

    def answer_message(self) -> None:
        self.evaluate(
            "let seen = []; let walk = one => {"
            " if (one.style_class?.includes('notification-button')) seen.push(one);"
            " one.get_children().forEach(walk); }; walk(Main.messageTray);"
            " seen[0]?.emit('clicked', 0); seen.length"
        )

    def version(self) -> str:
        return self.output("gnome-shell", "--version")


class SwayWithDunst(BusSession, Sway):
    """sway with a service for messages."""

    name = "sway with dunst"
    programs: ClassVar = {**Sway.programs, "dunst": "dunst", "dbus-daemon": "dbus"}

    def start(self) -> None:
        self.start_buses()
        super().start()
        config = self._folder / "dunstrc"
        # It lets another program choose one of the buttons: this one takes the first.
        config.write_text("[global]\ndmenu = head -n 1\n", "utf-8")
        self.run("dunst", "-conf", str(config))

    def answer_message(self) -> None:
        self.output("dunstctl", "context")


class Xfce(BusSession, Openbox):
    """Xfce's window manager, settings and messages on X11."""

    name = "Xfce on X11"
    programs: ClassVar = {
        **Openbox.programs,
        "xfwm4": "xfwm4",
        "xfce4-notifyd-config": "xfce4-notifyd",
        "xfconf-query": "xfconf",
        "dbus-daemon": "dbus",
    }
    manager: ClassVar = ("xfwm4",)

    def start(self) -> None:
        self.start_buses()
        super().start()
        # What the bus starts shall find the screen.
        self.output("dbus-update-activation-environment", "DISPLAY")
        setting = ("--channel", "xfce4-notifyd", "--property", "/notify-location")
        self.output(
            "xfconf-query", *setting, "/notify-location", "--create", "-t", "uint", "-s", "1"
        )

    def version(self) -> str:
        return self.output("xfwm4", "--version").partition(" (")[0].removeprefix("This is ")
