"""Killed in the midst of it, again and again: the log is whole, and has what was confirmed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(300)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked for each kill")
def test_many_kills_lose_nothing_that_was_confirmed(tmp_path):
    root = Path(__file__).parents[2]
    words = [sys.executable, "-m", "tests.exchange.kills", str(tmp_path)]
    ran = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False, timeout=280)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["failures"] == []
    assert told["kills"] == told["planned"]
    assert told["left"] > 0
    assert told["planned"] > 120  # a hundred and twenty evenly, and where a file is replaced
