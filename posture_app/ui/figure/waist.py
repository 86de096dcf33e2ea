"""Where cloth ends, and thighs and trunk begin, so that hems and groin are whole lines.

In the table of the mesh the shirt ends on the trunk in front and behind, and on the thighs at the
sides; a narrow strip of trousers belongs to the trunk below it. A thigh that is lifted is painted
over the trunk, and with it over that strip and the line above. Here all of the shirt is of the
trunk, and the strip at either side is of the thigh, up to the shirt: the hem lies between two parts
instead of across three. And what a lifted thigh hides of the groin is of the trunk, as within one
part a fill would lie on the line along the thigh.
"""

from dataclasses import replace
from typing import Final

from posture_app.ui.figure.borders import with_smooth_border
from posture_app.ui.figure.mesh import Mesh

_ASIDE_M: Final = 0.095
"""So far from the middle a strip of trousers follows the thigh when that is lifted."""
_ABOVE_M: Final = 0.935
"""It lies above this height, where the mesh is at rest."""
_GROIN_M: Final = 0.80
_GROIN_SLOPE: Final = 0.7
_GROIN_HALF_M: Final = 0.10
"""The groin is what lies so near to the middle, before the hip joints, and above a line that rises
from the first, by the second for each metre aside."""
_HEMS: Final = ((("top", "skin"), 2), (("top", "trousers"), 5))
_TRIANGLES: Final = 5600
"""Two materials, and how often the border between them, which runs from triangle to triangle, is
smoothed on a mesh of so many: collars and sleeves are narrow, and would shrink."""
_COARSE: Final = 0.3
"""In an icon, whose mesh has less than this share of them, a hem steps by less than a pixel."""


def with_one_hem(mesh: Mesh) -> Mesh:
    """A mesh whose shirt ends between the trunk and the thighs, and in smooth lines."""
    part = mesh.part.copy()
    across, height, ahead = mesh.rest[mesh.triangles].mean(axis=1).T
    trunk = mesh.parts.index("trunk")
    shirt, trousers = (mesh.material == mesh.materials.index(one) for one in ("top", "trousers"))
    strip = (part == trunk) & trousers & (height > _ABOVE_M)
    aside = abs(across)
    groin = trousers & (aside < _GROIN_HALF_M) & (ahead > 0)
    groin &= height > _GROIN_M + _GROIN_SLOPE * aside
    for name, side in (("left_thigh", 1), ("right_thigh", -1)):
        thigh = mesh.parts.index(name)
        part[(shirt | groin) & (part == thigh)] = trunk
        part[strip & (side * across > _ASIDE_M)] = thigh
    rest, finer = mesh.rest, len(mesh.triangles) / _TRIANGLES
    for materials, rounds in _HEMS if finer > _COARSE else ():
        rest = with_smooth_border(mesh, rest, materials, round(rounds * finer))
    return replace(mesh, part=part, rest=rest)
