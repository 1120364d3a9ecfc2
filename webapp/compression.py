"""Pages leave compressed: repetitive markup is then nearly free on the wire."""

from __future__ import annotations

import zlib

from flask import Response, request

_LEVEL = 6
"""gzip's; above, a page takes longer to compress than the bytes saved take to travel."""

_WORTH_COMPRESSING = 1000
"""Bytes; below, the answer fits one packet anyway."""


def compress(response: Response) -> Response:
    """Compress a text answer when the browser takes it; an `after_request` hook."""
    if not _is_compressible(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        response.set_data(packer.compress(response.get_data()) + packer.flush())
        response.content_encoding = "gzip"
        _weaken_etag(response)
    return response


def _is_compressible(response: Response) -> bool:
    is_text = (response.mimetype or "").startswith("text/") or response.mimetype == "application/json"
    return (
        is_text
        and response.is_sequence
        and response.content_encoding is None
        and len(response.get_data()) >= _WORTH_COMPRESSING
    )


def _weaken_etag(response: Response) -> None:
    """A strong tag promises the same bytes, which two encodings don't have."""
    tag, is_weak = response.get_etag()
    if tag is not None and not is_weak:
        response.set_etag(tag, weak=True)
