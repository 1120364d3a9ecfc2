"""A disk that notes what reaches it: SQLite's own file access, with a diary of writes and syncs.

It is a VFS (sqlite.org/vfs.html), made with ctypes from the one that SQLite uses anyway: the same functions
but for those that change a file. docs/decisions/0012 says why it is done so.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.database import sqlite_module

SQLITE_OK = 0


@dataclass(frozen=True, slots=True)
class Write:
    path: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """What was written to the file before the `began`th event is safe from here on."""

    path: str
    began: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A phone was told that these operations are safe."""

    ids: frozenset[str]


Event = Write | Truncate | Sync | Acknowledged


@dataclass
class Disk:
    """events: in the order in which they happened, whichever the thread; an append is one step in Python."""

    events: list[Event] = field(default_factory=list)

    def acknowledge(self, ids: Iterator[str] | list[str]) -> None:
        self.events.append(Acknowledged(frozenset(ids)))


@contextmanager
def watching(folder: Path) -> Iterator[Disk]:
    """While this lasts, what SQLite writes to new connections' files in this folder goes into the diary too.

    A sync is noted and not carried out: this disk loses power only on paper.
    """
    disk, library = Disk(), _library()
    own = library.sqlite3_vfs_find(None)
    watched = _Watched(disk, own.contents, str(folder))
    library.sqlite3_vfs_register(ctypes.byref(watched.vfs), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_register(own, 1)
        library.sqlite3_vfs_unregister(ctypes.byref(watched.vfs))


_Address = ctypes.c_void_p
_Write = ctypes.CFUNCTYPE(ctypes.c_int, _Address, _Address, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, _Address, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, _Address, ctypes.c_int)
# The name as the address that it is: SQLite keeps it while the file is open, and a copy would be gone.
_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, _Address, _Address, _Address, ctypes.c_int, ctypes.POINTER(ctypes.c_int)
)


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3: what can be done with an open file."""

    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("xClose", _Address),
        ("xRead", _Address),
        ("xWrite", _Write),
        ("xTruncate", _Truncate),
        ("xSync", _Sync),
        ("others", _Address * 13),
    )


class _File(ctypes.Structure):
    """sqlite3_file: SQLite knows no more of an open file than what can be done with it."""

    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", _Address),
        ("zName", ctypes.c_char_p),
        ("pAppData", _Address),
        ("xOpen", _Open),
        ("others", _Address * 15),
    )


class _Watched:
    """SQLite's own VFS with a diary. Kept alive by whoever registers it."""

    def __init__(self, disk: Disk, own: _Vfs, folder: str) -> None:
        self.disk, self.own, self.folder = disk, own, folder
        self.paths: dict[int, str] = {}
        self.tables: dict[int, _Methods] = {}
        """Own methods by the address of those they stand for."""
        self.vfs = _Vfs.from_buffer_copy(own)
        self.vfs.zName = b"watched"
        self.vfs.pNext = None
        self.vfs.xOpen = self.opening = _Open(self._open)

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        result: int = self.own.xOpen(ctypes.addressof(self.own), name, file, flags, out)
        path = ctypes.string_at(name).decode() if name else ""
        if result == SQLITE_OK and path.startswith(self.folder):
            self.paths[file] = path
            opened = _File.from_address(file)
            opened.methods = ctypes.pointer(self._methods(opened.methods.contents))
        return result

    def _methods(self, own: _Methods) -> _Methods:
        """The same, and every change noted."""
        address = ctypes.addressof(own)
        if address not in self.tables:
            watched = _Methods.from_buffer_copy(own)
            watched.xWrite = _Write(self._noting_writes(own.xWrite))
            watched.xTruncate = _Truncate(self._noting_truncation(own.xTruncate))
            watched.xSync = _Sync(self._sync)
            self.tables[address] = watched
        return self.tables[address]

    def _noting_writes(self, own: Any) -> Any:
        def write(file: int, data: int, size: int, offset: int) -> Any:
            self.disk.events.append(Write(self.paths[file], offset, ctypes.string_at(data, size)))
            return own(file, data, size, offset)

        return write

    def _noting_truncation(self, own: Any) -> Any:
        def truncate(file: int, size: int) -> Any:
            self.disk.events.append(Truncate(self.paths[file], size))
            return own(file, size)

        return truncate

    def _sync(self, file: int, _flags: int) -> int:
        self.disk.events.append(Sync(self.paths[file], len(self.disk.events)))
        return SQLITE_OK


def _library() -> ctypes.CDLL:
    """The SQLite that the app uses, which lies in, or beside, the module's compiled part."""
    name = "pysqlite3._sqlite3" if sqlite_module().__name__.startswith("pysqlite3") else "_sqlite3"
    library = ctypes.CDLL(importlib.import_module(name).__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = (ctypes.c_char_p,)
    library.sqlite3_vfs_register.argtypes = (ctypes.POINTER(_Vfs), ctypes.c_int)
    library.sqlite3_vfs_unregister.argtypes = (ctypes.POINTER(_Vfs),)
    return library
