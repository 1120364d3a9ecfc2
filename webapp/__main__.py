"""`python -m webapp`: make everything ready, serve, and say in one line what is wrong when that can't be."""

from __future__ import annotations

import os
import sys

from webapp.config import SettingError, read_settings
from webapp.server import PortTaken, claim_port, serve
from webapp.setup import SetupError, prepare


def main() -> int:
    """The exit code: 0 when told to stop, 1 when it couldn't start."""
    try:
        settings = read_settings(os.environ)
        claim_port(settings)
        prepare(settings)
    except (SettingError, SetupError, PortTaken) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    serve(settings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
