"""Every setting, once: its environment name, its default and what it means.

An unknown BACKDAY_* name stops the start: a misspelt setting must not pass for the default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import click
import sqlalchemy as sa

Signup = Literal["open", "invited", "closed"]
Worker = Literal["on", "off"]

MAX_BODY_BYTES = 512 * 1024
"""The largest request that is read at all; a batch of 200 operations fits."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SettingError(click.ClickException):
    """A setting that can't be used; the message is one line for whoever started the server.

    The `flask` command prints such an exception as that line.
    """


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set.

    host, port: where the server listens (BACKDAY_HOST, BACKDAY_PORT).
    data: folder for the database file, secrets and uploads (BACKDAY_DATA); made with mode 700.
    database_url: SQLAlchemy address (DATABASE_URL); empty for SQLite in `data`.
    workers: server processes (BACKDAY_WORKERS).
    proxy_hops: reverse proxies in front whose X-Forwarded-* are believed (BACKDAY_PROXY_HOPS); 0: none.
    signup: who may make an account (BACKDAY_SIGNUP).
    worker: whether phones keep the app to open it offline (BACKDAY_WORKER); off takes it back from them.
    certificate, certificate_key: files in PEM, to speak HTTPS without a proxy (BACKDAY_CERTIFICATE,
        BACKDAY_CERTIFICATE_KEY); both or neither.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    data: Path = Path("instance")
    database_url: str = ""
    workers: int = 1
    proxy_hops: int = 0
    signup: Signup = "open"
    worker: Worker = "on"
    certificate: Path | None = None
    certificate_key: Path | None = None

    @property
    def is_behind_tls(self) -> bool:
        """A proxy in front speaks HTTPS, or we do; cookies may then demand it."""
        return self.proxy_hops > 0 or self.tls is not None

    @property
    def tls(self) -> tuple[Path, Path] | None:
        """The certificate and its key, where the server itself speaks HTTPS."""
        if self.certificate is None or self.certificate_key is None:
            return None
        return self.certificate, self.certificate_key

    @property
    def secret_key(self) -> bytes:
        """The instance's own key, made by its first start (`webapp.setup`); empty before that."""
        path = self.data / "secret.key"
        return path.read_bytes().strip() if path.is_file() else b""

    @property
    def sqlalchemy_url(self) -> str:
        """The address with the driver that is installed named in it."""
        if not self.database_url:
            return f"sqlite:///{(self.data / 'backday.sqlite3').absolute()}"
        scheme, rest = self.database_url.split("://", 1)
        return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else self.database_url


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from the environment. Raises SettingError, naming the variable and what it takes."""
    unknown = sorted({name for name in environ if name.startswith("BACKDAY_")} - set(_READERS))
    if unknown:
        raise SettingError(f"Unknown setting {unknown[0]}. There are: {', '.join(sorted(_READERS))}.")
    values = {
        field: read(name, environ[name]) for name, (field, read) in _READERS.items() if environ.get(name)
    }
    if environ.get("DATABASE_URL"):
        values["database_url"] = _database_url("DATABASE_URL", environ["DATABASE_URL"])
    settings = Settings(**values)  # type: ignore[arg-type]
    if (settings.certificate is None) != (settings.certificate_key is None):
        raise SettingError(
            "BACKDAY_CERTIFICATE and BACKDAY_CERTIFICATE_KEY go together: set both, or neither."
        )
    if settings.host not in LOOPBACK and not settings.is_behind_tls:
        raise SettingError(
            f"BACKDAY_HOST={settings.host} without HTTPS would drop sign-ins silently. "
            "Use make phone, or a TLS proxy in front with BACKDAY_PROXY_HOPS=1, or listen on 127.0.0.1."
        )
    return settings


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
            raise SettingError(f"{name}={text} must be a whole number from {low} to {high}.")
        return int(text)

    return read


def _one_of(words: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(name: str, text: str) -> str:
        if text not in words:
            raise SettingError(f"{name}={text} must be one of: {', '.join(words)}.")
        return text

    return read


def _database_url(name: str, text: str) -> str:
    """Its errors never repeat the address: a password may be in it."""
    if text.split("://", 1)[0] not in ("sqlite", "postgres", "postgresql", "postgresql+psycopg"):
        raise SettingError(f"{name} must start with postgresql:// or sqlite:///.")
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise SettingError(f"{name} is no address: postgresql://NAME:PASSWORD@HOST:PORT/DATABASE.") from None
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise SettingError(f"{name} names no file: sqlite:///FOLDER/FILE, with four slashes from the root.")
    return text


def _text(name: str, text: str) -> str:
    return text


def _path(name: str, text: str) -> Path:
    return Path(text)


def _file(name: str, text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise SettingError(f"{name}={text} is not a file.")
    return path


_READERS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "BACKDAY_HOST": ("host", _text),
    "BACKDAY_PORT": ("port", _whole(1, 65535)),
    "BACKDAY_DATA": ("data", _path),
    "BACKDAY_WORKERS": ("workers", _whole(1, 64)),
    "BACKDAY_PROXY_HOPS": ("proxy_hops", _whole(0, 8)),
    "BACKDAY_SIGNUP": ("signup", _one_of(get_args(Signup))),
    "BACKDAY_WORKER": ("worker", _one_of(get_args(Worker))),
    "BACKDAY_CERTIFICATE": ("certificate", _file),
    "BACKDAY_CERTIFICATE_KEY": ("certificate_key", _file),
}
