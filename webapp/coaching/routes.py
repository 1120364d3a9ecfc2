"""All pages of coaching."""

from webapp.coaching import (
    change_pages,
    digest_pages,
    editing_pages,
    exercise_pages,
    giving_pages,
    invitation_pages,
    library_pages,
    limitation_pages,
    link_pages,
    log_pages,
    note_pages,
    program_pages,
    request_pages,
    roster_pages,
    still_pages,
    template_pages,
    told_pages,
)
from webapp.coaching.blueprint import bp

__all__ = [
    "bp",
    "change_pages",
    "digest_pages",
    "editing_pages",
    "exercise_pages",
    "giving_pages",
    "invitation_pages",
    "library_pages",
    "limitation_pages",
    "link_pages",
    "log_pages",
    "note_pages",
    "program_pages",
    "request_pages",
    "roster_pages",
    "still_pages",
    "template_pages",
    "told_pages",
]
