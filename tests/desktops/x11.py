"""The X11 desktops that are tried by `make desktops`, on two monitors."""

import os
from pathlib import Path
from typing import ClassVar, Final

from tests.desktops.pictures import changed
from tests.desktops.sessions import BusSession, NestedX11, NotStartedError, wait_until

FIRST: Final = ("--output", "DUMMY0", "--mode", "1600x900", "--pos", "0x0")
SECOND: Final = ("--output", "DUMMY1", "--mode", "1280x720", "--pos", "1600x0")


class Openbox(NestedX11):
    """A plain window manager on X11."""

    name = "openbox on X11"
    programs: ClassVar = {
        "openbox": "openbox",
        "Xorg": "xserver-xorg-core",
        "xrandr": "x11-xserver-utils",
        "xdotool": "xdotool",
        "xprop": "x11-utils",
        "import": "imagemagick",
    }
    native: ClassVar = {"QT_QPA_PLATFORM": "xcb"}
    manager: ClassVar[tuple[str, ...]] = ("openbox", "--sm-disable")

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
        # Two outputs, as a monitor that is only cut from one (`--setmonitor`) is none for GTK, and
        # so for Xfce's window manager.
        self.plug_monitor()
        manager = self.run(*self.manager)
        asked = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        wait_until(lambda: "window id" in self.output(*asked), manager)

    def unplug_monitor(self) -> bool:
        self.output("xrandr", "--output", "DUMMY1", "--off")
        self.output("xrandr")
        return True

    def plug_monitor(self) -> bool:
        self.output("xrandr", "--addmode", "DUMMY1", "1280x720")
        self.output("xrandr", *FIRST, *SECOND)
        # To be asked again is what makes the server say that the output is connected, too.
        self.output("xrandr")
        return True

    def version(self) -> str:
        return self.output(self.manager[0], "--version").partition("\n")[0]


class Xfce(BusSession, Openbox):
    """Xfce's window manager, settings and messages on X11."""

    name = "Xfce on X11"
    programs: ClassVar = {
        **Openbox.programs,
        "xfwm4": "xfwm4",
        "xfce4-notifyd-config": "xfce4-notifyd",
        "xfconf-query": "xfconf",
        "xfce4-panel": "xfce4-panel",
        "dbus-daemon": "dbus",
    }
    has_panel = True
    manager: ClassVar[tuple[str, ...]] = ("xfwm4",)

    def start(self) -> None:
        self.start_buses()
        super().start()
        # What the bus starts shall find the screen.
        self.output("dbus-update-activation-environment", "DISPLAY")
        self._set("/notify-location", "uint", "1")
        # Else the bus may start another desktop's service for messages, where there is one.
        self.run(str(next(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd"))))
        # The panel as it comes, without a question at its first start.
        panel = {**self.env, "XFCE_PANEL_MIGRATE_DEFAULT": "1"}
        self.run("xfce4-panel", "--disable-wm-check", env=panel)
        wait_until(self._has_tray, self._running[-1])

    def _has_tray(self) -> bool:
        bus = ("gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o", "/")
        asked = ("-m", "org.freedesktop.DBus.NameHasOwner", "org.kde.StatusNotifierWatcher")
        return "true" in self.output(*bus, *asked)

    def look_before_message(self) -> None:
        self.move_pointer(400, 300)
        self._before = self.picture()

    def answer_message(self) -> None:
        message = changed(self._before, self.picture())
        # The first of three buttons, which stand below on the right.
        self.move_pointer(message.right() - 241, message.bottom() - 31)
        self.click()

    def set_quiet(self, *, on: bool) -> bool:
        self._set("/do-not-disturb", "bool", "true" if on else "false")
        return True

    def _set(self, name: str, kind: str, value: str) -> None:
        setting = ("--channel", "xfce4-notifyd", "--property", name)
        self.output("xfconf-query", *setting, "--create", "-t", kind, "-s", value)

    def version(self) -> str:
        return self.output("xfwm4", "--version").partition(" (")[0].removeprefix("This is ")


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
