"""Starting: what is made, and the one line that says why it can't be."""

from __future__ import annotations

import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.databases import free_port
from tests.server.conftest import PATIENCE_S
from tests.serving import ROOT, environment
from webapp import database, schema, setup
from webapp.catalogue.loader import CatalogueError
from webapp.config import Settings
from webapp.setup import SetupError, prepare

sqlite3 = database.sqlite_module()
"""The one the app uses: two SQLite libraries in one process don't see each other's locks."""


def start_in_vain(data: Path, port: int = 0, **settings: str) -> str:
    """What a server says that doesn't start: one line, exit code 1, no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "webapp"],
        cwd=ROOT,
        env=environment(data, port or free_port(), **settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_server_says_where_it_is_and_answers_there(serving: Callable[..., Any]) -> None:
    with serving() as server:
        assert server.said == f"Backday is at http://127.0.0.1:{server.port}\n"
        assert server.ask("GET", "/healthz").status == 200
        assert server.ask("GET", "/readyz").status == 200


def test_several_processes_serve_one_database(serving: Callable[..., Any]) -> None:
    with serving(BACKDAY_WORKERS="2") as server:
        assert [server.ask("GET", "/readyz").status for _ in range(8)] == [200] * 8


def test_a_second_start_has_nothing_to_set_up(serving: Callable[..., Any], tmp_path: Path) -> None:
    """How long that takes is for `make bench` to say."""
    with serving():
        pass
    made = state_of(tmp_path / "data")

    with serving():
        pass

    assert state_of(tmp_path / "data") == made
    assert schema.bring_up_to_date(Settings(data=tmp_path / "data").sqlalchemy_url) is False


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file but SQLite's own beside the database: when it was made or written, and what is in it."""
    kept = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))]
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in kept}


def test_folder_and_key_are_their_owners_alone_and_stay(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "new" / "data")
    prepare(settings)
    key = setup.secret_key(settings.data)

    prepare(settings)

    assert mode(settings.data) == 0o700
    assert mode(settings.data / "secret.key") == 0o600
    assert len(key) == 64
    assert setup.secret_key(settings.data) == key


def test_a_folder_that_somebody_chose_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)

    prepare(Settings(data=tmp_path))

    assert mode(tmp_path) == 0o750


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        assert f"Port {port} on 127.0.0.1 is in use" in start_in_vain(tmp_path, port)


def test_a_second_server_on_the_same_port_is_refused(serving: Callable[..., Any], tmp_path: Path) -> None:
    with serving(BACKDAY_WORKERS="2") as server:
        assert "is in use" in start_in_vain(tmp_path / "other", server.port)


@pytest.mark.parametrize("where", ["a file/data", "/proc/data", "a file"])
def test_a_data_folder_that_takes_no_files_is_said(tmp_path: Path, where: str) -> None:
    (tmp_path / "a file").touch()

    said = start_in_vain(tmp_path / where)

    assert "can't be written" in said
    assert "BACKDAY_DATA" in said


def test_an_unknown_setting_is_said(tmp_path: Path) -> None:
    assert "Unknown setting BACKDAY_PROT" in start_in_vain(tmp_path, BACKDAY_PROT="8000")


def test_a_database_newer_than_the_code_is_said(tmp_path: Path) -> None:
    prepare(Settings(data=tmp_path))
    with sqlite3.connect(tmp_path / "backday.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    assert "newer than this version" in start_in_vain(tmp_path)


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "backday.sqlite3").write_text("not a database " * 1000)

    assert "It is damaged; restore a backup." in start_in_vain(tmp_path)


def test_a_database_server_that_is_away_is_said_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://ann:hush-hush@127.0.0.1:{free_port()}/gym"

    said = start_in_vain(tmp_path, DATABASE_URL=url)

    assert "can't be used" in said
    assert "hush" not in said


@pytest.mark.parametrize(
    "url",
    ["postgresql://ann:hush-hush@gym:port/gym", "postgresql:/gym"],
)
def test_an_address_that_is_none_is_said_without_its_password(tmp_path: Path, url: str) -> None:
    said = start_in_vain(tmp_path, DATABASE_URL=url)

    assert "DATABASE_URL" in said
    assert "hush" not in said


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_would_be_gone_at_the_next_start_is_refused(tmp_path: Path, url: str) -> None:
    assert "names no file" in start_in_vain(tmp_path, DATABASE_URL=url)


def test_a_host_that_is_not_this_machine_is_said_to_be_the_setting_to_mend(tmp_path: Path) -> None:
    said = start_in_vain(tmp_path, BACKDAY_HOST="192.0.2.1", BACKDAY_PROXY_HOPS="1")

    assert "Set BACKDAY_HOST" in said


def test_a_certificate_that_is_none_is_said(tmp_path: Path) -> None:
    for name in ("server.pem", "server.key"):
        (tmp_path / name).write_text("neither of them")

    said = start_in_vain(
        tmp_path,
        BACKDAY_CERTIFICATE=str(tmp_path / "server.pem"),
        BACKDAY_CERTIFICATE_KEY=str(tmp_path / "server.key"),
    )

    assert "server.pem" in said
    assert "must be in PEM" in said


def test_a_locked_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_TIMEOUT_S", 0.05)
    other = sqlite3.connect(tmp_path / "backday.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(SetupError, match="Another program holds it"):
        prepare(Settings(data=tmp_path))

    other.close()


def test_several_processes_on_an_unsafe_sqlite_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.sqlite_module(), "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr(setup, "sqlite_module", database.sqlite_module)

    with pytest.raises(SetupError, match="BACKDAY_WORKERS=1"):
        prepare(Settings(data=tmp_path, workers=2))
    prepare(Settings(data=tmp_path, workers=1))


def test_a_mistake_in_the_catalogue_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong() -> None:
        raise CatalogueError("rows.toml: barbell-row: name: is missing\nrows.toml: …")

    monkeypatch.setattr("webapp.catalogue.programs", wrong)

    with pytest.raises(SetupError, match=r"rows\.toml: barbell-row: name: is missing") as refusal:
        prepare(Settings(data=tmp_path))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("python", ["/bin/false", "no-such-python"])
def test_make_says_that_the_python_is_too_old(tmp_path: Path, python: str) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")

    done = subprocess.run(
        ["make", "run", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE_S
    )

    assert done.returncode != 0
    assert f"needs Python 3.11 or newer; {python} is older, or not there." in done.stderr


def test_killed_in_the_middle_of_a_migration_the_old_state_is_left(tmp_path: Path) -> None:
    """At the last moment there is: everything is written, nothing committed."""
    killed = subprocess.run(
        [sys.executable, "-c", PREPARE_AND_BE_KILLED, str(tmp_path)], cwd=ROOT, env=environment(tmp_path, 1)
    )
    assert killed.returncode == -signal.SIGKILL

    assert schema.current_revision(Settings(data=tmp_path).sqlalchemy_url) is None
    prepare(Settings(data=tmp_path))
    assert schema.current_revision(Settings(data=tmp_path).sqlalchemy_url) is not None


PREPARE_AND_BE_KILLED = """
import os, signal, sys
from pathlib import Path
from webapp import schema, setup
from webapp.config import Settings
schema.check_foreign_keys = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
setup.prepare(Settings(data=Path(sys.argv[1])))
"""
