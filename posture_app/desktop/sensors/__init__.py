"""What the machine can tell about the person's presence, and how.

Idle time, lock, suspend, full screen, do not disturb, microphone and camera. There are no keyboard
or mouse hooks anywhere: no key, pointer position, window title or sound is read, only how long ago
the last input was and whether something is on or off.
"""

from posture_app.desktop.sensors.hub import Sensors
from posture_app.desktop.sensors.model import Readings, SensorHealth, SensorKind, State
from posture_app.desktop.sensors.system import sensors_of_this_computer

__all__ = ["Readings", "SensorHealth", "SensorKind", "Sensors", "State", "sensors_of_this_computer"]
