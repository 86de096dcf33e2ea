"""Sound servers without a loudspeaker: which cues are heard, how soon, and who records."""

import array
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final

from tests.desktops.sessions import BusSession, Child, wait_until

RATE_HZ: Final = 44_100
_WINDOW: Final = RATE_HZ // 100
_SILENT: Final = 20
_GAP: Final = 15
"""Windows of silence between two cues; within one there are fewer."""


@dataclass
class Heard:
    """What was heard of a server.

    Attributes:
        version: What the server says of itself.
        asked: How many cues were asked for.
        after_s: After how long each was heard that was.
        recorded: What each sensor said before a recording of a microphone, in it, after it, and in
            a recording of what a loudspeaker plays.
    """

    version: str = ""
    asked: int = 0
    after_s: list[float] = field(default_factory=list)
    recorded: dict[str, list[object]] = field(default_factory=dict)


class PulseAudio(BusSession):
    """PulseAudio itself."""

    name = "PulseAudio"
    programs: ClassVar = {
        "pulseaudio": "pulseaudio",
        "pactl": "pulseaudio-utils",
        "parec": "pulseaudio-utils",
        "dbus-daemon": "dbus",
    }

    def start(self) -> None:
        self.start_buses()
        modules = ("module-native-protocol-unix", "module-always-sink")
        loaded = (word for module in modules for word in ("-L", module))
        server = self.run("pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", *loaded)
        wait_until(lambda: self.output("pactl", "info") != "", server)
        self.load("module-null-sink", "sink_name=null")
        self.load("module-pipe-source", "source_name=mic", f"file={self._folder}/mic")

    def load(self, *module: str) -> str:
        """Let the server have another device; returns its number."""
        return self.output("pactl", "load-module", *module)

    def version(self) -> str:
        return self.output("pulseaudio", "--version")

    def listen(self, path: Path) -> "subprocess.Popen[str]":
        """Keep what the loudspeaker plays in a file."""
        form = ("--rate=44100", "--channels=1", "--format=s16le", "--latency-msec=20", "--raw")
        return self.run("parec", "-d", "null.monitor", *form, str(path))

    def program_for_sound(self) -> Child:
        """The program that is listened to."""
        return self.program("tests.desktops.sound_program", arguments=[f"{self._folder}/sounds"])


class PipeWire(PulseAudio):
    """PipeWire, which answers in PulseAudio's stead."""

    name = "PipeWire"
    programs: ClassVar = {
        **PulseAudio.programs,
        "pipewire": "pipewire",
        "wireplumber": "wireplumber",
        "pipewire-pulse": "pipewire-pulse",
        "pw-play": "pipewire-bin",
    }

    def start(self) -> None:
        self.start_buses()
        server = self.run("pipewire")
        wait_until((self._folder / "pipewire-0").exists, server)
        self.run("wireplumber")
        stand_in = self.run("pipewire-pulse")
        wait_until(lambda: self.output("pactl", "info") != "", stand_in)
        self.load("module-null-sink", "sink_name=null")
        virtual = ("media.class=Audio/Source/Virtual", "sink_name=mic", "channel_map=front-left")
        self.load("module-null-sink", *virtual)
        wait_until(lambda: "mic" in self.output("pactl", "list", "short", "sources"), stand_in)

    def version(self) -> str:
        return self.output("pipewire", "--version").splitlines()[-1].replace("Linked with ", "")


def listen_to(kind: type[PulseAudio]) -> Heard:
    """Play the first cue of a new installation, at other volumes, and with the device away."""
    with tempfile.TemporaryDirectory(prefix="d", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o700)
        with kind(Path(folder)) as server:
            heard = Heard(server.version())
            recording = Path(folder) / "heard"
            listener = server.listen(recording)
            wait_until(lambda: recording.exists() and recording.stat().st_size > 0, listener)
            program = server.program_for_sound()
            _play(program, recording, heard)
            _record(server, program, heard)
    return heard


def _play(program: Child, recording: Path, heard: Heard) -> None:
    asked_at = []
    for volume, cue in ((70, "get_ready"), (70, "tick"), (40, "get_ready"), (55, "tick")):
        program.ask(f"volume {volume}")
        asked_at.append(recording.stat().st_size / 2 / RATE_HZ)
        program.ask(f"play {cue}")
        program.ask("wait 3000")
    begun = bursts(recording.read_bytes())
    heard.asked = len(asked_at)
    for at in asked_at:
        later = [one - at for one in begun if -0.1 < one - at < 2]
        heard.after_s += [max(0.0, round(later[0], 2))] if later else []


def _record(server: PulseAudio, program: Child, heard: Heard) -> None:
    told: list[dict[str, object]] = [program.ask()["recorded"]]
    for source in ("mic", "null.monitor"):
        recorder = server.run("parec", "-d", source, "/dev/null")
        told.append(program.ask("wait 2000")["recorded"])
        recorder.terminate()
        recorder.wait(5)
        told.append(program.ask("wait 1000")["recorded"])
    heard.recorded = {name: [one.get(name) for one in told[:4]] for name in told[-1]}


def bursts(octets: bytes) -> list[float]:
    """When each sound begins, in seconds; the recording is mono, 16 bits."""
    samples = array.array("h")
    samples.frombytes(octets[: len(octets) // 2 * 2])
    begun, last = [], -_GAP - 1
    for place in range(len(samples) // _WINDOW):
        window = samples[place * _WINDOW : (place + 1) * _WINDOW]
        if max(map(abs, window)) > _SILENT:
            if place - last > _GAP:
                begun.append(place / 100)
            last = place
    return begun
