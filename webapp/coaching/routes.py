"""All pages of coaching."""

from webapp.coaching import invitation_pages, link_pages, log_pages, roster_pages
from webapp.coaching.blueprint import bp

__all__ = ["bp", "invitation_pages", "link_pages", "log_pages", "roster_pages"]
