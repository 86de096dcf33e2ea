"""How fast this machine is now, so that a limit on reading a file judges the reading alone."""

import json
import time

_WORK_S = 0.03
"""What the work takes of the processor at a desk; servers that are shared take thrice as long."""


def at_a_desk(taken_s: float) -> float:
    """What would have been taken of the processor at a desk, by a piece of work done right now.

    The work is a megabyte of JSON for Python's own reader.
    """
    text = json.dumps([{"a": [0, 1.5, "text"]}] * 60_000)
    began = time.process_time()
    json.loads(text)
    json.loads(text)
    return taken_s * 2 * _WORK_S / (time.process_time() - began)
