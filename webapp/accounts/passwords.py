"""Passwords: what is accepted, how they are kept, and how many are checked at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 8
MAX_LENGTH = 200
LONGEST_NUMBER = 12
"""Up to here a number is a date or a telephone's."""

AT_ONCE = 2
PATIENCE_S = 0.5

# OWASP's smallest cost: 25 ms of CPU. The library's default takes 170, a way to stop a small server.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_turns = BoundedSemaphore(AT_ONCE)


class TooBusyError(Exception):
    """More passwords are being checked than this process should do at once."""


def hash_password(password: str) -> str:
    """Slow on purpose: never while holding the write lock. Raises TooBusyError."""
    with _turn():
        return _hasher.hash(password)


def is_correct(password: str, stored: str | None) -> bool:
    """Whether the password belongs to the stored hash.

    stored: None for an unknown account; takes the same time and is never correct. Raises TooBusyError.
    """
    with _turn():
        nobodys = _nobodys_hash()  # also when it isn't needed: the first call makes it, which takes time
        try:
            _hasher.verify(stored or nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def wants_rehash(stored: str) -> bool:
    """Whether it was made with other costs than today's."""
    return _hasher.check_needs_rehash(stored)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE_S):
        raise TooBusyError
    try:
        yield
    finally:
        _turns.release()


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("the password of an account that isn't there")


# What is accepted


def check_password(password: str, *, email: str, name: str) -> str:
    """The password itself. Raises ValueError, with a sentence for the person who typed it."""
    if len(password) < MIN_LENGTH:
        raise ValueError("Use at least 8 characters. A few words in a row are easiest to keep.")
    if len(password) > MAX_LENGTH:
        raise ValueError("Use at most 200 characters.")
    if is_guessable(password):
        raise ValueError("That is one of the first passwords anybody would try. Choose another.")
    lowered = password.lower()
    if any(word in lowered for word in _words_of(email, name)):
        raise ValueError("Leave your name, your email and “backday” out of the password.")
    return password


def is_guessable(password: str) -> bool:
    """Whether it is a common password, also behind the usual disguises: P4ssw0rd!, qwertz123, aaaaaaaa."""
    lowered = password.lower()
    if len(set(lowered)) <= 2 or any(lowered in row for row in _ROWS):
        return True
    if lowered.isdigit() and len(lowered) <= LONGEST_NUMBER:
        return True
    bare = re.sub(r"[\W\d_]+$|^[\W\d_]+", "", lowered)
    return not {lowered, bare, bare.translate(_DISGUISE)}.isdisjoint(_common()) or any(
        len(bare) >= len("qwert") and bare in row for row in _ROWS
    )


_DISGUISE = str.maketrans("0134578@$!", "oieastbasi")

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i",
    "1q2w3e4r5t6z7u8i",
)
_ROWS = tuple(row for run in _RUNS for row in (run, run[::-1]))


@cache
def _common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8").split()
    return frozenset(lines)


def _words_of(email: str, name: str) -> set[str]:
    """The parts of at least 4 letters: shorter ones turn up in other words by chance."""
    local = re.split(r"\W+", email.lower().partition("@")[0])
    return {part for part in {"backday", email.lower(), *local, *name.lower().split()} if len(part) >= 4}
