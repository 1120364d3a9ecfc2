"""Rules about the code that a reviewer would forget; each is seen to fail on a planted breach."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = (
    ("webapp.domain",),
    ("webapp.clock", "webapp.config", "webapp.models.base"),
    ("webapp.extensions",),
    ("webapp.models", "webapp.database"),
    ("webapp.access", "webapp.catalogue", "webapp.compression", "webapp.headers", "webapp.joining"),
    ("webapp.assets", "webapp.errors", "webapp.reading"),
    ("webapp.threads", "webapp.exercises", "webapp.accounts"),
    ("webapp.workouts",),
    ("webapp.programs", "webapp.history", "webapp.progress", "webapp.measurements", "webapp.limitations"),
    ("webapp.coaching", "webapp.publishing"),
    ("webapp.transfer", "webapp.sync", "webapp.pwa", "webapp.forgetting"),
    ("webapp.cli",),
    ("webapp",),
)
"""From the ground up. A module imports from its own package and from floors below, nothing else."""

BUCKETS = {
    "common",
    "dao",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "utils",
}

CLOCKS = re.compile(
    r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|time_ns|localtime|gmtime)|func\.now)\("
)

OUTSIDE = re.compile(
    r"/wor"
    r"k/|\bshared/(?:design|hooks|reference|samples|[A-Z]+\.md)|py"
    r"pi\.org|python"
    r"hosted|npm"
    r"js\."
)
"""What must not be named: folders beside the repository, and hosts of package registries."""

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\s(?:style|on[a-z]+)\s*=\s*[\"']|javascript:",
    re.I,
)

EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.M)
BRACES = re.compile(r"\{([\w\s,]+)\}")
WORKER = "webapp/pwa/worker.py"
"""Writes the one script that isn't a file."""

UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false")


def python_files(root: Path, *folders: str) -> Iterator[tuple[str, str, Path]]:
    """Module name, source and path of each Python file in those folders of `root`."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            dotted = ".".join(path.relative_to(root).with_suffix("").parts)
            yield dotted.removesuffix(".__init__"), path.read_text(), path


def imports(source: str, known: set[str]) -> Iterator[str]:
    """Every module that the source imports, wherever in it; `from x import y` is x.y if that is a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                dotted = f"{node.module}.{alias.name}"
                yield dotted if dotted in known else node.module


def floor_of(module: str) -> tuple[int, str]:
    """The floor and which of its packages the module belongs to; the longest name that fits decides."""
    fitting = [
        (package.count("."), floor, package)
        for floor, packages in enumerate(FLOORS)
        for package in packages
        if module == package or module.startswith(f"{package}.")
    ]
    _, floor, package = max(fitting)
    return floor, package


def imports_upwards(root: Path) -> list[str]:
    files = list(python_files(root, "webapp"))
    known = {module for module, _, _ in files}
    return [
        f"{module} imports {imported}"
        for module, source, _ in files
        for imported in imports(source, known)
        if imported.split(".")[0] == "webapp"
        and floor_of(imported) != floor_of(module)
        and floor_of(imported)[0] >= floor_of(module)[0]
    ]


def rules_that_need_more_than_python(root: Path) -> list[str]:
    allowed = sys.stdlib_module_names | {"webapp"}
    return [
        f"{module} imports {imported}"
        for module, source, _ in python_files(root, "webapp/domain")
        for imported in imports(source, set())
        if imported.split(".")[0] not in allowed
    ]


def borrowed_routes(root: Path) -> list[str]:
    files = list(python_files(root, "webapp"))
    known = {module for module, _, _ in files}
    return [
        f"{module} imports {imported}"
        for module, source, _ in files
        for imported in imports(source, known)
        if re.fullmatch(r"webapp\.\w+\.routes", imported)
        and module != "webapp"
        and module.rsplit(".", 1)[0] != imported.rsplit(".", 1)[0]
    ]


def other_clocks(root: Path) -> list[str]:
    files = [file for file in python_files(root, "webapp") if file[0] != "webapp.clock"]
    asked = [f"{module} asks {found}…)" for module, source, _ in files for found in CLOCKS.findall(source)]
    held = [
        f"{module} imports utc_now itself, so no test can turn it"
        for module, source, _ in files
        if re.search(r"from webapp\.clock import", source)
    ]
    return asked + held


def commits_below_the_edge(root: Path) -> list[str]:
    return [
        f"{module} commits"
        for module, source, path in python_files(root, "webapp")
        if (
            path.name in ("actions.py", "queries.py") or module.startswith(("webapp.models", "webapp.domain"))
        )
        and re.search(r"\.commit\(", source)
    ]


def bucket_names(root: Path) -> list[str]:
    folders = [root / name for name in ("webapp", "static", "tests", "bench", "migrations")]
    return [
        str(path.relative_to(root))
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.stem.lower().lstrip("_") in BUCKETS and "node_modules" not in path.parts
    ]


