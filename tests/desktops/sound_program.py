"""The cues and the microphone's sensors, in a process of their own.

Answers each line on standard input with what it knows, as JSON: `play CUE`, `volume PER_CENT`,
`wait MILLISECONDS`, `tell`.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer

from posture_app.desktop.clock import SystemClock
from posture_app.desktop.sensors import pipewire, pulseaudio
from posture_app.desktop.sensors.base import Sensor
from posture_app.desktop.sensors.pipewire import PipeWireStreams
from posture_app.desktop.sensors.pulseaudio import PulseAudioMicrophone
from posture_app.desktop.sound import Sound


class SoundProgram:
    def __init__(self, app: QCoreApplication, folder: Path) -> None:
        self._app = app
        self._sound = Sound(folder, SystemClock(), parent=app)
        self._recorded: dict[str, object] = {}
        self._sensors: tuple[Sensor, ...] = (
            PipeWireStreams(pipewire.socket_path(), "Audio"),
            PulseAudioMicrophone(pulseaudio.socket_path()),
        )
        for sensor in self._sensors:
            sensor.setParent(app)
            sensor.told.connect(self._hear)
            sensor.start()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._answer)

    def _hear(self, sensor: Sensor, recorded: object) -> None:
        self._recorded[type(sensor).__name__] = recorded

    def _answer(self) -> None:
        match sys.stdin.readline().split():
            case []:
                self._sound.close()
                self._app.quit()
                return
            case ["play", cue]:
                self._sound.play(cue)
            case ["volume", volume]:
                self._sound.set_volume(int(volume), muted=False)
            case ["wait", ms]:
                QTimer.singleShot(int(ms), self._tell)
                return
        self._tell()

    def _tell(self) -> None:
        say({"problem": str(self._sound.problem or ""), "recorded": self._recorded})


def say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def main() -> None:
    app = QCoreApplication([])
    program = SoundProgram(app, Path(sys.argv[1]))
    say("ready")
    app.exec()
    del program


if __name__ == "__main__":
    main()
