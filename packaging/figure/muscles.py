"""The muscles that the figure shows, as bundles of fibres on the surface of the rest mesh.

Origins, insertions and the course of fibres are those of Henry Gray, "Anatomy of the Human Body",
20th edition, edited by Warren H. Lewis (Philadelphia: Lea & Febiger, 1918; public domain), part IV
(Myology); its names are brought to today's Terminologia Anatomica. Only facts come from there. What
is drawn is what the muscle covers of the skin: the whole belly where it lies under the skin, and of
deep muscles (`deep`) the place under which they lie.

Each piece is a row of guide fibres from origin to insertion, the first and the last of which are
its edges. All are of the right side, in the mesh's rest pose. A point is found on the skin by a ray
from outside, named by a letter (metres; degrees from the front outwards):

====== ====================================================================================
`F`    from the front: away from the middle, up
`B`    from behind: away from the middle, up
`S`    from the side: forward, up
`U`    from above: away from the middle, forward
`D`    from below: away from the middle, forward
`C`    the same, from below the chin
`T`    towards the middle line of the trunk: degrees, height
`N`    towards the middle line of neck and head: degrees, height
`A`    towards the line from shoulder to elbow: degrees, share of the way
`R`    towards the line from elbow to wrist: degrees (0: where the elbow bends), share
`L`    towards the line from hip to knee: degrees, share
`K`    towards the line from knee to ankle: degrees, share
====== ====================================================================================
"""

from dataclasses import dataclass
from typing import Final, Literal

