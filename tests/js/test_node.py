"""The scripts' own tests, run by node, so that they are part of the gate."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".venv" / "node" / "bin" / "node"


def test_the_scripts_pass_their_own_tests() -> None:
    if not NODE.exists():
        pytest.fail("node is missing. Install it: make lint, or run the tests by make test", pytrace=False)

    files = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    run = subprocess.run([str(NODE), "--test", *files], cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
    empty = [file for file in files if file in run.stdout]
    assert files
    assert not empty, f"node counts a file without tests as one: {empty}"
