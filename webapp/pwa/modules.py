"""Which scripts a page can't do without, so that it may ask for all of them at once.

By itself a browser learns of a module when the one that imports it has been read: on a slow phone, one step
after the other before the first set can be ticked.
"""

from __future__ import annotations

import posixpath
import re

from webapp import assets

_IMPORTED = re.compile(r'^(?:import|export)\b[^"(=]*"(\.[^"]+)"', re.MULTILINE)
"""What comes with a module; `import(…)` comes when it is wanted."""


def needed_by(*entries: str) -> list[str]:
    """The entries and all that they import, by path below `static/`; the nearest first.

    Raises KeyError for a file that isn't there.
    """
    files = assets.current().files
    found = list(entries)
    for name in found:
        text = files[name].plain.decode()
        near = (posixpath.normpath(f"{posixpath.dirname(name)}/{path}") for path in _IMPORTED.findall(text))
        found += dict.fromkeys(one for one in near if one not in found)
    return found
