"""Making an instance ready: folder, secret key, database, catalogue. Quick when all of it is there."""

from __future__ import annotations

import os
import secrets
import ssl
from pathlib import Path

import sqlalchemy as sa

from webapp import catalogue
from webapp.catalogue.loader import CatalogueError
from webapp.config import Settings
from webapp.database import SAFE_SQLITE, sqlite_module
from webapp.schema import SchemaError, bring_up_to_date


class SetupError(Exception):
    """Why the server can't start; the message is one line for whoever started it."""


def prepare(settings: Settings) -> None:
    """All that the server needs before its first request. Raises SetupError."""
    _check_certificate(settings)
    _check_sqlite(settings)
    make_data_folder(settings.data)
    secret_key(settings.data)
    _migrate(settings)
    _read_catalogue()


def make_data_folder(folder: Path) -> None:
    """Make the folder, for its owner alone, and see that it takes files."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SetupError(
            f"The data folder {folder.absolute()} can't be written ({error.strerror}). "
            "Set BACKDAY_DATA to a folder of yours."
        ) from None


def secret_key(folder: Path) -> str:
    """The instance's key, made at the first start; readable by its owner alone."""
    path = folder / "secret.key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """All of it or nothing, and never over what another start has just written."""
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _check_certificate(settings: Settings) -> None:
    if settings.tls is None:
        return
    certificate, key = settings.tls
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except OSError as error:  # ssl.SSLError is one
        reason = error.reason if isinstance(error, ssl.SSLError) and error.reason else error.strerror
        raise SetupError(
            f"{certificate} with {key} can't be used ({reason}). "
            "Both must be in PEM, the key the certificate's own and without a password."
        ) from None


def _check_sqlite(settings: Settings) -> None:
    is_sqlite = sa.make_url(settings.sqlalchemy_url).get_backend_name() == "sqlite"
    sqlite = sqlite_module()
    if is_sqlite and settings.workers > 1 and sqlite.sqlite_version_info < SAFE_SQLITE:
        raise SetupError(
            f"SQLite {sqlite.sqlite_version} can damage a database that several processes write. "
            f"Set BACKDAY_WORKERS=1, or DATABASE_URL, or get SQLite {'.'.join(map(str, SAFE_SQLITE))}."
        )


def _migrate(settings: Settings) -> None:
    url = sa.make_url(settings.sqlalchemy_url)
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    try:
        bring_up_to_date(settings.sqlalchemy_url)
    except SchemaError as error:
        raise SetupError(str(error)) from None
    except sa.exc.DBAPIError as error:
        reason = f"{_first_line(error.orig)}.{_advice(error)}"
        raise SetupError(f"The database {where} can't be used: {reason}") from None


def _read_catalogue() -> None:
    try:
        catalogue.programs()
    except CatalogueError as error:
        raise SetupError(f"The catalogue has a mistake. {_first_line(error)}.") from None


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__


def _advice(error: sa.exc.DBAPIError) -> str:
    text = str(error.orig)
    if "locked" in text:
        return " Another program holds it; stop that, then start again."
    if "not a database" in text or "malformed" in text:
        return " It is damaged; restore a backup."
    return ""
