"""A Python that is too old is told so in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = """
import runpy, sys
sys.version_info = {version}
sys.argv = ["webapp"]
runpy.run_module("webapp", run_name="__main__")
"""


@pytest.mark.parametrize("version", [(3, 9, 2, "final", 0), (3, 10, 14, "final", 0)])
def test_an_old_python_is_refused_in_one_line(version: tuple[object, ...]) -> None:
    started = subprocess.run(
        [sys.executable, "-c", START.format(version=version)], capture_output=True, text=True, check=False
    )

    told = f"Backday needs Python 3.11 or newer; this is {'.'.join(map(str, version[:3]))}.\n"
    assert (started.returncode, started.stdout, started.stderr) == (1, "", told)
