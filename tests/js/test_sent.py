"""Scripts as they are sent, without their comments, are still scripts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from flask import Flask

from tests.js.test_node import NODE, ROOT
from webapp import assets

PARSE = """
const { readFileSync } = require("node:fs");
const { SourceTextModule } = require("node:vm");
for (const file of process.argv.slice(1)) {
  new SourceTextModule(readFileSync(file, "utf8"), { identifier: file });
}
"""


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_script_can_be_read(app: Flask, tmp_path: Path) -> None:
    files = []
    for name, asset in assets.current().files.items():
        if name.endswith(".js"):
            files.append(tmp_path / name.replace("/", "-"))
            files[-1].write_bytes(asset.plain)
    assert len(files) > 20

    read = [str(NODE), "--no-warnings", "--experimental-vm-modules", "-e", PARSE, *map(str, files)]
    run = subprocess.run(read, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
