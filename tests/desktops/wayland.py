"""The Wayland desktops that are tried by `make desktops`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from tests.desktops.sessions import BusSession, NestedX11, Sway, wait_until
from tests.desktops.wayland_keyboard import Keyboard


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
