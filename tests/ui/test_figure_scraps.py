"""Muscles are few whole shapes: no holes between them, no scraps, no torn ends."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from posture_app.library.files import load
from posture_app.preferences import FigureAppearance
from posture_app.ui.figure.muscles import muscle_paths
from posture_app.ui.figure.painter import outline_of
from posture_app.ui.figure.palette import LIGHT
from posture_app.ui.figure.picture import paint_still
from posture_app.ui.figure.projection import Projection
from posture_app.ui.figure.scene import scene_of
from posture_app.ui.figure.small_hands import drawn_mesh
from posture_app.ui.figure.tones import colour, shaded
from posture_app.ui.figure.topology import topology_of
from tests.ui.test_figure_edges import touched
from tests.ui.test_figure_ground import reached
from tests.ui.test_figure_shade import pieces

SIZE = 460
SEEN_FROM = {
    "band-lateral-raise": (0.0, 14.0),
    "childs-pose": (78.0, 8.0),
    "figure-four-supine": (-35.0, 18.0),
    "iso-neck-extension": (120.0, 14.0),
    "lower-trunk-rotation": (8.0, 40.0),
    "posture-reset": (98.0, 10.0),
    "side-plank": (12.0, 10.0),
    "single-knee-to-chest": (70.0, 12.0),
    "sit-to-stand": (70.0, 5.0),
}
"""Where faults were seen, in degrees, which is not where a motion's camera stands by now."""
HOLE_PX = 2
"""Of what is mixed with a line."""
SCRAP_PX = 16


def turned_deg(name, scene, yaw_deg=0.0):
    """What turns a motion to where a fault of it was seen from, and so far beyond."""
    camera = scene.motion.camera
    from_yaw, from_pitch = SEEN_FROM.get(name, (camera.yaw_deg, camera.pitch_deg))
    return from_yaw - camera.yaw_deg + yaw_deg, from_pitch - camera.pitch_deg


def still(name, yaw_deg, body="narrow", size=SIZE, share=1.0):
    """The colours of a still, as red, green, blue, at a share of the way."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.halo))
    painter = QPainter(image)
    scene = scene_of(load().library.exercises[name])
    rect, figure = QRectF(0, 0, size, size), FigureAppearance(body)
    turned = turned_deg(name, scene, yaw_deg)
    paint_still(
        painter,
        rect,
        scene,
        LIGHT,
        share=share,
        arrows=False,
        turned_deg=turned,
        appearance=figure,
    )
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(size, size, 4)
    return pixels[..., 2::-1].astype(int)


def of_colours(pixels, *names):
    """Where pixels have one of some colours."""
    colours = [(one.red(), one.green(), one.blue()) for one in map(colour, names)]
    return np.any([np.all(abs(pixels - one) <= 4, axis=-1) for one in colours], axis=0)


def stretched(pixels):
    """Where a muscle is that lengthens: far bluer than it is red."""
    return pixels[..., 2] - pixels[..., 0] > 60


def working(pixels):
    """Where a muscle is that works: far redder than it is blue, and so are the lines on it."""
    return pixels[..., 0] - pixels[..., 2] > 60


@pytest.mark.parametrize(
    ("name", "yaw_deg", "body"),
    [
        ("shoulder-rolls", 0.0, "narrow"),
        ("shoulder-rolls", 0.0, "broad"),
        ("shoulder-rolls", 48.0, "narrow"),
        ("sit-to-stand", 135.0, "narrow"),
    ],
)
def test_muscles_have_no_holes_where_they_meet(qapp, name, yaw_deg, body):
    # Below that, a picture that goes on fades, and lines are as pale as holes.
    pixels = still(name, yaw_deg, body)[:420]
    free = ~working(pixels)
    edge = np.zeros_like(free)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    pale = free & (pixels[..., 1] > 150)
    assert (pale & ~reached(free, edge)).sum() <= HOLE_PX


@pytest.mark.parametrize(
    ("name", "yaw_deg"), [("scalene-stretch", -90.0), ("upper-trap-stretch", -94.0)]
)
def test_of_a_muscle_that_is_out_of_sight_no_scrap_is_shown(qapp, name, yaw_deg):
    assert stretched(still(name, 0.0)).any()
    assert not stretched(still(name, yaw_deg)).any()


@pytest.mark.parametrize("size", [300, 440, 600])
def test_a_muscle_that_is_seen_from_its_edge_is_whole_at_every_size(qapp, size):
    """The largest piece was shown of each side's: two with a gap between them, or half."""
    found = pieces(stretched(still("seated-cat-cow", 0.0, size=size)))
    back = [px for px in found if px > SCRAP_PX]
    assert len(back) == 1
    # Half of it would be less than so much of the picture.
    assert back[0] > 0.004 * size**2


