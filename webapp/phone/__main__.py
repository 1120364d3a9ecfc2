"""`python -m webapp.phone`: certificates, the guide, the code to scan, and then the server itself."""

from __future__ import annotations

import os
import socket
import sys

import click
import segno

from webapp.config import SettingError, Settings, read_settings
from webapp.phone.address import local_address
from webapp.phone.certificates import Certificates, fingerprint, make_certificates
from webapp.phone.guide import Guide, serve_guide
from webapp.server import PortTaken, claim_port, serve
from webapp.setup import SetupError, make_data_folder, prepare


def main() -> int:
    """The exit code: 0 when told to stop, 1 when it couldn't start."""
    try:
        settings, made = _settings()
        claim_port(settings)
        prepare(settings)
        _show_guide(settings, made)
    except (SettingError, SetupError, PortTaken) as error:
        click.echo(error, err=True)
        return 1
    serve(settings)
    return 0


def _settings() -> tuple[Settings, Certificates]:
    """As in the environment, with this computer's address and a certificate for it; workers read it there."""
    host = os.environ.get("BACKDAY_HOST") or local_address()
    os.environ.pop("BACKDAY_HOST", None)  # without a certificate yet, an address on the network is refused
    data = read_settings(os.environ).data
    make_data_folder(data)
    made = make_certificates(data / "phone", host)
    os.environ["BACKDAY_HOST"] = host
    os.environ["BACKDAY_CERTIFICATE"] = str(made.certificate)
    os.environ["BACKDAY_CERTIFICATE_KEY"] = str(made.key)
    return read_settings(os.environ), made


def _show_guide(settings: Settings, made: Certificates) -> None:
    """Raises PortTaken when the port above the app's isn't free."""
    app_url = f"https://{settings.host}:{settings.port}/"
    guide_url = f"http://{settings.host}:{settings.port + 1}/"
    guide = Guide(app_url, made.authority.read_bytes(), fingerprint(made.authority), socket.gethostname())
    try:
        serve_guide(guide, settings.host, settings.port + 1)
    except (OSError, OverflowError):
        raise PortTaken(f"Port {settings.port + 1} is in use. Set BACKDAY_PORT to another one.") from None
    segno.make(guide_url, error="m", micro=False).terminal(compact=True)
    click.echo(f"Scan this with the phone, on the same network, or open {guide_url}")
    click.echo(f"It shows how to trust this computer, once, and then leads to {app_url}")


if __name__ == "__main__":
    sys.exit(main())
