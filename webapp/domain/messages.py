"""Who may write, change and read what a lifter and one of their coaches say to each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

Refusal = tuple[str, str]
"""A code for programs, a sentence for people."""

UNKNOWN = ("unknown", "This isn't there any more, or never was.")
NOT_LINKED = ("link", "You two aren't linked any more. What was said stays here.")
MOVED = ("moved", "It belongs to another workout or another conversation.")
NOT_YOURS = ("author", "Only who wrote a message can change it.")
OWN = ("reader", "A message is read by the one it was written to.")


@dataclass(frozen=True, slots=True)
class Between:
    """Whose workout it is, who asks, and who coaches the lifter now."""

    lifter: UUID
    by: UUID
    coaches: Collection[UUID]


def refusal(fields: Mapping[str, Any], row: Mapping[str, Any] | None, between: Between) -> Refusal | None:
    """Why these fields of a message can't be set; None if they can. row: the message, None for a new one.

    Who asks is the lifter or one of their coaches; that it is one is decided before.
    """
    if row is None:
        return _refusal_of_new(fields, between)
    if between.by not in (between.lifter, row["coach"]):
        return UNKNOWN  # another coach's conversation
    if any(name in fields and fields[name] != row[name] for name in ("workout", "set", "coach")):
        return MOVED
    is_author = row["author"] == between.by
    if not is_author and {"text", "deleted_at"} & set(fields):
        return NOT_YOURS
    return OWN if is_author and "read_at" in fields else None


def _refusal_of_new(fields: Mapping[str, Any], between: Between) -> Refusal | None:
    if between.by not in (between.lifter, fields["coach"]):
        return UNKNOWN
    if fields["coach"] not in between.coaches:
        return NOT_LINKED
    return OWN if fields.get("read_at") else None
