"""Which addresses of videos a coach may give: YouTube, Vimeo, or a file; https only, and nothing clever."""

from __future__ import annotations

import re

MAX_VIDEO = 500

REFUSAL = "Paste an https address on YouTube or Vimeo, or of a file that ends in .mp4, .webm, .mov or .m4v."

_YOUTUBE = re.compile(
    r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[\w=&.%-]*&)?v=|shorts/|live/)|youtu\.be/)"
    r"(?P<id>[\w-]{11})(?:[?&/][\w=&.%?-]*)?",
    re.ASCII,
)
_VIMEO = re.compile(
    r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{1,12})(?P<key>/[0-9a-f]{6,20})?(?:\?[\w=&.%-]*)?",
    re.ASCII,
)
_FILE = re.compile(
    r"https://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
    r"(?:/[\w.,~%+()-]+)+\.(?:mp4|webm|mov|m4v)(?:\?[\w=&.,~%+-]*)?",
    re.ASCII | re.IGNORECASE,
)


def parse_video(text: str) -> str:
    """The address to link to; "" for none. Of YouTube and Vimeo only what names the video is kept.

    Raises ValueError for every other shape: another scheme, somebody's name before the host, a port.
    """
    typed = text.strip()
    if not typed:
        return ""
    if len(typed) > MAX_VIDEO:
        raise ValueError(f"The address is longer than {MAX_VIDEO} characters.")
    if match := _YOUTUBE.fullmatch(typed):
        return f"https://www.youtube.com/watch?v={match['id']}"
    if match := _VIMEO.fullmatch(typed):
        return f"https://vimeo.com/{match['id']}{match['key'] or ''}"
    if _FILE.fullmatch(typed):
        return typed
    raise ValueError(REFUSAL)


def video_place(video: str) -> str:
    """Where a link that was let through leads, in words: `YouTube`, `Vimeo`, or the file's host."""
    host = video.removeprefix("https://").partition("/")[0].lower()
    return {"www.youtube.com": "YouTube", "vimeo.com": "Vimeo"}.get(host, host)
