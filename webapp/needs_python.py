"""Imported before anything else: says in one line that this Python is too old, instead of a traceback.

Has to be readable for the Python that is too old.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    raise SystemExit(
        "Backday needs Python {}.{} or newer; this is {}.{}.{}.".format(*OLDEST, *sys.version_info[:3])
    )
