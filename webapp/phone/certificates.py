"""A certificate authority of this computer's own, and a certificate for its address, made with openssl.

Trusting an authority is a serious thing to ask of a phone, so this one can vouch for very little: its
certificate permits private addresses and `.local` names only, and its key never leaves the data folder.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from webapp.setup import SetupError

AUTHORITY_DAYS = 3650
CERTIFICATE_DAYS = 397
"""Phones refuse a server's certificate that is good for longer than 825 days, some for longer than this."""

RENEW_WITHIN_S = 30 * 86400

_AUTHORITY = """\
[req]
prompt = no
distinguished_name = name
x509_extensions = authority
[name]
O = Backday
CN = {common_name}
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
nameConstraints = critical, @permitted
[permitted]
permitted;DNS.1 = local
permitted;DNS.2 = localhost
permitted;IP.1 = 10.0.0.0/255.0.0.0
permitted;IP.2 = 172.16.0.0/255.240.0.0
permitted;IP.3 = 192.168.0.0/255.255.0.0
permitted;IP.4 = 169.254.0.0/255.255.0.0
permitted;IP.5 = 127.0.0.0/255.0.0.0
"""

_CERTIFICATE = """\
[req]
prompt = no
distinguished_name = name
[name]
O = Backday
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = IP:{address}
"""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files in PEM. `authority` is what a phone is to trust; the keys are for their owner alone."""

    authority: Path
    certificate: Path
    key: Path


def make_certificates(folder: Path, address: str) -> Certificates:
    """What HTTPS at `address` needs. The authority is made once and stays, so that phones trust it once.

    Raises SetupError without openssl, or for an address that isn't private.
    """
    _check(address)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Certificates(folder / "authority.pem", folder / "server.pem", folder / "server.key")
    authority_key = folder / "authority.key"
    if not (made.authority.exists() and authority_key.exists()):
        _make_authority(made.authority, authority_key)
    if not (made.key.exists() and _is_good(made, address)):
        _make_certificate(made, authority_key, address)
    return made


def fingerprint(certificate: Path) -> str:
    """SHA-256 as phones show it, in pairs of hex digits."""
    told = _openssl("x509", "-in", certificate, "-noout", "-fingerprint", "-sha256")
    return told.partition("=")[2].strip().replace(":", " ")


def _check(address: str) -> None:
    if not shutil.which("openssl"):
        raise SetupError("openssl is missing. Install it: apt-get install openssl")
    try:
        is_private = ipaddress.IPv4Address(address).is_private
    except ValueError:
        raise SetupError(
            f"BACKDAY_HOST={address} must be this computer's IPv4 address for make phone, as in 192.168.1.20."
        ) from None
    if not is_private:
        raise SetupError(
            f"{address} isn't a private address. make phone is for a network at home or at work."
        )


def _make_authority(certificate: Path, key: Path) -> None:
    name = f"Backday on {socket.gethostname()}"[:64]
    _make_key(key)
    with _configured(_AUTHORITY.format(common_name=name)) as config:
        how = ("-new", "-x509", "-sha256", "-days", str(AUTHORITY_DAYS), "-config", config, "-key", key)
        _openssl("req", *how, "-out", certificate)


def _make_certificate(made: Certificates, authority_key: Path, address: str) -> None:
    _make_key(made.key)
    with _configured(_CERTIFICATE.format(address=address)) as config:
        request = config.with_suffix(".csr")
        _openssl("req", "-new", "-sha256", "-config", config, "-key", made.key, "-out", request)
        signer = ("-CA", made.authority, "-CAkey", authority_key, "-set_serial", f"0x{os.urandom(16).hex()}")
        what = ("-days", str(CERTIFICATE_DAYS), "-extfile", config, "-extensions", "server")
        _openssl("x509", "-req", "-sha256", "-in", request, *signer, *what, "-out", made.certificate)


def _is_good(made: Certificates, address: str) -> bool:
    """For this address, by this authority, and not about to end."""
    if not made.certificate.exists():
        return False
    chain = ("-CAfile", made.authority, "-verify_ip", address)
    return _holds("verify", *chain, made.certificate) and _holds(
        "x509", "-in", made.certificate, "-noout", "-checkend", str(RENEW_WITHIN_S)
    )


def _make_key(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # before there is anything to read
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)


class _configured:  # noqa: N801  it reads as what it does
    """`with _configured(text) as path:` a configuration file that is gone afterwards, with its neighbours."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folder = tempfile.TemporaryDirectory(prefix="backday-phone-")

    def __enter__(self) -> Path:
        path = Path(self._folder.name) / "openssl.cnf"
        path.write_text(self._text)
        return path

    def __exit__(self, *_exception: object) -> None:
        self._folder.cleanup()


def _openssl(*arguments: str | Path) -> str:
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True)  # noqa: S603, S607
    if done.returncode:
        raise SetupError(f"openssl {arguments[0]} failed: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def _holds(*arguments: str | Path) -> bool:
    return not subprocess.run(["openssl", *arguments], capture_output=True).returncode  # noqa: S603, S607
