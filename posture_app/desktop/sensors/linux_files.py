"""Microphone and camera on Linux, from the kernel's own small status files.

No device is opened. The kernel says that somebody records, not who or what. It does not see a
Bluetooth microphone. Of a camera whose driver isn't a USB video class one it says which programs of
ours have it open.
"""

from pathlib import Path

from posture_app.desktop.clock import Clock
from posture_app.desktop.sensors.base import Polled
from posture_app.errors import sentence

_PROC_SOUND = Path("/proc/asound")
_VIDEO = Path("/sys/class/video4linux")
_MODULES = Path("/sys/module")
_DEVICES = Path("/dev")
_PROCESSES = Path("/proc")
_CAMERA_MODULE = "uvcvideo"


def microphone_in_use(folder: Path = _PROC_SOUND) -> bool:
    """Whether any capture stream runs (ALSA's `state: RUNNING`).

    Raises:
        FileNotFoundError: no sound card of this machine records.
    """
    found = False
    for status in folder.glob("card*/pcm*c/sub*/status"):
        found = True
        try:
            if "state: RUNNING" in status.read_text("ascii", "replace"):
                return True
        except OSError:  # unplugged while we looked
            continue
    if not found:
        raise FileNotFoundError("no sound card with a microphone")
    return False


def camera_in_use(video: Path = _VIDEO, modules: Path = _MODULES) -> bool:
    """Whether a USB camera is open: its driver counts who holds it.

    Raises:
        FileNotFoundError: there is no camera with that driver.
    """
    drivers = {link.resolve().name for link in video.glob("video*/device/driver/module")}
    if _CAMERA_MODULE not in drivers:
        raise FileNotFoundError("no USB camera")
    return int((modules / _CAMERA_MODULE / "refcnt").read_text("ascii")) > 0


class OpenedCamera(Polled):
    """Whether a program of this person has a camera open; asked seldom, as there are many files."""

    _SELDOM_S = 30.0

    def __init__(
        self, clock: Clock, devices: Path = _DEVICES, processes: Path = _PROCESSES
    ) -> None:
        super().__init__(
            sentence("Programs that have the camera open"),
            lambda: camera_is_open(devices, processes),
        )
        self._clock = clock
        self._asked_at_s: float | None = None

    def ask(self) -> None:
        """Looks, unless it has done so a moment ago."""
        now_s = self._clock.read().monotonic_s
        if self._asked_at_s is None or now_s - self._asked_at_s >= self._SELDOM_S:
            self._asked_at_s = now_s
            super().ask()

    def stop(self) -> None:
        """Looks at once when it is started again."""
        self._asked_at_s = None


def camera_is_open(devices: Path, processes: Path) -> bool:
    """Whether a process whose files may be looked at holds a video device.

    Raises:
        FileNotFoundError: there is none.
    """
    cameras = {str(path) for path in devices.glob("video[0-9]*")}
    if not cameras:
        raise FileNotFoundError("no camera")
    for file in processes.glob("[0-9]*/fd/*"):
        try:
            if str(file.readlink()) in cameras:
                return True
        except OSError:  # closed while we looked
            continue
    return False


def microphone() -> Polled:
    """The sensor of the microphone."""
    return Polled(sentence("ALSA's capture status"), microphone_in_use)


def camera() -> Polled:
    """The sensor of the camera."""
    return Polled(sentence("USB camera's driver"), camera_in_use)