def test_of_a_muscle_that_an_arm_covers_no_scraps_are_shown(qapp):
    """Before the belly there were two beside the forearm."""
    pixels = still("seated-cat-cow", 0.0, size=600)
    assert stretched(pixels).any()
    # Lips are red, too.
    assert not [px for px in pieces(working(pixels)) if px > HOLE_PX + 1]


def test_what_is_seen_from_its_edge_is_shown_on_both_sides(qapp):
    """Deltoids were: the right one alone."""
    shoulders = working(still("band-lateral-raise", 0.0)[:200])
    right, left = (half.sum() for half in np.hsplit(shoulders, 2))
    assert left == pytest.approx(right, rel=0.1)


@pytest.mark.parametrize(
    ("name", "yaw_deg", "body", "count"),
    [("childs-pose", 90.0, "narrow", 0), ("side-plank", -90.0, "broad", 3)],
)
def test_no_skin_is_seen_through_the_shirt(qapp, name, yaw_deg, body, count):
    red, green, blue = np.moveaxis(still(name, yaw_deg, body), -1, 0)
    redder = red - green
    skin = (redder > 12) & (redder < 45) & (green - blue > 8) & (red > 150)
    assert len([size for size in pieces(skin) if size > SCRAP_PX]) == count


@pytest.mark.parametrize(
    ("name", "box", "seen"),
    [
        ("wall-sit", (474, 482, 331, 348), False),
        ("legs-on-chair", (356, 372, 452, 456), False),
        ("push-up-plus", (520, 535, 465, 485), True),
    ],
)
def test_no_fingertips_stick_out_behind_a_thigh(qapp, name, box, seen):
    """They were all that was seen of a hand; one that is seen as such stays."""
    top, bottom, left, right = box
    red, green, _ = np.moveaxis(still(name, 0.0, size=700)[top:bottom, left:right], -1, 0)
    assert (red - green > 8).any() == seen


@pytest.mark.parametrize(
    ("name", "yaw_deg", "around", "most_px"),
    [
        ("single-knee-to-chest", 0.0, (340, 440, 190, 280), 30),
        ("iso-neck-rotation", 45.0, (440, 620, 120, 300), 240),
    ],
)
def test_no_sleeve_lies_on_an_elbow_that_is_before_it(qapp, name, yaw_deg, around, most_px):
    """Where it does there is no line between: 52 and 272 pixels of skin touched cloth."""
    top, bottom, left, right = around
    pixels = still(name, yaw_deg, size=700)[top:bottom, left:right]
    cloth, skin = (
        of_colours(pixels, lit, shaded(lit, lit, 0).name()) for lit in (LIGHT.top, LIGHT.skin)
    )
    assert (touched(cloth) & skin).sum() <= most_px


def test_a_throat_that_is_seen_in_a_collar_is_no_cloth(qapp):
    throat = still("posture-reset", 0.0, "broad", 700)[174:182, 316:326]
    assert not of_colours(throat, LIGHT.top, shaded(LIGHT.top, LIGHT.top, 0).name()).any()


def test_no_crumb_of_light_lies_where_head_neck_and_trunk_meet(qapp):
    lit = of_colours(still("jaw-relaxation", 0.0, size=700)[500:600, 300:460], LIGHT.skin)
    assert len(pieces(lit)) == 1


