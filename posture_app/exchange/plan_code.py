"""A plan as the text of a QR code: the whole of it where it is small enough, else its check sum.

The whole is `POSTUREPLAN1:` and the plan's file without the exercises that it carries, compressed
and in base 32, whose signs a QR code holds best. It can be read where the library has the plan's
exercises. The check sum is `POSTUREPLAN:` with the plan's id, its version and its check sum.
"""

import base64
import binascii
import json
import zlib
from typing import Final

from posture_app.errors import FailedError, sentence
from posture_app.plans.files import check_sum, plan_bytes
from posture_app.plans.model import Plan, PlanFile

WHOLE: Final = "POSTUREPLAN1:"
NAMED: Final = "POSTUREPLAN:"
MOST_SIGNS: Final = 1249
"""What a QR code of version 20 holds with the lowest correction: at 4 cm, telephones read it."""
MOST_BYTES: Final = 200_000
"""More than this a code never unpacks to: what would is refused before it is unpacked."""


def plan_code(plan: Plan) -> tuple[str, bool]:
    """The text of a plan's code, and whether the whole plan is in it."""
    raw = plan_bytes(PlanFile(format="posture-app/plan", version=1, plan=plan))
    compact = json.dumps(json.loads(raw), ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.b32encode(zlib.compress(compact, 9)).decode().rstrip("=")
    if len(WHOLE) + len(packed) <= MOST_SIGNS:
        return WHOLE + packed, True
    return f"{NAMED}{plan.id}:{plan.revision}:{check_sum(plan)}", False


def plan_of_code(code: str) -> bytes:
    """The plan's file that a code holds, for `plans.files.read_plan` to look at.

    Raises:
        FailedError: It is no code of a plan, or only names one.
    """
    signs = "".join(code.split())
    if not signs.startswith(WHOLE):
        raise FailedError(sentence("this code holds no plan"))
    packed = signs.removeprefix(WHOLE)
    unpacking = zlib.decompressobj()
    try:
        raw = base64.b32decode(packed + "=" * (-len(packed) % 8))
        plan = unpacking.decompress(raw, MOST_BYTES)
    except (binascii.Error, zlib.error, ValueError):
        raise FailedError(sentence("this code of a plan is broken")) from None
    if not unpacking.eof:
        raise FailedError(sentence("this code of a plan is broken"))
    return plan
