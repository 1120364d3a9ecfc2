"""The addresses in what somebody wrote, made to be followed. static/js/shared/links.js does the same."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"""\bhttps?://[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+""", re.IGNORECASE)
"""Marks that turn the direction of writing end one: it must not read as another than it is."""

_ENDS_SENTENCE = ".,;:!?…*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def linked(text: str) -> Markup:
    """The text, escaped, with its http and https addresses as links that open beside the app."""
    return Markup("").join(_link(part) if is_link else escape(part) for part, is_link in parts(text))


def parts(text: str) -> list[tuple[str, bool]]:
    """The text cut up, in order: what is an address and what stands between."""
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        address = _without_end(match[0])
        if re.fullmatch(r"https?://\W*", address, re.IGNORECASE):
            continue
        found += [(text[at : match.start()], False), (address, True)]
        at = match.start() + len(address)
    return [part for part in (*found, (text[at:], False)) if part[0]]


def _without_end(address: str) -> str:
    """Without what belongs to the sentence: its full stop, the bracket that it stands in."""
    while address:
        last = address[-1]
        is_closed = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        if last not in _ENDS_SENTENCE and not is_closed:
            break
        address = address[:-1]
    return address


def _link(address: str) -> Markup:
    rel = "noopener nofollow ugc"
    return Markup('<a href="{0}" target="_blank" rel="{1}">{0}</a>').format(address, rel)