def test_no_crumb_of_light_lies_in_the_shade_of_a_throat(qapp):
    """What is shaded of a small piece of the throat is small, but goes on on the neck."""
    throat = still("push-up-plus", 0.0, size=700)[216:234, 456:470]
    assert not of_colours(throat, LIGHT.skin).any()


def test_of_hair_behind_an_arm_no_tip_is_seen_alone(qapp):
    """What came out below the forearm beside the ear looked like a smudged eye."""
    cheek = still("iso-neck-extension", 0.0, size=700)[230:300, 385:450]
    assert not of_colours(cheek, LIGHT.hair, shaded(LIGHT.hair, LIGHT.hair, 0).name()).any()


def test_no_crumb_of_shade_lies_on_a_bent_knee(qapp):
    """What is bent away behind a thigh is in shade, of which a corner was seen through the fold."""
    knee = still("figure-four-seated", 0.0, size=700)[377:392, 391:404]
    assert of_colours(knee, LIGHT.trousers).all()


@pytest.mark.parametrize("name", ["chin-tuck-seated", "neck-flexion-extension"])
def test_shade_on_a_shirt_is_one_shape(qapp, name):
    """Where normals were smoothed less, a smudge lay on the upper arm beside it."""
    cloth = of_colours(still(name, 0.0, size=700), shaded(LIGHT.top, LIGHT.top, 0).name())
    assert len([size for size in pieces(cloth) if size > SCRAP_PX]) == 1


def test_the_line_around_a_shoulder_has_no_notch(qapp):
    """There was one where a small piece of the collar was left out, although it was seen."""
    ground = of_colours(still("jaw-relaxation", 0.0, size=700)[520:, 470:600], LIGHT.halo)
    assert np.diff(ground.argmin(axis=0)).min() >= -1


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("shoulder-rolls", (362, 376, 402, 416)),
        ("wall-angel", (392, 398, 249, 262)),
        ("hip-flexor-standing", (157, 161, 293, 297)),
        ("jaw-relaxation", (391, 393, 236, 239)),
        ("figure-four-seated", (188, 195, 341, 346)),
        ("figure-four-supine", (440, 445, 558, 566)),
    ],
)
def test_no_ink_lies_in_a_fold(qapp, name, box):
    """Thorns and a tail stood on the collar, a thorn below an ear, a fin at the armpit, and teeth
    along a forearm at its elbow.
    """
    top, bottom, left, right = box
    assert still(name, 0.0, size=700)[top:bottom, left:right].sum(axis=-1).min() > 500


@pytest.mark.parametrize(
    ("name", "body", "share", "box"),
    [
        ("pmr-short", "broad", 1.0, (231, 250, 343, 349)),
        ("diaphragmatic-breathing", "broad", 1.0, (276, 286, 357, 361)),
        ("diaphragmatic-breathing", "broad", 1.0, (288, 302, 361, 366)),
        ("levator-scap-stretch", "narrow", 0.5, (212, 229, 382, 391)),
    ],
)
def test_no_line_lies_in_a_crease_of_a_throat(qapp, name, body, share, box):
    top, bottom, left, right = box
    throat = still(name, 0.0, body, 700, share)[top:bottom, left:right]
    assert throat.sum(axis=-1).min() > 480


def test_no_light_shines_in_a_fold_beside_what_is_left_out(qapp):
    """Shade kept away from it as from a line, of which there is none: a tick was 652."""
    fold = still("diaphragmatic-breathing", 0.0, "broad", 700)[286:291, 365:372]
    assert fold.sum(axis=-1).max() < 600


@pytest.mark.parametrize(
    ("name", "body", "box", "palest"),
    [
        ("neck-side-bend", "broad", (285, 310, 380, 415), 300),
        ("box-breathing", "narrow", (230, 244, 312, 330), 400),
    ],
)
def test_the_line_around_a_throat_is_whole(qapp, name, body, box, palest):
    """It was lost without a fin of skin, and beside a crumb of it that was left out."""
    top, bottom, left, right = box
    throat = still(name, 0.0, body, 700)[top:bottom, left:right].sum(axis=-1)
    assert throat.min(axis=1).max() < palest


