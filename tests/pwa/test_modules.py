"""The shell asks at once for every script that it can't do without."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.visiting import Phone
from webapp import assets
from webapp.pwa.modules import needed_by

STARTS_WITH = ("js/page/main.js", "js/page/joined.js", "js/page/enhance/shell.js")


def _asked_for_at_once(phone: Phone) -> list[str]:
    links = phone.get("/shell/today").html.select('link[rel="modulepreload"]')
    return [str(link["href"]).split("/", 3)[3] for link in links]


def _imported(name: str) -> set[str]:
    """What the module can't start without, by file name; those that are asked for are all different."""
    text = assets.current().files[name].plain.decode()
    return {
        path.rpartition("/")[2] for path in re.findall(r"^(?:}|import|export).* from \"(.+)\"", text, re.M)
    }


def test_the_shell_asks_for_all_its_modules_before_any_has_arrived(app: Flask, phone: Phone) -> None:
    asked = _asked_for_at_once(phone)

    assert set(STARTS_WITH) <= set(asked)
    assert len(asked) == len(set(asked)) < 6, "what starts together comes in one file"
    by_name = {name.rpartition("/")[2] for name in asked}
    with app.app_context():
        for name in asked:
            assert _imported(name) <= by_name, name


def test_it_asks_for_nothing_that_can_wait(app: Flask, phone: Phone) -> None:
    """What a click or the finished page brings would only stand in the way."""
    asked = _asked_for_at_once(phone)

    for name in ("worker.js", "install.js", "sign-out.js", "held-days.js"):
        assert not [one for one in asked if one.endswith(f"/{name}")]
    with app.app_context():
        wanted = set().union(*(_imported(name) for name in asked))
    assert {name.rpartition("/")[2] for name in asked} - wanted == {"main.js", "shell.js"}


def test_a_script_that_is_not_there_is_our_mistake(app: Flask) -> None:
    with app.app_context(), pytest.raises(KeyError):
        needed_by("js/page/nowhere.js")