Ray = Literal["F", "B", "S", "U", "D", "C", "T", "N", "A", "R", "L", "K"]
SkinPoint = tuple[Ray, float, float]
Fibre = tuple[SkinPoint, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One belly of a muscle.

    Attributes:
        name: The belly, as `vastus medialis`.
        fibres: Guide fibres side by side, each from origin to insertion.
        deep: Whether other muscles lie over it.
    """

    name: str
    fibres: tuple[Fibre, ...]
    deep: bool = False


def _piece(name: str, *fibres: str, deep: bool = False) -> Piece:
    return Piece(name, tuple(_fibre(text) for text in fibres), deep)


def _fibre(text: str) -> Fibre:
    points = []
    for word in text.split(","):
        ray, first, second = word.split()
        points.append((ray, float(first), float(second)))
    return tuple(points)  # type: ignore[arg-type]  # each first word is a letter of `Ray`


PIECES: Final[tuple[Piece, ...]] = (
    # Head and neck
    _piece("masseter",
           "S .078 1.563, S .072 1.535, S .063 1.512", "S .092 1.561, S .085 1.53, S .076 1.504",
           "S .107 1.556, S .101 1.53, S .092 1.500"),
    _piece("temporalis",
           "S .012 1.604, S .045 1.606, S .080 1.580", "S .028 1.640, S .060 1.615, S .084 1.578",
           "S .065 1.660, S .078 1.62, S .089 1.577", "S .105 1.632, S .102 1.605, S .094 1.577"),
    _piece("suprahyoids",
           "C .003 .112, C .003 .100, C .003 .084", "C .014 .110, C .016 .098, C .014 .084",
           "C .024 .106, C .027 .096, C .022 .084"),
    _piece("sternocleidomastoid",
           "F .008 1.386, N 30 1.43, N 62 1.49, N 97 1.540",
           "F .026 1.394, N 50 1.437, N 82 1.492, N 110 1.550",
           "F .058 1.400, N 70 1.442, N 100 1.495, N 124 1.556"),
    _piece("scalenes",
           "N 84 1.515, N 76 1.465, N 58 1.418", "N 96 1.512, N 88 1.462, N 70 1.420",
           "N 108 1.505, N 103 1.46, N 84 1.425"),
    # They lie before the spine: where they are seen from the side, not at the throat before them.
    _piece("deep neck flexors",
           "N 50 1.432, N 56 1.458, N 60 1.488, N 68 1.516",
           "N 68 1.433, N 76 1.460, N 83 1.490, N 92 1.527",
           "N 87 1.434, N 97 1.462, N 107 1.495, N 117 1.538", deep=True),
    _piece("levator scapulae",
           "N 104 1.530, N 112 1.480, B .070 1.432, B .088 1.397",
           "N 116 1.530, N 124 1.480, B .058 1.430, B .080 1.386",
           "N 128 1.528, N 136 1.478, B .046 1.428, B .073 1.372"),
    _piece("splenius",
           "B .004 1.475, B .022 1.52, N 140 1.566", "B .004 1.42, B .030 1.48, N 124 1.556",
           "B .004 1.365, B .036 1.44, N 112 1.545"),
    _piece("semispinalis",
           "B .006 1.355, B .006 1.46, B .005 1.572", "B .026 1.355, B .020 1.46, B .022 1.575",
           "B .044 1.395, B .036 1.47, B .040 1.566"),
    _piece("suboccipitals",
           "B .004 1.520, B .005 1.545, B .006 1.562", "B .010 1.514, B .019 1.54, B .026 1.562",
           "B .016 1.510, B .034 1.53, B .046 1.552", deep=True),
    # Back and shoulder girdle
    _piece("upper trapezius",
           "B .004 1.440, B .07 1.428, B .13 1.412, B .192 1.400",
           "B .004 1.490, B .045 1.462, U .11 -.010, U .185 .010",
           "B .005 1.535, N 145 1.488, U .10 .005, F .170 1.405",
           "B .026 1.572, N 125 1.505, N 112 1.455, U .085 .016, F .125 1.402"),
    _piece("middle trapezius",
           "B .004 1.435, B .10 1.412, B .19 1.397", "B .004 1.395, B .09 1.390, B .176 1.388",
           "B .004 1.358, B .06 1.363, B .125 1.376"),
    _piece("lower trapezius",
           "B .004 1.352, B .05 1.358, B .110 1.371", "B .004 1.250, B .04 1.300, B .090 1.363",
           "B .004 1.135, B .024 1.220, B .072 1.352"),
    _piece("rhomboids",
           "B .006 1.425, B .040 1.405, B .072 1.382", "B .006 1.375, B .042 1.352, B .074 1.325",
           "B .006 1.320, B .045 1.295, B .086 1.268", deep=True),
    _piece("serratus posterior superior",
           "B .006 1.432, B .050 1.41, B .098 1.380", "B .006 1.400, B .050 1.378, B .100 1.345",
           "B .006 1.370, B .050 1.343, B .098 1.310", deep=True),
    _piece("latissimus dorsi",
           "B .004 1.258, B .09 1.268, B .15 1.292, B .190 1.302",
           "B .004 1.190, B .08 1.228, B .145 1.276, B .188 1.296",
           "B .012 1.105, B .075 1.165, B .128 1.230, B .184 1.290",
           "B .055 1.040, T 148 1.110, T 128 1.180, T 118 1.245, B .182 1.284",
           "T 132 1.012, T 124 1.080, T 112 1.170, T 104 1.235, B .182 1.278"),
    _piece("infraspinatus",
           "B .078 1.357, B .13 1.366, B .200 1.376", "B .080 1.310, B .13 1.338, B .206 1.366",
           "B .092 1.266, B .13 1.308, B .210 1.356"),
    _piece("supraspinatus",
           "B .078 1.374, B .13 1.386, B .192 1.396", "B .082 1.390, B .135 1.400, U .196 .004",
           "B .086 1.404, B .135 1.413, U .196 .014", deep=True),
    _piece("teres minor",
           "B .118 1.308, B .165 1.336, B .212 1.356", "B .112 1.300, B .165 1.327, B .214 1.349",
           "B .116 1.290, B .168 1.318, B .216 1.342"),
    _piece("anterior deltoid",
           "F .120 1.396, F .165 1.358, A 22 .22, A 62 .52",
           "F .150 1.402, A 25 .0, A 45 .22, A 68 .54",
           "U .186 .032, A 60 .02, A 66 .22, A 76 .56"),
    _piece("middle deltoid",
           "U .188 .030, A 62 .02, A 68 .22, A 77 .56", "U .200 .015, A 90 .04, A 92 .22, A 87 .57",
           "U .194 .002, A 122 .02, A 116 .22, A 97 .56"),
    _piece("posterior deltoid",
           "U .192 .000, A 124 .02, A 118 .22, A 98 .56",
           "B .165 1.386, A 150 .02, A 142 .22, A 108 .54",
           "B .125 1.372, B .175 1.345, A 165 .25, A 118 .51"),
    # Arm
    _piece("biceps brachii",
           "A -12 .24, A -40 .50, A -38 .70, A -6 .96", "A 0 .20, A 0 .5, A 0 .98",
           "A 15 .24, A 40 .50, A 38 .70, A 6 .96"),
    _piece("triceps brachii",
           "A 150 .20, A 128 .45, A 135 .65, A 172 .96", "A 180 .16, A 180 .5, A 180 .97",
           "A 212 .22, A 235 .45, A 228 .65, A 188 .96"),
    _piece("forearm flexors",
           "R -65 .03, R -22 .22, R -15 .40, R -18 .66", "R -78 .01, R -62 .22, R -45 .66",
           "R -92 .03, R -108 .22, R -100 .42, R -62 .66"),
    _piece("forearm extensors",
           "R 62 .0, R 70 .22, R 95 .64", "R 85 -.03, R 108 .22, R 118 .68",
           "R 110 .02, R 145 .22, R 142 .64"),
    # Front of the trunk
    _piece("pectoralis major",
           "F .092 1.394, F .145 1.366, F .218 1.320", "F .020 1.380, F .105 1.342, F .216 1.314",
           "F .010 1.310, F .10 1.300, F .212 1.306",
           "F .012 1.240, F .09 1.238, F .16 1.272, F .205 1.298",
           "F .038 1.205, F .10 1.207, F .150 1.242, F .198 1.290"),
    _piece("pectoralis minor",
           "F .070 1.315, F .11 1.342, F .144 1.372", "F .086 1.277, F .12 1.322, F .149 1.369",
           "F .104 1.238, F .132 1.300, F .155 1.363", deep=True),
    _piece("serratus anterior",
           "T 58 1.262, T 88 1.262, T 112 1.262", "T 66 1.244, T 90 1.250, T 118 1.258",
           "T 56 1.226, T 90 1.236, T 122 1.252", "T 67 1.208, T 92 1.224, T 124 1.246",
           "T 57 1.188, T 92 1.212, T 126 1.240", "T 68 1.170, T 95 1.198, T 127 1.233",
           "T 62 1.146, T 96 1.182, T 128 1.226"),
    _piece("rectus abdominis",
           "F .006 .885, F .006 1.040, F .008 1.190", "F .017 .880, F .036 1.040, F .042 1.204",
           "F .028 .886, F .050 .940, F .070 1.040, F .076 1.190"),
    _piece("external oblique",
           "T 50 1.200, F .092 1.150, F .082 1.105", "T 68 1.172, T 52 1.100, F .083 1.040",
           "T 86 1.138, T 68 1.062, F .096 .978", "T 104 1.112, T 92 1.050, T 74 .996",
           "T 118 1.098, T 110 1.050, T 98 1.008"),
    _piece("internal oblique",
           "T 122 1.018, T 112 1.060, T 102 1.105", "T 102 1.012, T 84 1.060, T 66 1.122",
           "T 78 1.002, T 58 1.035, F .078 1.085", "T 62 .985, F .092 .995, F .072 1.020",
           "F .098 .962, F .082 .968, F .066 .972", deep=True),
    _piece("transversus abdominis",
           "T 118 1.110, T 78 1.128, F .060 1.150", "T 120 1.060, T 75 1.065, F .074 1.065",
           "T 108 1.010, T 70 .995, F .068 .980", deep=True),
    _piece("diaphragm",
           "F .002 1.195, F .002 1.215, F .002 1.236", "F .042 1.172, F .045 1.21, F .050 1.252",
           "T 46 1.135, T 47 1.19, T 48 1.255", "T 66 1.108, T 66 1.17, T 68 1.228",
           "T 88 1.096, T 88 1.13, T 88 1.172", deep=True),
    _piece("intercostals",
           "T 74 1.266, T 64 1.258, T 54 1.246", "T 100 1.258, T 78 1.235, T 56 1.205",
           "T 116 1.225, T 90 1.19, T 64 1.155", "T 120 1.168, T 106 1.145, T 90 1.124", deep=True),
    # Back of the trunk
    _piece("lumbar erector spinae",
           "B .012 .940, B .010 1.02, B .010 1.140", "B .026 .950, B .040 1.03, B .042 1.140",
           "B .040 .975, B .070 1.03, B .076 1.140"),
    _piece("thoracic erector spinae",
           "B .010 1.130, B .010 1.25, B .012 1.385", "B .042 1.130, B .038 1.25, B .030 1.395",
           "B .076 1.130, B .070 1.20, B .052 1.31, B .046 1.385"),
    _piece("erector spinae",
           "B .012 .940, B .010 1.05, B .010 1.20, B .012 1.385",
           "B .026 .950, B .041 1.05, B .040 1.20, B .030 1.395",
           "B .040 .975, B .072 1.05, B .074 1.17, B .054 1.30, B .046 1.385"),
    _piece("multifidus",
           "B .007 .948, B .005 1.02, B .005 1.150", "B .020 .932, B .020 1.02, B .012 1.152",
           "B .032 .950, B .034 1.01, B .020 1.148", deep=True),
    _piece("quadratus lumborum",
           "B .046 1.012, B .042 1.06, B .036 1.112", "B .070 1.022, B .062 1.07, B .056 1.120",
           "B .094 1.022, B .086 1.07, B .080 1.114", deep=True),
    # Hip
    _piece("gluteus maximus",
           "B .060 .988, B .105 .955, T 118 .905, L 108 .13",
           "B .040 .966, B .090 .900, L 122 .08, L 116 .17",
           "B .027 .930, B .072 .862, L 142 .15, L 130 .22",
           "B .030 .885, B .052 .838, B .085 .810, L 148 .27"),
    _piece("gluteus medius",
           "T 56 .985, T 70 .935, L 80 .03", "T 82 1.008, T 82 .95, L 86 .01",
           "T 108 1.010, T 104 .95, L 94 .01", "B .072 .995, B .118 .945, L 104 .02"),
    _piece("gluteus minimus",
           "T 64 .962, T 72 .925, L 78 .03", "T 86 .972, T 86 .93, L 86 .015",
           "T 106 .962, T 100 .925, L 95 .03", deep=True),
    _piece("piriformis",
           "B .026 .962, B .085 .932, B .150 .906", "B .024 .942, B .085 .918, B .152 .900",
           "B .026 .920, B .085 .903, B .150 .892", deep=True),
    _piece("obturator internus",
           "B .040 .880, B .095 .882, B .150 .888", "B .038 .867, B .095 .870, B .152 .881",
           "B .044 .855, B .095 .858, B .150 .874", deep=True),
    _piece("tensor fasciae latae",
           "F .112 .972, L 48 .05, L 62 .20, L 74 .34", "T 58 .985, L 62 .06, L 72 .2, L 78 .35",
           "T 68 .985, L 76 .06, L 83 .2, L 83 .34"),
    _piece("psoas",
           "F .016 1.110, F .026 1.02, F .060 .93, L -14 .12",
           "F .030 1.118, F .046 1.02, F .075 .93, L -8 .13",
           "F .042 1.108, F .064 1.01, F .090 .925, L -2 .12", deep=True),
    _piece("iliacus",
           "F .070 .990, F .078 .95, F .081 .90, L -8 .10",
           "F .096 1.000, F .096 .955, F .089 .90, L -5 .11",
           "F .118 .984, F .113 .950, F .098 .90, L -1 .10", deep=True),
    # Thigh and leg
    _piece("rectus femoris",
           "L 14 -.01, L -12 .25, L -16 .55, L -8 .90", "L 18 -.03, L 6 .4, L 0 .93",
           "L 24 -.01, L 26 .25, L 24 .55, L 8 .90"),
    _piece("vastus lateralis",
           "L 52 .14, L 34 .40, L 30 .60, L 14 .91", "L 84 .08, L 70 .45, L 32 .94",
           "L 108 .14, L 104 .45, L 84 .70, L 46 .93"),
    _piece("vastus medialis",
           "L -22 .34, L -24 .55, L -14 .91", "L -38 .42, L -48 .70, L -30 .97",
           "L -52 .55, L -68 .78, L -64 .90, L -42 1.0"),
    _piece("biceps femoris",
           "L 184 .16, L 181 .45, L 172 .70, L 140 .90",
           "L 176 .16, L 156 .5, L 144 .78, L 127 .91",
           "L 170 .20, L 130 .5, L 118 .78, L 112 .90"),
    _piece("semitendinosus and semimembranosus",
           "L 187 .16, L 184 .45, L 190 .70, L 224 .90",
           "L 195 .17, L 210 .5, L 220 .78, L 236 .91",
           "L 205 .22, L 236 .5, L 244 .78, L 246 .90"),
    _piece("adductors",
           "F .026 .868, L -26 .16, L -36 .34, L -56 .52",
           "F .015 .852, L -58 .22, L -72 .45, L -82 .64",
           "D .016 .0, L -88 .35, L -92 .52, L -86 .74",
           "D .034 -.030, L -118 .32, L -112 .48, L -92 .74"),
    _piece("soleus",
           "K 248 .28, K 244 .48, K 205 .74", "K 210 .35, K 200 .55, K 188 .80",
           "K 180 .40, K 180 .6, K 180 .82", "K 150 .35, K 160 .55, K 172 .80",
           "K 112 .28, K 116 .48, K 155 .74"),
    _piece("gastrocnemius, inner head",
           "K 182 .02, K 182 .25, K 184 .47", "K 200 -.05, K 214 .2, K 205 .485",
           "K 222 .0, K 244 .18, K 240 .34, K 222 .46"),
    _piece("gastrocnemius, outer head",
           "K 178 .02, K 178 .25, K 176 .42", "K 160 -.05, K 148 .2, K 158 .435",
           "K 138 .0, K 118 .18, K 122 .3, K 142 .41"),
    _piece("tibialis anterior",
           "K 8 .09, K 8 .4, K -2 .78", "K 24 .06, K 28 .35, K 4 .80",
           "K 42 .12, K 48 .30, K 12 .77"),
)  # fmt: skip

MUSCLES: Final[dict[str, tuple[str, ...]]] = {
    "obliques": ("internal oblique", "external oblique"),
    "iliopsoas": ("psoas", "iliacus"),
    "quadriceps": ("vastus lateralis", "vastus medialis", "rectus femoris"),
    "hamstrings": ("biceps femoris", "semitendinosus and semimembranosus"),
    "gastrocnemius": ("gastrocnemius, inner head", "gastrocnemius, outer head"),
    "calf": ("soleus", "gastrocnemius, inner head", "gastrocnemius, outer head"),
}
"""Muscles of several bellies, in the order in which they are drawn; each other is its own piece."""
