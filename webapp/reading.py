"""A form being read: one way to collect what has to be mended, for every room but the sets' own forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
C = TypeVar("C", bound=str)


@dataclass(slots=True)
class Reading:
    """What was sent, and a sentence for each box that can't be taken, by the box's id.

    Nothing that was read counts while there are `errors`.
    """

    form: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, parse: Callable[[str], T], fallback: T) -> T:
        """The field, parsed; `fallback`, and a note in `errors`, when `parse` raises ValueError."""
        read = self.take_box(name, self.form.get(name, ""), parse)
        return fallback if name in self.errors else read  # type: ignore[return-value]

    def take_box(self, box: str, text: str, parse: Callable[[str], T]) -> T | None:
        """The same for a box whose id isn't its field's name; None when it can't be taken."""
        try:
            return parse(text)
        except ValueError as refusal:
            self.errors[box] = str(refusal)
            return None


def one_of(choices: Iterable[C], refusal: str) -> Callable[[str], C]:
    """Reads one of these words. refusal: the sentence for any other."""
    known = {str(one): one for one in choices}

    def parse(text: str) -> C:
        if text not in known:
            raise ValueError(refusal)
        return known[text]

    return parse
