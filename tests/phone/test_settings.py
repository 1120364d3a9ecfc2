"""What the settings say about HTTPS, about addresses on the network, and about the worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.config import SettingError, read_settings


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    for name in ("server.pem", "server.key"):
        (tmp_path / name).write_text("")
    return {
        "BACKDAY_CERTIFICATE": str(tmp_path / "server.pem"),
        "BACKDAY_CERTIFICATE_KEY": str(tmp_path / "server.key"),
    }


def test_with_a_certificate_an_address_on_the_network_is_fine(files: dict[str, str], tmp_path: Path) -> None:
    settings = read_settings({"BACKDAY_HOST": "192.168.1.20", **files})

    assert settings.host == "192.168.1.20"
    assert settings.is_behind_tls
    assert settings.tls == (tmp_path / "server.pem", tmp_path / "server.key")


def test_without_one_it_is_refused_and_make_phone_is_named() -> None:
    with pytest.raises(SettingError, match="make phone"):
        read_settings({"BACKDAY_HOST": "192.168.1.20"})


@pytest.mark.parametrize("missing", ["BACKDAY_CERTIFICATE", "BACKDAY_CERTIFICATE_KEY"])
def test_a_certificate_without_its_key_is_refused(files: dict[str, str], missing: str) -> None:
    del files[missing]

    with pytest.raises(SettingError, match="go together"):
        read_settings(files)


def test_a_certificate_that_is_not_there_is_named(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=r"gone\.pem is not a file"):
        read_settings({**files, "BACKDAY_CERTIFICATE": str(tmp_path / "gone.pem")})


def test_on_loopback_nothing_is_needed() -> None:
    settings = read_settings({})

    assert settings.tls is None
    assert not settings.is_behind_tls
    assert settings.worker == "on"


def test_the_worker_is_on_or_off() -> None:
    assert read_settings({"BACKDAY_WORKER": "off"}).worker == "off"
    with pytest.raises(SettingError, match="BACKDAY_WORKER=maybe must be one of: on, off"):
        read_settings({"BACKDAY_WORKER": "maybe"})
