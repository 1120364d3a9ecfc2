"""Where phones on the same network find this computer."""

from __future__ import annotations

import ipaddress
import socket

from webapp.config import SettingError

_ELSEWHERE = ("192.0.2.1", 9)
"""Reserved for documentation: nothing is there, and nothing is sent by merely choosing a way to it."""


def local_address() -> str:
    """This computer's own address on the network that leads out. Raises SettingError where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
            address = str(probe.getsockname()[0])
        except OSError:
            address = "127.0.0.1"
    if ipaddress.ip_address(address).is_loopback:
        raise SettingError("This computer is on no network. Join one, or set BACKDAY_HOST to its address.")
    return address
