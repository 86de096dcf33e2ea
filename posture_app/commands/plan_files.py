"""What the verbs of plans have in common: reading and writing their files, and telling faults."""

from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.commands.output import tell_faults
from posture_app.errors import FailedError, not_written, sentence

if TYPE_CHECKING:
    from posture_app.library.files import CheckMotions
    from posture_app.library.model import Library
    from posture_app.plans.model import PlanFile


def read_or_told(
    path: Path, library: "Library", *, as_json: bool, check_motions: "CheckMotions | None" = None
) -> "PlanFile | None":
    """A plan's file, or None after all that is wrong with it was told on stderr.

    Args:
        path: The file.
        library: What it may point to.
        as_json: Whether the faults are printed as JSON, too.
        check_motions: Looks at the motions that it brings along.
    """
    from posture_app.library.problems import BrokenFileError
    from posture_app.plans.files import read_plan

    try:
        return read_plan(path, library, check_motions)
    except BrokenFileError as error:
        tell_faults(error, as_json=as_json)
        return None


def motion_check(data_dir: Path | None) -> "CheckMotions":
    """What looks at the motions that a plan brings along; those of the program are known."""
    from posture_app.body.motion_checker import MotionChecker, fingerprints_of
    from posture_app.desktop.checked_motions import read_checked_motions
    from posture_app.desktop.paths import folder_to_read
    from posture_app.library.files import builtin

    return MotionChecker(
        read_checked_motions(folder_to_read(data_dir)) | fingerprints_of(builtin())
    ).problems


def write_new(path: Path, raw: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        FailedError: It is there already, or cannot be written.
    """
    from posture_app.desktop.private_files import written_whole

    if path.exists():
        raise FailedError(sentence("{path} is there already; name a new file", path=path))
    try:
        with written_whole(path) as file:
            file.write(raw)
    except OSError as error:
        raise FailedError(not_written(path, error)) from None
