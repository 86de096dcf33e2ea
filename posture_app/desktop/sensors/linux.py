"""The Linux desktops' sensors in the order in which they are tried."""

import os
from collections.abc import Mapping

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors import linux_files, pipewire, pulseaudio
from posture_app.desktop.sensors.base import Sensor, SensorLine
from posture_app.desktop.sensors.bus import Bus
from posture_app.desktop.sensors.dconf import dconf_switches
from posture_app.desktop.sensors.lines import CAMERA, MICROPHONE, SESSION_LOCK, line
from posture_app.desktop.sensors.linux_bus import (
    LogindLock,
    MutterIdle,
    ScreenSaverIdle,
    do_not_disturb_properties,
    logind_sleep,
    screen_saver_locks,
)
from posture_app.desktop.sensors.model import SensorKind
from posture_app.desktop.sensors.wayland import ExtIdle, ForeignFullscreen, KdeIdle, socket_path
from posture_app.desktop.sensors.x11 import X11Fullscreen, X11Idle, connect_to_desktop
from posture_app.desktop.sensors.xcb import XServer

OWN_APP_IDS = ("posture-app", "Posture App")
"""What our windows are called on Wayland (QGuiApplication.desktopFileName), and by XWayland."""


def linux_lines(
    clock: Clock, session: Bus, system: Bus, environment: Mapping[str, str] = os.environ
) -> list[SensorLine]:
    """Every line of a Linux desktop; an X server is only asked where no Wayland desktop is."""
    wayland = socket_path(environment)

    def connect() -> XServer:
        return connect_to_desktop(environment)

    idle = [
        MutterIdle(session),
        ExtIdle(wayland, clock),
        KdeIdle(wayland, clock),
        X11Idle(connect),
        ScreenSaverIdle(session, clock),
    ]
    quiet = [*dconf_switches(session), *do_not_disturb_properties(session)]
    fullscreen = [X11Fullscreen(connect), ForeignFullscreen(wayland, *OWN_APP_IDS)]
    streams = pipewire.socket_path(environment)
    microphones: list[Sensor] = [
        pipewire.PipeWireStreams(streams, "Audio"),
        pulseaudio.PulseAudioMicrophone(pulseaudio.socket_path(environment)),
        linux_files.microphone(),
    ]
    cameras: list[Sensor] = [
        linux_files.camera(),
        pipewire.PipeWireStreams(streams, "Video"),
        linux_files.OpenedCamera(clock),
    ]
    return [
        line(SensorKind.IDLE, [*idle], clock),
        line(SensorKind.LOCK, [*screen_saver_locks(session)], clock),
        line(SensorKind.LOCK, [LogindLock(system)], clock, SESSION_LOCK),
        line(SensorKind.SLEEP, [logind_sleep(system)], clock),
        line(SensorKind.FULLSCREEN, [*fullscreen], clock),
        line(SensorKind.DND, [*quiet], clock),
        line(SensorKind.CALL, microphones, clock, MICROPHONE),
        line(SensorKind.CALL, cameras, clock, CAMERA),
    ]
