"""A hundred times killed in the midst of it: the log is whole, and what was confirmed is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(300)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked for each kill")
def test_a_hundred_kills_lose_nothing_that_was_confirmed(tmp_path):
    root = Path(__file__).parents[2]
    words = [sys.executable, "-m", "tests.exchange.kills", str(tmp_path)]
    ran = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False, timeout=280)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["failures"] == []
    assert told["kills"] == 100
