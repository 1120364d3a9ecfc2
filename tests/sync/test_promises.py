"""What docs/sync.md says never happens has the tests that it names."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "sync.md"


def test_every_promise_is_kept_by_tests_that_exist() -> None:
    missing, file, seen = [], "", 0
    for path, name in re.findall(r"`([\w/.]*)::([^`]+)`", PAGE.read_text()):
        file = path or file  # left out where it is the one before
        text = (TESTS / file).read_text()
        seen += 1
        if f"def {name}(" not in text and f'test("{name}"' not in text:
            missing.append((file, name))

    assert seen > 15
    assert missing == []