def test_a_collar_that_is_seen_from_below_is_a_whole_line(qapp):
    """The throat behind it lay on it as specks, or as flakes of cloth without a line."""
    collar = still("lower-trunk-rotation", 0.0, "broad", 700)[188:212, 311:362].sum(axis=-1)
    assert collar.min(axis=0).max() < 450


@pytest.mark.parametrize(
    ("name", "box"),
    [("diaphragmatic-breathing", (272, 292, 353, 366)), ("shoulder-rolls", (366, 386, 398, 414))],
)
def test_the_line_around_a_shoulder_is_whole_beside_the_neck(qapp, name, box):
    """Shade lay on it where a crumb of the collar was left out, and a neck on the near collar."""
    top, bottom, left, right = box
    assert still(name, 0.0, size=700)[top:bottom, left:right].sum(axis=-1).min(axis=0).max() < 350


def test_no_blot_lies_where_a_collar_comes_out_behind_a_neck(qapp):
    """That piece was left out as if the neck were not painted over it, and a hole of ink stayed."""
    collar = still("upper-trap-stretch", 0.0, "broad", 700)[251:266, 356:364].sum(axis=-1)
    assert collar.min() > 450


@pytest.mark.parametrize("body", ["narrow", "broad"])
@pytest.mark.parametrize("materials", [("top", "skin"), ("top", "trousers")])
def test_a_hem_turns_little_from_edge_to_edge(body, materials):
    mesh = drawn_mesh(body, "fine")
    sides = []
    for name in materials:
        corners = mesh.triangles[mesh.material == mesh.materials.index(name)].tolist()
        sides.append({edge for a, b, c in corners for edge in ((a, b), (b, c), (c, a))})
    after = {first: last for first, last in sides[0] if (last, first) in sides[1]}
    for first, last in after.items():
        if last in after:
            come, go = mesh.rest[last] - mesh.rest[first], mesh.rest[after[last]] - mesh.rest[last]
            assert come @ go > np.cos(np.radians(30)) * np.linalg.norm(come) * np.linalg.norm(go)


def test_the_line_along_a_collar_has_no_gap_beside_a_fold(qapp):
    collar = still("iso-neck-rotation", 0.0, size=700)[384:402, 337:343].sum(axis=-1)
    assert collar.min(axis=1).max() < 350


def test_the_line_around_a_shirt_goes_on_over_its_collar(qapp):
    """It ran out to nothing on both sides, as at the root of a limb: the darkest was 478."""
    nape = still("suboccipital-stretch", 0.0, size=700)[366:371, 295:320]
    assert nape.sum(axis=-1).min(axis=1).max() < 350


def test_no_muscle_reaches_over_the_line_around_the_body(qapp):
    pixels = still("childs-pose", 60.0, "broad")
    halo = QColor(LIGHT.halo)
    ground = np.all(abs(pixels - (halo.red(), halo.green(), halo.blue())) < 8, axis=-1)
    muscle = stretched(pixels)
    # The line between them is two pixels wide.
    assert (muscle[2:] & ground[:-2]).sum() < 20


@pytest.mark.parametrize(
    ("name", "shown", "widest_px"),
    [("chin-tuck-seated", working, 18), ("seated-cat-cow", stretched, 9)],
)
def test_a_narrow_muscle_has_no_wings_where_it_goes_on(qapp, name, shown, widest_px):
    """What closes a gap between bellies, or reaches over a joint, stood out of it, by 3 pixels.

    In a row with lips, those count, too.
    """
    assert shown(still(name, 0.0, size=270)).sum(axis=1).max() <= widest_px


