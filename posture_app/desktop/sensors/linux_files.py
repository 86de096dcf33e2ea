"""Microphone and camera on Linux, from the kernel's own small status files.

No device is opened. The kernel says that somebody records, not who or what. It does not see a
Bluetooth microphone, nor the use of a camera whose driver isn't a USB video class one: most other
drivers are held open by something else all the time.
"""

from pathlib import Path

from posture_app.desktop.sensors.base import Polled
from posture_app.errors import sentence

_PROC_SOUND = Path("/proc/asound")
_VIDEO = Path("/sys/class/video4linux")
_MODULES = Path("/sys/module")
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


def microphone() -> Polled:
    """The sensor of the microphone."""
    return Polled(sentence("ALSA's capture status"), microphone_in_use)


def camera() -> Polled:
    """The sensor of the camera."""
    return Polled(sentence("USB camera's driver"), camera_in_use)
