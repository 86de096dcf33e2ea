"""An author's tool: draw a motion file to a PNG and tell what is wrong with it.

`python -m posture_app.gallery.motion_preview MOTION.json --out PNG` draws start, middle and end
from the motion's own camera, from the front, the right side and behind. The file holds one motion,
or a library file with `--exercise ID`.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from posture_app.body.check import motion_problems
from posture_app.library.files import motion_from_json
from posture_app.library.problems import Problem
from posture_app.ui.figure.palette import DARK, LIGHT, FigurePalette
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.scene import Scene, scene_of_motion

_CELL: Final = 420
_SHARES: Final = ((0.0, "start"), (0.5, "middle"), (1.0, "end"))
_CAMERAS: Final = (("its camera", None), ("front", 0.0), ("right side", 90.0), ("behind", 180.0))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tool; returns 1 where the motion has problems."""
    parser = argparse.ArgumentParser(prog="preview", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True, metavar="PNG")
    parser.add_argument("--exercise", metavar="ID", help="from a library file")
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args(arguments)
    document = json.loads(options.file.read_text(encoding="utf-8"))
    if options.exercise:
        entries = {entry["id"]: entry for entry in document["exercises"]}
        document = entries[options.exercise]["motion"]
    motion = motion_from_json(json.dumps(document))
    if not isinstance(motion, list):
        problems: Sequence[Problem] = motion_problems(motion, "")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QGuiApplication.instance() or QGuiApplication([])
        try:
            sheet(scene_of_motion(motion), DARK if options.dark else LIGHT).save(str(options.out))
        except ValueError as error:
            sys.stderr.write(f"{options.file}: not drawn: {error}\n")
        del application
    else:
        problems = motion
    for problem in problems:
        sys.stdout.write(f"{options.file}: {problem}\n")
    return 1 if problems else 0


def sheet(scene: Scene, palette: FigurePalette) -> QImage:
    """Start, middle and end in columns, the cameras in rows."""
    image = QImage(
        _CELL * len(_SHARES), _CELL * len(_CAMERAS), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(QColor("#20262a" if palette is DARK else "#f7f6f2"))
    painter = QPainter(image)
    for row, (camera, yaw) in enumerate(_CAMERAS):
        turn = 0.0 if yaw is None else yaw - scene.motion.camera.yaw_deg
        for column, (share, word) in enumerate(_SHARES):
            rect = QRectF(column * _CELL, row * _CELL, _CELL, _CELL).adjusted(8, 8, -8, -8)
            paint_still(
                painter,
                rect,
                scene,
                palette,
                share=share,
                arrows=share == 1,
                turned_deg=(turn, 0.0),
            )
            painter.setPen(QColor(palette.arrow))
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, f"{word}, {camera}")
    painter.end()
    return image


if __name__ == "__main__":
    sys.exit(main())