def inline_code(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {found.group(0).strip()}"
        for path in sorted((root / "webapp").rglob("*.html"))
        for found in [*INLINE.finditer(path.read_text()), *UNESCAPED.finditer(path.read_text())]
    ]


def exports_that_nobody_imports(root: Path) -> list[str]:
    """Only by name, and by names in braces: imports of our scripts, late ones too, have no other form."""
    sources = {path: path.read_text() for path in sorted((root / "static/js").rglob("*.js"))}
    users = {path: path.read_text() for path in [*(root / "tests/js").rglob("*.js"), *root.glob(WORKER)]}
    taken = {
        path: set(re.findall(r"\w+", " ".join(BRACES.findall(text))))
        for path, text in {**sources, **users}.items()
    }
    return [
        f"{path.relative_to(root)}: {name}"
        for path, source in sources.items()
        for name in EXPORT.findall(source)
        if not any(name in names for user, names in taken.items() if user != path)
    ]


def things_outside(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {found.group(0)}"
        for path in texts(root)
        for found in OUTSIDE.finditer(path.read_text(errors="replace"))
    ]


def texts(root: Path) -> Iterator[Path]:
    """Every text that belongs to the repository; what tools and runs leave behind isn't ours."""
    kinds = {
        ".py",
        ".html",
        ".css",
        ".js",
        ".json",
        ".md",
        ".toml",
        ".txt",
        ".in",
        ".yml",
        ".yaml",
        ".svg",
        "",
    }
    left_behind = {"node_modules", "instance", "__pycache__"}
    for path in sorted(root.iterdir()):
        if path.name in left_behind or (path.name.startswith(".") and path.name != ".ci"):
            continue
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and file.suffix in kinds and not left_behind & set(file.parts):
                yield file


Rule = Callable[[Path], list[str]]

PLANTED: list[tuple[Rule, str, str]] = [
    (imports_upwards, "webapp/models/workout.py", "from webapp.workouts.page import Card"),
    (imports_upwards, "webapp/workouts/queries.py", "def f():\n    import webapp.history.queries"),
    (imports_upwards, "webapp/history/queries.py", "from webapp.programs import actions"),
    (imports_upwards, "webapp/domain/plates.py", "from webapp import clock"),
    (rules_that_need_more_than_python, "webapp/domain/plates.py", "import sqlalchemy as sa"),
    (borrowed_routes, "webapp/workouts/queries.py", "from webapp.history.routes import bp"),
    (borrowed_routes, "webapp/workouts/queries.py", "from webapp.history import routes"),
    (other_clocks, "webapp/accounts/actions.py", "born = datetime.now(UTC)"),
    (other_clocks, "webapp/accounts/actions.py", "seen = time.time()"),
    (other_clocks, "webapp/accounts/actions.py", "from webapp.clock import utc_now"),
    (commits_below_the_edge, "webapp/programs/actions.py", "db.session.commit()"),
    (bucket_names, "webapp/workouts/helpers.py", ""),
    (inline_code, "webapp/templates/a.html", "<script>go()</script>"),
    (inline_code, "webapp/templates/a.html", "<style>p { color: red }</style>"),
    (inline_code, "webapp/templates/a.html", '<p style="color: red">'),
    (inline_code, "webapp/templates/a.html", '<p onclick="go()">'),
    (inline_code, "webapp/templates/a.html", "{{ note | safe }}"),
    (exports_that_nobody_imports, "static/js/page/a.js", "export const left = 1;"),
    (things_outside, "docs/a.md", "As in " + "shared/" + "DESIGN.md."),
    (things_outside, "webapp/a.py", 'open("' + "/wo" + 'rk/x")'),
]


@pytest.mark.parametrize(
    "rule", list(dict.fromkeys(rule for rule, _, _ in PLANTED)), ids=lambda rule: rule.__name__
)
def test_the_code_has_none_of(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "file", "breach"), PLANTED)
def test_a_planted_breach_is_found(rule: Rule, file: str, breach: str, tmp_path: Path) -> None:
    for module in ("webapp/history/routes.py", "webapp/programs/actions.py", "webapp/clock.py", file):
        (tmp_path / module).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / module).write_text("")
    assert rule(tmp_path) == [] or rule is bucket_names

    (tmp_path / file).write_text(breach + "\n")

    assert rule(tmp_path) != []


def test_the_names_of_floors_are_not_misspelt() -> None:
    rooms_to_come = {"threads", "coaching", "transfer", "sync", "pwa"}
    existing = {module for module, _, _ in python_files(ROOT, "webapp")}

    unknown = {package for floor in FLOORS for package in floor} - existing

    assert {package.removeprefix("webapp.") for package in unknown} <= rooms_to_come
