"""All pages of publishing."""

from webapp.publishing import (
    comment_pages,
    following_pages,
    people_pages,
    profile_pages,
    public_pages,
    publication_pages,
    taking_pages,
)
from webapp.publishing.blueprint import bp

__all__ = [
    "bp",
    "comment_pages",
    "following_pages",
    "people_pages",
    "profile_pages",
    "public_pages",
    "publication_pages",
    "taking_pages",
]
