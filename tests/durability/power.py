"""What a disk holds when the power comes back: all that was synced, and who knows what of the rest."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.durability.disk import Acknowledged, Event, Sync, Truncate, Write

SECTOR_BYTES = 512
"""The smallest piece that a disk writes whole."""

LUCK = (0.0, 0.2, 0.5, 0.9, 1.0)
"""How much of what wasn't synced survives a cut, on the whole; chosen anew for each."""


@dataclass(frozen=True)
class Cut:
    """files: what the power left, by path. acknowledged: operations that phones were told are safe."""

    files: dict[str, bytes]
    acknowledged: set[str]


@dataclass
class _File:
    """data: what is safe. waiting: what was asked for since, each with the event's number."""

    data: bytearray
    waiting: list[tuple[int, Write | Truncate]] = field(default_factory=list)

    def sync(self, began: int) -> None:
        for number, change in self.waiting:
            if number < began:
                _carry_out(self.data, change)
        self.waiting = [one for one in self.waiting if one[0] >= began]


def cuts(before: dict[str, bytes], events: list[Event], count: int, chance: random.Random) -> Iterator[Cut]:
    """That many power cuts, at moments spread by chance over the diary.

    before: what the files held when the diary was begun, all of it safe.
    """
    files = {path: _File(bytearray(data)) for path, data in before.items()}
    acknowledged: set[str] = set()
    moments = sorted(chance.choices(range(1, len(events) + 1), k=count))
    for number, event in enumerate(events, start=1):
        if isinstance(event, Acknowledged):
            acknowledged |= event.ids
        elif isinstance(event, Sync):
            files.setdefault(event.path, _File(bytearray())).sync(event.began)
        else:
            files.setdefault(event.path, _File(bytearray())).waiting.append((number - 1, event))
        while moments and moments[0] == number:
            moments.pop(0)
            yield Cut(_after_a_cut(files, chance), set(acknowledged))


def lay_out(cut: Cut, folder: Path) -> Path:
    """Write the files into an empty folder; says where the database is."""
    for path, data in cut.files.items():
        (folder / Path(path).name).write_bytes(data)
    return folder / min((Path(path).name for path in cut.files), key=len)


def _after_a_cut(files: dict[str, _File], chance: random.Random) -> dict[str, bytes]:
    luck, left = chance.choice(LUCK), {}
    for path, file in files.items():
        data = bytearray(file.data)
        for _number, change in file.waiting:
            for part in _what_survives(change, luck, chance):
                _carry_out(data, part)
        left[path] = bytes(data)
    return left


def _what_survives(
    change: Write | Truncate, luck: float, chance: random.Random
) -> Iterable[Write | Truncate]:
    """All of it, nothing, or some of its sectors."""
    if chance.random() < luck:
        return [change]
    if isinstance(change, Truncate) or chance.random() < 0.5:
        return []
    return [sector for sector in _sectors(change) if chance.random() < 0.5]


def _sectors(change: Write) -> Iterator[Write]:
    """Cut where the disk's sectors meet; the first and the last may be parts of one."""
    start, end = change.offset, change.offset + len(change.data)
    while start < end:
        stop = min(end, (start // SECTOR_BYTES + 1) * SECTOR_BYTES)
        yield Write(change.path, start, change.data[start - change.offset : stop - change.offset])
        start = stop


def _carry_out(data: bytearray, change: Write | Truncate) -> None:
    if isinstance(change, Truncate):
        del data[change.size :]
        return
    data.extend(bytes(max(0, change.offset - len(data))))
    data[change.offset : change.offset + len(change.data)] = change.data
