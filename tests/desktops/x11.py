"""The X11 desktops that are tried by `make desktops`, on two monitors."""

import os
from typing import ClassVar, Final

from tests.desktops.sessions import BusSession, NestedX11, NotStartedError, wait_until


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
        # The driver has one output: two monitors are cut from it.
        for monitor in ("one 1600/423x900/238+0+0", "two 1280/338x720/190+1600+0"):
            output = "DUMMY0" if monitor.startswith("one") else "none"
            self.output("xrandr", "--setmonitor", *monitor.split(), output)
        manager = self.run(*self.manager)
        asked = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        wait_until(lambda: "window id" in self.output(*asked), manager)

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
        "dbus-daemon": "dbus",
    }
    manager: ClassVar[tuple[str, ...]] = ("xfwm4",)

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
