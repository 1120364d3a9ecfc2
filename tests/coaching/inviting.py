"""An invitation, as a coach makes it and a lifter takes it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.visiting import Page, Phone, form_to, visit


@dataclass(frozen=True)
class Invited:
    """What the coach's page shows once. address: with the token behind its #."""

    address: str
    code: str

    @property
    def token(self) -> str:
        return self.address.partition("#")[2]


def invite(coach: Phone, label: str = "") -> Invited:
    form = form_to(visit(coach, "/coach/invitations"), "/coach/invitations")
    form["label"] = label
    page = form.submit()
    return Invited(*(str(page.html.select_one(f"#{name}")["value"]) for name in ("address", "code")))


def open_with(phone: Phone, key: str, status: int = 200) -> Page:
    """What a token or a typed code leads to."""
    form = form_to(visit(phone, "/i"), "/i")
    form["key"] = key
    return form.submit(status=status)


def accept(phone: Phone, key: str, status: int = 303) -> Page:
    return form_to(open_with(phone, key), "/i/accept").submit(status=status)
