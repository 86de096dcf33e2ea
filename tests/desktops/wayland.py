"""The Wayland desktops that are tried by `make desktops`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.desktops.pictures import changed, picture_of_kwin
from tests.desktops.sessions import BusSession, NestedX11, Sway, wait_until
from tests.desktops.wayland_input import FakeInput


class KWin(BusSession):
    """Plasma's window manager on Wayland."""

    _input: FakeInput | None = None

    name = "KWin on Wayland"
    programs: ClassVar = {
        "kwin_wayland": "kwin-wayland",
        "kscreen-doctor": "libkf5screen-bin",
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
            "KWIN_SCREENSHOT_NO_PERMISSION_CHECKS": "1",
        }
        options = ("--virtual", "--width", "1600", "--height", "900", "--output-count", "2")
        more = ("--socket", "kwin-0", "--no-lockscreen", "--xwayland")
        kwin = self.run(str(binary), *options, *more)
        wait_until((self._folder / "kwin-0").exists, kwin)
        self.env["WAYLAND_DISPLAY"] = "kwin-0"
        wait_until(self.find_xwayland, kwin)
        self._input = FakeInput(self.env)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        assert self._input is not None
        self._input.press(key, down=True)
        yield
        self._input.press(key, down=False)

    def move_pointer(self, x: int, y: int) -> None:
        assert self._input is not None
        self._input.move(x, y)

    def click(self, *, right: bool = False) -> None:
        assert self._input is not None
        self._input.click(right=right)

    def picture(self) -> QImage:
        return picture_of_kwin(self.env["DBUS_SESSION_BUS_ADDRESS"])

    def set_scale(self, factor: float) -> bool:
        self.output("kscreen-doctor", *(f"output.{n}.scale.{factor}" for n in (1, 2)))
        return True

    def unplug_monitor(self) -> bool:
        self.output("kscreen-doctor", "output.2.disable")
        return True

    def plug_monitor(self) -> bool:
        self.output("kscreen-doctor", "output.2.enable")
        return True

    def close(self) -> None:
        if self._input is not None:
            self._input.close()
        super().close()

    def version(self) -> str:
        return self.output(str(self._folder / "kwin_wayland"), "--version")


