"""The authority that a phone is asked to trust, and what it vouches for."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from webapp.phone.certificates import Certificates, fingerprint, make_certificates
from webapp.setup import SetupError


@pytest.fixture
def made(tmp_path: Path) -> Certificates:
    return make_certificates(tmp_path / "phone", "127.0.0.1")


def _verifies(made: Certificates, certificate: Path, *how: str) -> bool:
    command = ["openssl", "verify", "-CAfile", str(made.authority), *how, str(certificate)]
    return subprocess.run(command, capture_output=True).returncode == 0


def _text(certificate: Path) -> str:
    command = ["openssl", "x509", "-in", str(certificate), "-noout", "-text"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_certificate_is_for_this_address_alone(made: Certificates) -> None:
    assert _verifies(made, made.certificate, "-purpose", "sslserver", "-verify_ip", "127.0.0.1")
    assert not _verifies(made, made.certificate, "-verify_ip", "192.168.1.20")


def test_it_has_what_phones_ask_of_a_server(made: Certificates) -> None:
    text = _text(made.certificate)

    assert "TLS Web Server Authentication" in text
    assert "IP Address:127.0.0.1" in text
    assert "CA:FALSE" in text
    assert "Version: 3" in text


@pytest.mark.parametrize(
    ("name", "may"), [("DNS:bank.example", False), ("IP:8.8.8.8", False), ("IP:192.168.1.20", True)]
)
def test_the_authority_cannot_vouch_for_a_place_on_the_internet(
    made: Certificates, tmp_path: Path, name: str, may: bool
) -> None:
    """Its key in wrong hands must not open anybody's bank."""
    request, extension, stolen = (tmp_path / file for file in ("request", "extension", "stolen.pem"))
    extension.write_text(f"subjectAltName={name}")
    _openssl("req -new -newkey rsa:2048 -nodes -subj /O=x", "-keyout", tmp_path / "key", "-out", request)
    signer = ("-CA", made.authority, "-CAkey", made.authority.with_suffix(".key"))
    _openssl("x509 -req -set_serial 7", *signer, "-in", request, "-extfile", extension, "-out", stolen)

    assert _verifies(made, stolen) == may


def _openssl(what: str, *files: str | Path) -> None:
    command = ["openssl", *what.split(), *(str(file) for file in files)]
    subprocess.run(command, check=True, capture_output=True)


def test_keys_are_for_their_owner_alone(made: Certificates) -> None:
    for key in (made.key, made.authority.with_suffix(".key")):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.key.parent.stat().st_mode) == 0o700


def test_a_second_start_changes_nothing(made: Certificates) -> None:
    before = [path.read_bytes() for path in (made.authority, made.certificate, made.key)]

    again = make_certificates(made.authority.parent, "127.0.0.1")

    assert [path.read_bytes() for path in (again.authority, again.certificate, again.key)] == before


def test_on_another_network_the_phone_need_not_trust_anew(made: Certificates) -> None:
    authority, certificate = made.authority.read_bytes(), made.certificate.read_bytes()

    moved = make_certificates(made.authority.parent, "192.168.1.20")

    assert moved.authority.read_bytes() == authority
    assert moved.certificate.read_bytes() != certificate
    assert _verifies(moved, moved.certificate, "-verify_ip", "192.168.1.20")


def test_a_public_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"8\.8\.8\.8 isn't a private address"):
        make_certificates(tmp_path, "8.8.8.8")


def test_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"BACKDAY_HOST=gym\.local must be"):
        make_certificates(tmp_path, "gym.local")


def test_without_openssl_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SetupError, match="apt-get install openssl"):
        make_certificates(tmp_path, "127.0.0.1")


def test_the_fingerprint_reads_as_phones_show_it(made: Certificates) -> None:
    assert len(fingerprint(made.authority).split(" ")) == 32
