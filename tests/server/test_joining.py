"""Several modules as one file: what each exports can be had from it, and none exists twice."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from tests.js.test_node import NODE
from webapp import assets, joining

SOURCES = {
    "page/main.js": 'import { open } from "./keep.js";\nimport { now as at } from "../shared/clock.js";\n'
    "open(at());\n",
    "page/keep.js": 'import { now } from "../shared/clock.js";\n'
    'export const open = (when) => [when, now()];\nexport const late = () => import("./late.js");\n',
    "page/late.js": 'import { open } from "./keep.js";\nimport { own } from "./own.js";\nexport { };\n',
    "page/own.js": "export function own() {}\n",
    "shared/clock.js": "let seen = 0;\nexport function now() {\n  return ++seen;\n}\nexport class Clock {}\n",
}


def test_a_module_runs_after_what_it_imports_and_once() -> None:
    joined = joining.join(SOURCES, "page/main.js", "page/joined.js")

    assert joined.members == ("shared/clock.js", "page/keep.js")
    assert "const { now } = $0;" in joined.text
    assert joined.text.count("let seen") == 1
    assert joined.text.endswith("export { $0, $1 };\n")


def test_what_comes_late_is_asked_for_from_where_the_file_is() -> None:
    joined = joining.join(SOURCES, "page/main.js", "start/joined.js")

    assert 'import("../page/late.js")' in joined.text


def test_who_is_outside_takes_members_from_the_file_and_others_as_before() -> None:
    joined = joining.join(SOURCES, "page/main.js", "page/joined.js")

    text = joining.refer("page/late.js", SOURCES["page/late.js"], joined)

    assert text.startswith('import { $1 } from "./joined.js"; const { open } = $1;\n')
    assert 'import { own } from "./own.js";' in text
    main = joining.refer("page/main.js", SOURCES["page/main.js"], joined)
    assert "const { now: at } = $0;" in main


@pytest.mark.parametrize(
    "text",
    [
        'export * from "./b.js";',
        "export let a = 1;",
        "export default function a() {}",
        'import b from "./b.js";',
        'import * as b from "./b.js";',
        'import "./b.js";',
    ],
)
def test_what_isnt_understood_is_our_mistake(text: str) -> None:
    sources = {
        "main.js": 'import { a } from "./a.js";\n',
        "a.js": f"{text}\n",
        "b.js": "export const b = 1;\n",
    }

    with pytest.raises(ValueError, match=r"a\.js: not understood"):
        joining.join(sources, "main.js", "joined.js")


def test_two_modules_that_need_each_other_first_are_our_mistake() -> None:
    sources = {
        "main.js": 'import { a } from "./a.js";\n',
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }

    with pytest.raises(ValueError, match="need each other first"):
        joining.join(sources, "main.js", "joined.js")


def _scripts() -> dict[str, str]:
    return {
        name: file.plain.decode() for name, file in assets.current().files.items() if name.endswith(".js")
    }


def _imported(name: str, text: str) -> set[str]:
    return {
        joining._resolved(name, path) for path in re.findall(r"""(?:from |\bimport\()"(\.[^"]+)\"""", text)
    }


def test_nothing_that_is_served_asks_for_a_file_that_isnt_there_or_stands_in(app: Flask) -> None:
    with app.app_context():
        scripts, stand_ins = _scripts(), assets.current().stand_ins

    assert "js/shared/store.js" in stand_ins
    for name, text in scripts.items():
        assert _imported(name, text) <= scripts.keys() - stand_ins, name


def test_whatever_the_sources_export_can_be_had_where_it_was(app: Flask, tmp_path: Path) -> None:
    """In node, of the files as they are served: a stand-in hands out the very same thing as the file."""
    with app.app_context():
        scripts, stand_ins = _scripts(), assets.current().stand_ins
    for name, text in scripts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    checks = [_check(name, scripts[name]) for name in sorted(stand_ins)]
    (tmp_path / "check.js").write_text("\n".join(checks))

    done = subprocess.run([NODE, "check.js"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def _check(name: str, stand_in: str) -> str:
    source = (assets._STATIC / name).read_text()
    names = re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", source, re.MULTILINE)
    inside = re.search(r"import \{ (\$\d+) \}", stand_in)
    assert names, name
    assert inside, name
    return f"""{{
      const here = await import("./{name}"), {{ {inside[1]}: inside }} = await import("./js/page/joined.js");
      for (const name of {names})
        if (!(name in here) || here[name] !== inside[name]) throw new Error(`{name}: ${{name}}`);
    }}"""
