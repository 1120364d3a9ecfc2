"""Filling in the account forms as a person does."""

from __future__ import annotations

from typing import Any

from tests.people import PASSWORD
from tests.visiting import Page, Phone, form_to, visit

ZOE = {"name": "Zoë Quist", "email": "zoe@example.com", "password": "pull the slack out first"}


def submit(page: Page, action: str, *, status: int | str = 303, **typed: str) -> Page:
    """Fill in the form that goes to `action` and send it."""
    form = form_to(page, action)
    for name, text in typed.items():
        form[name] = text
    return form.submit(status=status)


def sign_up(phone: Phone, *, status: int = 303, at: str = "/signup", **typed: str) -> Page:
    """Sign up as Zoë, but for what is said otherwise."""
    return submit(visit(phone, at), "/signup", status=status, **{**ZOE, **typed})


def sign_in(phone: Phone, email: str, password: str = PASSWORD, *, status: int = 303, **more: Any) -> Page:
    return submit(visit(phone, "/login"), "/login", status=status, email=email, password=password, **more)


def error_by(page: Page, field: str) -> str:
    """The sentence that belongs to a field; fails if the field isn't marked as invalid."""
    control, sentence = page.html.select_one(f"#{field}"), page.html.select_one(f"#{field}-error")
    assert control is not None
    assert sentence is not None
    assert control.get("aria-invalid") == "true"
    assert f"{field}-error" in str(control["aria-describedby"]).split()
    return str(sentence.get_text(strip=True))
