"""Per field, the last writer wins: the greatest (effective time, sender's time, operation id).

The order in which operations arrive, and how often, makes no difference: that is what lets two phones and
a form change the same row while apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Stamp = tuple[int, int, str]
"""(eff, ts, operation id): milliseconds since the epoch, then the id as 32 hex digits."""


@dataclass(slots=True)
class Row:
    """One row while it is merged.

    values: by protocol name. stamps: who wrote which field when. changed: the fields that must be stored.
    """

    values: dict[str, Any]
    stamps: dict[str, Stamp]
    changed: set[str] = field(default_factory=set)

    @property
    def is_purged(self) -> bool:
        """Deleted long ago, with nothing left but its place: only the purge leaves a row without stamps."""
        return not self.stamps

    def take(self, fields: Mapping[str, Any], stamp: Stamp) -> bool:
        """Set each field whose stamp is older. Says whether any was."""
        newer = [name for name in fields if name not in self.stamps or self.stamps[name] < stamp]
        for name in newer:
            self.values[name] = fields[name]
            self.stamps[name] = stamp
        self.changed.update(newer)
        return bool(newer)


def pack_stamps(stamps: Mapping[str, Stamp]) -> dict[str, list[str]]:
    """The stored form, `{"eff.ts.id": [fields]}`: most fields of a row share the stamp of its creation."""
    packed: dict[str, list[str]] = {}
    for name, (eff, ts, operation) in stamps.items():
        packed.setdefault(f"{eff}.{ts}.{operation}", []).append(name)
    return packed


def unpack_stamps(packed: Mapping[str, list[str]]) -> dict[str, Stamp]:
    """The inverse of `pack_stamps`."""
    stamps = {}
    for key, names in packed.items():
        eff, ts, operation = key.split(".")
        stamps.update({name: (int(eff), int(ts), operation) for name in names})
    return stamps
