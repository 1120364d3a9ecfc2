"""`python -m bench.secure CERTIFICATE KEY`: the server over HTTPS, without a proxy, for Lighthouse."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from webapp.config import read_settings
from webapp.server import serve

if __name__ == "__main__":
    certificate, key = map(Path, sys.argv[1:])
    serve(replace(read_settings(os.environ), certificate=certificate, certificate_key=key))
