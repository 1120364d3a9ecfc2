"""Static files under `/static/<build>/…`, compressed when first asked for, cached for ever; pages compressed.

The build is a digest of the files as they are served, the templates and the version. As a segment of the
path it is inherited by relative imports, so a page never mixes files of two builds. A digest that isn't this
server's is not there: old bytes must never be cached under a new name, or the other way round.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, url_for
from flask.typing import ResponseReturnValue

from webapp import joining
from webapp.access import access
from webapp.compression import Coding, accepted_coding, compress, packed

bp = Blueprint("assets", __name__)

_ROOT = Path(__file__).resolve().parent.parent
_STATIC = _ROOT / "static"
_TEMPLATES = Path(__file__).resolve().parent / "templates"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""What is served, and as what. A file of another kind (an editor's backup, a readme) is not."""

_STYLE_PARTS = ("css/layers.css", "css/tokens.css", "css/reset.css", "css/base.css", "css/utilities.css")
_STYLESHEETS = {"css/backday.css": (_STYLE_PARTS, "css/components/"), "css/reading.css": ((), "css/reading/")}
"""What each is made of: parts in this order, then those of a folder by name. One request before the first
paint, not thirty; what only a coach's pages, published ones and charts need isn't in a workout's way.
"""

_PAGE, _WORKER = "js/page/", "js/worker/"
"""What starts with `main.js` in each of these comes as that and one file more, `joined.js`."""

_FOR_EVER = "public, max-age=31536000, immutable"
_NOT_HERE = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file ready to send. packs: whether packing saves anything (not for pictures and fonts)."""

    content_type: str
    plain: bytes
    packs: bool


@dataclass(frozen=True, slots=True)
class Assets:
    """All static files of one build, by their path below `static/`.

    stand_ins: modules that the page has in one file, at their own addresses: nothing served asks for them.
    """

    build: str
    files: Mapping[str, Asset]
    stand_ins: frozenset[str]


def build_id() -> str:
    """The digest that is part of every static address, 12 hex digits. Needs an app context."""
    return current().build


def static_url(name: str) -> str:
    """The address of a static file, `js/page/main.js`; a name that isn't there is our mistake: KeyError."""
    assets = current()
    if name not in assets.files:
        raise KeyError(f"static/{name} is not there")
    return url_for("assets.static", build=assets.build, name=name)


def current() -> Assets:
    """The files as this server knows them; while developing, as they are on the disk."""
    return _at(_newest_change()) if current_app.debug else _at(None)


@bp.get("/static/<build>/<path:name>")
@access("public")
def static(build: str, name: str) -> ResponseReturnValue:
    """One file of this build, cached for ever; any other digest or name is 404 and never cached."""
    assets = current()
    asset = assets.files.get(name) if build == assets.build else None
    if asset is None:
        return "Not a file of this version.\n", 404, _NOT_HERE
    response = Response(asset.plain, content_type=asset.content_type)
    response.headers["Cache-Control"] = _FOR_EVER
    if asset.packs:
        response.vary.add("Accept-Encoding")
        coding = accepted_coding()
        if coding:
            response.set_data(_packed(asset.plain, coding))
            response.content_encoding = coding
    return response


def init_app(app: Flask) -> None:
    """Serve the static files, give templates `static_url`, compress the pages."""
    app.register_blueprint(bp)
    app.add_template_global(static_url)
    app.after_request(compress)


@cache
def _at(_changed: float | None) -> Assets:
    """Everything read; keyed by the newest change while developing."""
    sources = {_name(path): path.read_bytes() for path in _static_files()}
    sources |= {name: _stylesheet(sources, *parts) for name, parts in _STYLESHEETS.items()}
    scripts = {name: _uncommented(sources.pop(name)) for name in list(sources) if name.endswith(".js")}
    served, stand_ins = _as_served({name: body.decode() for name, body in scripts.items()})
    sources |= {name: text.encode() for name, text in served.items()}
    digest = hashlib.sha256(_version().encode())
    for name, body in (*sorted(sources.items()), *_templates()):
        digest.update(f"\0{name}\0{len(body)}\0".encode() + body)
    files = {name: _asset(name, body) for name, body in sources.items()}
    return Assets(digest.hexdigest()[:12], files, stand_ins)


def _asset(name: str, body: bytes) -> Asset:
    return Asset(_TYPES[Path(name).suffix], body, packs=len(_packed(body, "gzip")) < 0.9 * len(body))


@cache
def _packed(body: bytes, coding: Coding) -> bytes:
    """When first asked for: brotli takes a second for all files, and the first page would wait for it."""
    return packed(body, coding, once=True)


def _stylesheet(sources: Mapping[str, bytes], first: Sequence[str], folder: str) -> bytes:
    others = sorted(name for name in sources if name.startswith(folder))
    return _squeezed(b"\n".join(sources[name] for name in (*first, *others) if name in sources))


def _squeezed(css: bytes) -> bytes:
    """Without comments and needless blanks: a sixth less on the wire before the first paint."""
    css = re.sub(rb"/\*.*?\*/", b"", css, flags=re.DOTALL)
    css = re.sub(rb"\s+", b" ", css)
    return re.sub(rb" ?([{};]) ?|(?<=:) ", rb"\1", css).strip()


def _uncommented(script: bytes) -> bytes:
    """Without comments that fill whole lines, a quarter of what would travel; lines keep their numbers."""
    blocks = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)
    script = blocks.sub(lambda found: b"\n" * found.group().count(b"\n"), script)
    return re.sub(rb"^[ \t]*//.*$", b"", script, flags=re.MULTILINE)


def _as_served(scripts: Mapping[str, str]) -> tuple[dict[str, str], frozenset[str]]:
    """The scripts with what starts together in one file, and which of them stand in for what is in it.

    A worker can't import late, so what only it has needs no address.
    """
    served = dict(scripts)
    stand_ins: frozenset[str] = frozenset()
    if f"{_PAGE}main.js" in scripts:
        page = joining.join(scripts, f"{_PAGE}main.js", f"{_PAGE}joined.js")
        stand_ins = frozenset(page.members)
        for name in (name for name in scripts if not name.startswith(_WORKER)):
            made = joining.stand_in if name in stand_ins else joining.refer
            served[name] = made(name, scripts[name], page)
        served[page.address] = page.text
    if f"{_WORKER}main.js" in scripts:
        worker = joining.join(scripts, f"{_WORKER}main.js", f"{_WORKER}joined.js")
        for name in (name for name in scripts if name.startswith(_WORKER)):
            served[name] = joining.refer(name, scripts[name], worker)
        served = {name: text for name, text in served.items() if not _is_inside(name, worker)}
        served[worker.address] = worker.text
    return served, stand_ins


def _is_inside(name: str, worker: joining.Joined) -> bool:
    return name.startswith(_WORKER) and name in worker.members


def _static_files() -> Iterator[Path]:
    return (p for p in sorted(_STATIC.rglob("*")) if p.is_file() and p.suffix in _TYPES and p.name[0] != ".")


def _templates() -> Iterator[tuple[str, bytes]]:
    return ((path.relative_to(_TEMPLATES).as_posix(), path.read_bytes()) for path in _template_files())


def _template_files() -> Iterator[Path]:
    return (p for p in sorted(_TEMPLATES.rglob("*.html")) if p.is_file())


def _newest_change() -> float:
    return max((p.stat().st_mtime for p in (*_static_files(), *_template_files())), default=0.0)


def _name(path: Path) -> str:
    return path.relative_to(_STATIC).as_posix()


def _version() -> str:
    with (_ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
