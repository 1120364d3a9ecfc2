"""Modules that a start needs, all in one file: each is a function of its own in it, run once, in order.

The sources stay as they are (decision 0018). Only what our scripts use is understood: `import { a, b as c }
from "./x.js"`, and `export` before a function, class or const; anything else is our mistake: ValueError.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_LATE = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_NOTHING = re.compile(r"^export \{\};$", re.MULTILINE)
_STRANGE = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Joined:
    """One file of several modules. members: in the order in which they run."""

    address: str
    members: tuple[str, ...]
    text: str

    def name_of(self, member: str) -> str:
        """What the module is called in the file, and exported as: `$` and its place."""
        return f"${self.members.index(member)}"


def join(sources: Mapping[str, str], entry: str, address: str) -> Joined:
    """All that `entry` imports, and what that imports, as one file at `address`; not the entry itself.

    Raises KeyError for a file that isn't there, ValueError where two modules need each other first.
    """
    members = tuple(_in_order(sources, entry, ()))[:-1]
    whole = Joined(address, members, "")
    parts = [_as_function(name, sources[name], whole) for name in members]
    names = ", ".join(whole.name_of(name) for name in members)
    return Joined(address, members, "".join(parts) + f"export {{ {names} }};\n")


def refer(name: str, text: str, joined: Joined) -> str:
    """A module that isn't in the file, with what it imports of members taken from there."""

    def taken(found: re.Match[str]) -> str:
        target = _resolved(name, found[2])
        if target not in joined.members:
            return found[0]
        it = joined.name_of(target)
        return f'import {{ {it} }} from "{_relative(joined.address, name)}"; {_unpacked(found[1], it)}'

    return _IMPORT.sub(taken, text)


def stand_in(name: str, text: str, joined: Joined) -> str:
    """What is served at a member's own address: the one in the file, so that it never exists twice."""
    it = joined.name_of(name)
    exported = ", ".join(_EXPORT.findall(text))
    address = _relative(joined.address, name)
    return f'import {{ {it} }} from "{address}";\nexport const {{ {exported} }} = {it};\n'


def _in_order(sources: Mapping[str, str], name: str, above: tuple[str, ...]) -> list[str]:
    """The module and all below it, the deepest first."""
    if name in above:
        raise ValueError(f"{name} and {above[-1]} need each other first")
    order: list[str] = []
    for _, path in _IMPORT.findall(sources[name]):
        order += [
            one for one in _in_order(sources, _resolved(name, path), (*above, name)) if one not in order
        ]
    return [*order, name]


def _as_function(name: str, text: str, joined: Joined) -> str:
    exported = ", ".join(_EXPORT.findall(text))
    text = _IMPORT.sub(lambda found: _unpacked(found[1], joined.name_of(_resolved(name, found[2]))), text)
    text = _LATE.sub(lambda found: f'import("{_relative(_resolved(name, found[1]), joined.address)}")', text)
    text = _NOTHING.sub("", _EXPORT.sub("", text))
    if strange := _STRANGE.search(text):
        raise ValueError(f"{name}: not understood: {strange[0]}")
    return (
        f"// {name}\nconst {joined.name_of(name)} = (() => {{\n"
        f"{text.strip()}\nreturn {{ {exported} }};\n}})();\n"
    )


def _unpacked(names: str, module: str) -> str:
    return f"const {{{names.replace(' as ', ': ')}}} = {module};"


def _resolved(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _relative(target: str, name: str) -> str:
    path = posixpath.relpath(target, posixpath.dirname(name))
    return path if path.startswith(".") else f"./{path}"
