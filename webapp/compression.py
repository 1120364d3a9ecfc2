"""What leaves compressed, and how: repetitive markup is then nearly free on the wire."""

from __future__ import annotations

import zlib
from typing import Literal

import brotli
from flask import Response, request

Coding = Literal["br", "gzip"]

_GZIP_LEVEL = 6
_BROTLI_QUALITY = 5
"""Above these, a page takes longer to compress than the bytes saved take to travel."""

_WORTH_COMPRESSING = 1000
"""Bytes; below, the answer fits one packet anyway."""


def compress(response: Response) -> Response:
    """Compress a text answer when the browser takes it; an `after_request` hook."""
    if not _is_compressible(response):
        return response
    response.vary.add("Accept-Encoding")
    coding = accepted_coding()
    if coding:
        response.set_data(packed(response.get_data(), coding))
        response.content_encoding = coding
        _weaken_etag(response)
    return response


def accepted_coding() -> Coding | None:
    """The best that the asking browser takes; browsers take brotli over HTTPS alone."""
    if request.accept_encodings["br"] > 0:
        return "br"
    return "gzip" if request.accept_encodings["gzip"] > 0 else None


def packed(body: bytes, coding: Coding, *, once: bool = False) -> bytes:
    """The body as small as is worth the time; once: for ever, so as small as it gets."""
    if coding == "br":
        smallest: bytes = brotli.compress(body, quality=11 if once else _BROTLI_QUALITY)
        return smallest
    packer = zlib.compressobj(9 if once else _GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


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
