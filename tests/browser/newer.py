"""The real server as a later version of the app: `NEWER=text python -m tests.browser.newer`.

Workers import this module again, so the version changes at the top.
"""

from __future__ import annotations

import os
import sys

from webapp import assets

_version = assets._version
assets._version = lambda: f"{_version()}-{os.environ['NEWER']}"

if __name__ == "__main__":
    from webapp.__main__ import main

    sys.exit(main())
