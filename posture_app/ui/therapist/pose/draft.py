"""The motion that is being made: what all parts of the editor show, and change in one place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.body.check import motion_problems
from posture_app.body.contacts import Contact
from posture_app.body.dragging import dragged, holder_of
from posture_app.body.geometry import Vector
from posture_app.body.handles import HANDLES, Handle
from posture_app.body.keyframes import HOLD, START, Key, keys_of, stated_at
from posture_app.body.posing import PosedKeyframe, posed, step_of
from posture_app.body.skeleton import Frames, frames_of
from posture_app.dataclass import dataclass
from posture_app.library.motion import Keyframe, Motion
from posture_app.words.poses import GROUPS, group_of, pose_problems

NOTHING_YET: Final = Motion(
    start="standing", keyframes=(Keyframe(phase="start"), Keyframe(phase="hold"))
)
"""Standing, and nothing moves."""
_SEEN_STEPS: Final = 3.0
"""An angle takes the place of another one that changes less by more than so many steps."""
SideName = Literal["right", "left"]


@dataclass(frozen=True, slots=True)
class _State:
    motion: Motion
    key: Key


class PoseDraft(QObject):
    """A motion, the keyframe that is posed, and what is chosen of the body.

    Signals:
        changed: Something that is shown is another one; during a drag, with every move.
        edited: The motion was changed by the person, and the change is done.
    """

    changed = Signal()
    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._state = _State(NOTHING_YET, START)
        self._done: list[_State] = []
        self._undone: list[_State] = []
        self._taken: PosedKeyframe | None = None
        self._before: _State | None = None
        self.both = True
        self.group = "shoulder"
        self.side: SideName = "right"
        self.angle = "right_shoulder.flexion"
        self.handle: Handle | None = HANDLES["right_elbow"]
        self._start_frames: Frames | None = None
        self._pose()

    # What is shown

    @property
    def motion(self) -> Motion:
        """The motion as it is now."""
        return self._state.motion

    @property
    def key(self) -> Key:
        """The keyframe that is posed."""
        return self._state.key

    @property
    def posed(self) -> PosedKeyframe:
        """The keyframe that is posed, solved."""
        return self._posed

    @property
    def start_frames(self) -> Frames:
        """The body at the motion's start, where mats and pillows lie."""
        if self._start_frames is None:
            self._start_frames = frames_of(posed(self.motion, START).solved.stance)
        return self._start_frames

    @property
    def is_dragging(self) -> bool:
        """Whether something is being dragged."""
        return self._taken is not None

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to make again."""
        return bool(self._undone)

    @property
    def holder(self) -> Contact | None:
        """The contact that keeps what is chosen from being dragged."""
        return holder_of(self.posed, self.handle) if self.handle else None

    def problems(self) -> list[str]:
        """What the library's own check finds wrong, as sentences."""
        return pose_problems(self.motion, motion_problems(self.motion))

    # What is chosen

    def show_motion(self, motion: Motion) -> None:
        """Begin with a motion; nothing can be undone."""
        self._done.clear()
        self._undone.clear()
        self._taken = self._before = None
        keys = keys_of(motion)
        self._state = _State(motion, HOLD if HOLD in keys else keys[-1])
        self.both = _is_even(motion)
        self._pose()
        self.changed.emit()

    def choose_key(self, key: Key) -> None:
        """Pose another keyframe."""
        if key != self.key and key in keys_of(self.motion):
            self._state = _State(self.motion, key)
            self._pose()
            self.changed.emit()

    def choose_group(self, group: str, side: SideName | None = None) -> None:
        """Show the angles of a joint."""
        self.group, self.side = group, side or self.side
        self.angle = self.names()[0]
        self.handle = _handle_of(self.angle)
        self.changed.emit()

    def choose_angle(self, name: str) -> None:
        """Let the arrow keys and the arc be about an angle."""
        self.group, self.angle = group_of(name), name
        if name.startswith(("right_", "left_")):
            self.side = "left" if name.startswith("left_") else "right"
        self.changed.emit()

    def choose_handle(self, handle: Handle) -> None:
        """Choose a place of the body, with the joint that it moves first."""
        self.handle = handle
        if self.angle not in (*handle.angles, *handle.alone):
            name = handle.angles[0]
            self.group, self.angle = group_of(name), name
            if name.startswith(("right_", "left_")):
                self.side = "left" if name.startswith("left_") else "right"
        self.changed.emit()

    @Slot(bool)
    def choose_both(self, both: bool) -> None:
        """Let both sides move together from now on, or not."""
        self.both = both
        self.changed.emit()

    def names(self) -> tuple[str, ...]:
        """The angles of the chosen joint, with their side."""
        bare = GROUPS[self.group]
        return tuple(
            next(one for one in (name, f"{self.side}_{name}") if one in self.posed.angles)
            for name in bare
        )

    # What is changed

    def change(self, change: Callable[[Motion, Key], Motion], key: Key | None = None) -> None:
        """Change the motion in one step that can be undone; `key` is posed afterwards."""
        motion = change(self.motion, self.key)
        wanted = key or self.key
        if wanted not in keys_of(motion):
            wanted = keys_of(motion)[0]
        self._commit(_State(motion, wanted))

    def set_angles(self, angles: Mapping[str, float]) -> None:
        """Change angles of the keyframe, as far as ranges and contacts let them."""
        found = self.posed.changed(angles, both=self.both)
        if self._before is not None:
            self._show(found)
        else:
            self._commit(_State(found.motion, self.key))

    def reset(self, names: Sequence[str]) -> None:
        """Put angles back to what the start position says."""
        found = self.posed.reset(tuple(names), both=self.both)
        self._commit(_State(found.motion, self.key))

    def let_go(self, part: str) -> None:
        """Take a part off what it rests on."""
        found = self.posed.let_go(part)
        if self.both and part.startswith(("right_", "left_")):
            side, _, single = part.partition("_")
            found = found.let_go(f"{'left' if side == 'right' else 'right'}_{single}")
        self._commit(_State(found.motion, self.key))

    def begin(self) -> None:
        """What is changed until `end` is one step."""
        self._before = self._state
        self._taken = self.posed

    def drag(self, way: Vector, axes: tuple[Vector, Vector], *, alone: bool) -> None:
        """Bring the chosen place a way from where it was taken."""
        if self._taken is None or self.handle is None:
            return
        if holder_of(self._taken, self.handle) is not None:
            return
        found = dragged(self._taken, self.handle, way, axes, alone=alone, both=self.both)
        self.angle = self._most_changed(found, self.handle)
        self.group = group_of(self.angle)
        self._show(found)

    def end(self) -> None:
        """Let go of what was dragged."""
        before, self._before, self._taken = self._before, None, None
        if before is not None and before.motion != self.motion:
            self._done.append(before)
            self._undone.clear()
            self._start_frames = None
            self.edited.emit()
        self.changed.emit()

    def undo(self) -> None:
        """Take back the last step."""
        self._go(self._done, self._undone)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._go(self._undone, self._done)

    def _most_changed(self, found: PosedKeyframe, handle: Handle) -> str:
        """The angle that a drag has changed most, for the arc and the list."""
        before = self._taken.angles if self._taken else found.angles
        names = (*handle.angles, *handle.alone)
        ways = {name: abs(found.angles[name] - before[name]) / step_of(name) for name in names}
        most = max(names, key=lambda name: ways[name])
        return most if ways[most] > _SEEN_STEPS + ways.get(self.angle, -1.0) else self.angle

    def _go(self, source: list[_State], target: list[_State]) -> None:
        if source and not self.is_dragging:
            target.append(self._state)
            self._state = source.pop()
            self._pose()
            self.edited.emit()
            self.changed.emit()

    def _commit(self, state: _State) -> None:
        if state == self._state:
            self.changed.emit()  # a field shows what it was refused to be
            return
        if state.motion != self.motion:
            self._done.append(self._state)
            self._undone.clear()
        edited = state.motion != self.motion
        self._state = state
        self._pose()
        if edited:
            self.edited.emit()
        self.changed.emit()

    def _show(self, found: PosedKeyframe) -> None:
        self._posed = found
        self._state = _State(found.motion, self.key)
        self.changed.emit()

    def _pose(self) -> None:
        self._posed = posed(self.motion, self.key)
        self._start_frames = None


def _is_even(motion: Motion) -> bool:
    """Whether both sides do the same throughout."""
    for key in keys_of(motion):
        stated = stated_at(motion, key)
        for name, value in stated.items():
            if name.startswith("right_") and stated.get(f"left_{name[6:]}") != value:
                return False
            if name.startswith("left_") and f"right_{name[5:]}" not in stated:
                return False
    return True


def _handle_of(angle: str) -> Handle | None:
    """The place of the body by which an angle is seen best."""
    found = [one for one in HANDLES.values() if angle in one.angles]
    found += [one for one in HANDLES.values() if angle in one.alone]
    return found[0] if found else None
