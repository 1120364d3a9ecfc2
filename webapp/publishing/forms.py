"""What is typed: a coach's page, a publication, a question, why something is reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.operations import MAX_TEXT, MAX_TITLE, clean_text
from webapp.domain.video import parse_video
from webapp.models.publishing import HANDLE
from webapp.publishing.sources import Source
from webapp.reading import Reading

MAX_REASON = 300
MAX_HANDLE = 40


@dataclass(frozen=True, slots=True)
class ProfileForm:
    handle: str
    about: str
    is_public: bool
    takes_requests: bool


@dataclass(frozen=True, slots=True)
class PublicationForm:
    """source: None where what is published stays as it was copied."""

    title: str
    about: str
    video: str
    source: Source | None


def read_profile(reading: Reading, form: Mapping[str, str]) -> ProfileForm:
    """A switch that isn't sent is off. Counts only without `reading.errors`."""
    return ProfileForm(
        handle=reading.take("handle", parse_handle, ""),
        about=reading.take("about", parse_about, ""),
        is_public=form.get("public") == "1",
        takes_requests=form.get("requests") == "1",
    )


def read_publication(reading: Reading, sources: Sequence[Source] | None) -> PublicationForm:
    """sources: what there is to choose from; None where nothing is chosen."""
    source = None if sources is None else reading.take("source", _parse_source(sources), None)
    return PublicationForm(
        title=reading.take("title", parse_title, ""),
        about=reading.take("about", parse_about, ""),
        video=reading.take("video", parse_video, ""),
        source=source,
    )


def parse_handle(text: str) -> str:
    """A name in addresses. Raises ValueError."""
    handle = text.strip().lower()
    if not 3 <= len(handle) <= MAX_HANDLE or not HANDLE.fullmatch(handle):
        raise ValueError("3 to 40 letters from a to z, digits and hyphens; a letter first, like kim-carter.")
    return handle


def suggest_handle(name: str) -> str:
    """A first idea for a handle; "" where nothing of the name can stand in one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    handle = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")[:MAX_HANDLE].strip("-")
    return handle if len(handle) >= 3 else ""


def parse_title(text: str) -> str:
    """Raises ValueError."""
    title = clean_text(" ".join(text.split()), MAX_TITLE)
    if not title:
        raise ValueError("Give it a title.")
    return title


def parse_about(text: str) -> str:
    """Some sentences, or none. Raises ValueError."""
    return clean_text(text, MAX_TEXT)


def parse_reason(text: str) -> str:
    """Raises ValueError."""
    reason = clean_text(" ".join(text.split()), MAX_REASON)
    if not reason:
        raise ValueError("Say in a few words what is wrong with it.")
    return reason


def _parse_source(sources: Sequence[Source]) -> Callable[[str], Source]:
    def parse(text: str) -> Source:
        found = next((one for one in sources if one.key == text), None)
        if found is None:
            raise ValueError("Choose what to publish from the list.")
        return found

    return parse