class Plasma(KWin):
    """The whole of Plasma: its panel and its messages on its window manager."""

    name = "Plasma on Wayland"
    programs: ClassVar = {
        **KWin.programs,
        "plasmashell": "plasma-workspace plasma-desktop qtwayland5",
        "kded5": "kded5",
        "gdbus": "libglib2.0-bin",
    }
    has_panel = True

    def start(self) -> None:
        super().start()
        # What the bus starts shall find the desktop.
        names = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP")
        self.output("dbus-update-activation-environment", *(n for n in names if n in self.env))
        self.run("kded5")
        shell = self.run("plasmashell", "--no-respawn")
        wait_until(lambda: self._has("org.kde.StatusNotifierWatcher"), shell)
        wait_until(lambda: self._has("org.freedesktop.Notifications"), shell)

    def _has(self, name: str) -> bool:
        asked = ("org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", name)
        return "true" in self._call(*asked)

    def _call(self, service: str, path: str, *words: str) -> str:
        return self.output("gdbus", "call", "--session", "-d", service, "-o", path, "-m", *words)

    def look_before_message(self) -> None:
        self.move_pointer(400, 300)
        self._before = self.picture()
        for _ in range(10):  # the tip of an icon goes slowly
            before, self._before = self._before, self.picture()
            if changed(before, self._before).isEmpty():
                break

    def answer_message(self) -> None:
        above_panel = QRect(0, 0, 1600, 840)
        message = QRect()
        for _ in range(10):  # it slides in
            before, message = message, self._message(above_panel)
            if message == before and not message.isEmpty():
                break
        # The first of three buttons below on the right.
        x = message.left() + round(message.width() * 0.57)
        self.move_pointer(x, message.bottom() - round(message.height() * 0.18))
        self.click()

    def _message(self, where: QRect) -> QRect:
        return changed(self._before.copy(where), self.picture().copy(where))

    def set_quiet(self, *, on: bool) -> bool:
        del on  # the shortcut of the panel's switch, which turns it over
        shell = ("org.kde.kglobalaccel", "/component/plasmashell")
        shortcut = "org.kde.kglobalaccel.Component.invokeShortcut"
        self._call(*shell, shortcut, "toggle do not disturb")
        return True

    def version(self) -> str:
        return self.output("plasmashell", "--version")


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
        self.evaluate(
            "global.mouse = imports.gi.Clutter.get_default_backend().get_default_seat()"
            ".create_virtual_device(imports.gi.Clutter.InputDeviceType.POINTER_DEVICE)"
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

    def move_pointer(self, x: int, y: int) -> None:
        self.evaluate(
            f"global.mouse.notify_absolute_motion(global.get_current_time() * 1000, {x}, {y})"
        )

    def unplug_monitor(self) -> bool:
        return self._set_monitors("one")

    def plug_monitor(self) -> bool:
        return self._set_monitors("one", "two")

    def _set_monitors(self, *names: str) -> bool:
        path = "/org/gnome/Mutter/DisplayConfig"
        call = ("gdbus", "call", "--session", "-d", "org.gnome.Mutter.DisplayConfig", "-o", path)
        interface = "org.gnome.Mutter.DisplayConfig"
        state = self.output(*call, "-m", f"{interface}.GetCurrentState")
        serial = state.removeprefix("(uint32 ").partition(",")[0]
        places = {
            "one": "(0, 0, 1.0, uint32 0, true, [('Meta-0', '1600x900@60.000', @a{sv} {})])",
            "two": "(1600, 0, 1.0, uint32 0, false, [('Meta-1', '1280x720@60.000', @a{sv} {})])",
        }
        wanted = ", ".join(places[name] for name in names)
        apply = f"{interface}.ApplyMonitorsConfig"
        return self.output(*call, "-m", apply, serial, "1", f"[{wanted}]", "{}") != ""

    def picture(self) -> QImage:
        path = self._folder / "picture.png"
        shell = ("-d", "org.gnome.Shell.Screenshot", "-o", "/org/gnome/Shell/Screenshot", "-m")
        asked = ("org.gnome.Shell.Screenshot.Screenshot", "false", "false", str(path))
        self.output("gdbus", "call", "--session", *shell, *asked)
        return QImage(str(path))

    def set_quiet(self, *, on: bool) -> bool:
        setting = ("org.gnome.desktop.notifications", "show-banners", str(not on).lower())
        self.output("gsettings", "set", *setting)
        return True

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
    programs: ClassVar = {
        "weston": "weston",
        "Xvfb": "xvfb",
        "xdotool": "xdotool",
        "import": "imagemagick",
    }

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
    """sway with a service for messages and a panel."""

    name = "sway with dunst and waybar"
    programs: ClassVar = {
        **Sway.programs,
        "dunst": "dunst",
        "waybar": "waybar",
        "dbus-daemon": "dbus",
    }
    has_panel = True

    def start(self) -> None:
        self.start_buses()
        super().start()
        bar = self._folder / "waybar.json"
        bar.write_text('{"position": "top", "height": 30, "modules-right": ["tray"]}', "utf-8")
        self.run("waybar", "-c", str(bar))
        config = self._folder / "dunstrc"
        # It lets another program choose one of the buttons: this one takes the first.
        config.write_text("[global]\ndmenu = head -n 1\n", "utf-8")
        self.run("dunst", "-conf", str(config))

    def answer_message(self) -> None:
        self.output("dunstctl", "context")

    def set_quiet(self, *, on: bool) -> bool:
        self.output("dunstctl", "set-paused", str(on).lower())
        return True