def placed_in(name, size):
    """A motion, and the body in its picture where it has gone."""
    scene = scene_of(load().library.exercises[name])
    view = scene.view(QRectF(0, 0, size, size), None, turned_deg(name, scene))
    projection = Projection(topology_of(drawn_mesh("narrow", "fine")), scene.there()[-1], view)
    projection.place(range(len(projection.topology.blocks)))
    return scene, projection


def patches_in(name, size=700):
    """What is seen of the muscles of a motion where it has gone."""
    scene, projection = placed_in(name, size)
    parts = tuple(range(len(projection.topology.blocks)))
    return [one for each in muscle_paths(projection, parts, scene.shown()).values() for one in each]


def test_where_skin_turns_out_of_sight_a_muscle_is_hardly_made_wider(qapp):
    """In a close-up it reached over the line around the body: with eleven points."""
    scene, projection = placed_in("prone-press-up", 5000)
    body = outline_of(scene.there()[-1], projection.view, "narrow", "fine")
    fills = [one.fill for one in patches_in("prone-press-up", 5000)]
    spots = [spot for fill in fills for line in fill.toSubpathPolygons() for spot in line.toList()]
    assert len([spot for spot in spots if not body.contains(spot)]) < 9


def ways_along(paths):
    """The steps of every line on some muscles."""
    lines = [line for one in paths for line in one.lines.toSubpathPolygons()]
    return [np.diff([(spot.x(), spot.y()) for spot in line.toList()], axis=0) for line in lines]


def crossings(paths):
    """How often the lines on muscles cross, and not as some that run together."""
    steps = [
        (line.at(at), line.at(at + 1))
        for one in paths
        for line in one.lines.toSubpathPolygons()
        for at in range(line.size() - 1)
    ]
    begins, ends = (np.array([(one[at].x(), one[at].y()) for one in steps]) for at in (0, 1))
    ways = ends - begins

    def beside(spots):
        """On which side of each step some others begin or end."""
        off = spots[None] - begins[:, None]
        return np.sign(ways[:, None, 0] * off[..., 1] - ways[:, None, 1] * off[..., 0])

    apart = beside(begins) * beside(ends) < 0
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    steep = abs(ways @ ways.T) < np.cos(np.radians(20))
    return int((apart & apart.T & steep).sum()) // 2


@pytest.mark.parametrize("name", ["childs-pose", "iso-neck-extension", "reverse-fly"])
def test_lines_of_muscles_that_lie_over_each_other_are_no_net(qapp, name):
    """Those of the lower crossed those of the upper, 11 to 19 times."""
    assert crossings(patches_in(name)) <= 3


def test_no_line_is_drawn_between_bellies_of_one_muscle(qapp):
    """Made wider they lie over each other, and their outlines were a tangle."""
    for one in patches_in("shoulder-rolls"):
        lined = (one.edge.out_x != 0) | (one.edge.out_y != 0)
        assert lined.mean() < 0.7


def test_fibres_in_a_close_up_have_no_corners(qapp):
    turns = []
    for way in ways_along(patches_in("jaw-relaxation")):
        angle = np.arctan2(way[:, 1], way[:, 0])
        turns += abs((np.diff(angle) + np.pi) % (2 * np.pi) - np.pi).tolist()
    assert np.degrees(np.quantile(turns, 0.95)) < 30


def test_no_line_on_a_muscle_is_a_crumb(qapp):
    lengths = [np.linalg.norm(way, axis=1).sum() for way in ways_along(patches_in("side-plank"))]
    assert len(lengths) > 3
    assert min(lengths) > 5


def test_what_lies_below_another_muscle_has_no_lines_that_cross_its(qapp):
    """Below two gluteals the piriformis had some."""
    deep, over = (
        [one for one in patches_in("ball-glute") if one.deep is deep] for deep in (True, False)
    )
    assert deep
    assert not ways_along(deep)
    assert ways_along(over)


def test_lines_that_are_seen_aslant_are_fewer(qapp):
    """Seen from below, hatching lay two pixels apart."""
    over = [one for one in patches_in("lower-trunk-rotation", 400) if not one.deep]
    assert 0 < len(ways_along(over)) <= 4
