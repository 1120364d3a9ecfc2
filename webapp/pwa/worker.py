"""The worker's own file: a few lines that name this build, so that a new build is a new worker.

With BACKDAY_WORKER=off it is another worker, which removes itself and the files it put on the phone, and
needs nothing else of this server to do so.
"""

from __future__ import annotations

import json

from webapp.assets import build_id, current, static_url
from webapp.pwa.precache import addresses

_SOURCE = """\
import {{ work }} from {module};
work({{ build: {build}, precache: {precache} }});
"""


def source() -> str:
    """The worker that serves the app."""
    return _SOURCE.format(
        module=json.dumps(static_url("js/worker/main.js")),
        build=json.dumps(build_id()),
        precache=json.dumps(addresses(), indent=1),
    )


def farewell() -> str:
    """The worker that ends them all."""
    return current().files["js/worker/farewell.js"].plain.decode()
