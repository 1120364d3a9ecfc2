"""All pages of accounts."""

from webapp.accounts import (
    devices_pages,
    equipment_pages,
    gyms_pages,
    password_pages,
    settings_pages,
    sign_in_pages,
    sign_up_pages,
)
from webapp.accounts.blueprint import bp

__all__ = [
    "bp",
    "devices_pages",
    "equipment_pages",
    "gyms_pages",
    "password_pages",
    "settings_pages",
    "sign_in_pages",
    "sign_up_pages",
]
