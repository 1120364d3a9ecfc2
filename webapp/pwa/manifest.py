"""What the home screen is told about the app."""

from __future__ import annotations

from webapp.assets import current, static_url

ID = "/"
"""Which app this is; an app that changes it is installed a second time, beside itself."""

GROUND = "#0e1012"
"""The page's background in the dark, as in tokens.css."""

_ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-192.png", "192x192", "maskable"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)
_SCREENS = (("screens/today.png", "Today’s workout"), ("screens/history.png", "What you did"))
_SCREEN_SIZE = "780x1688"


def manifest() -> dict[str, object]:
    """The manifest as it is sent (W3C Web Application Manifest)."""
    return {
        "id": ID,
        "name": "Backday",
        "short_name": "Backday",
        "description": "A workout log that opens with no signal and loses no set.",
        "lang": "en",
        "dir": "ltr",
        "start_url": "/today?src=pwa",
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": GROUND,
        "theme_color": GROUND,
        "categories": ["fitness", "health", "sports"],
        "launch_handler": {"client_mode": ["navigate-existing", "auto"]},
        "icons": [
            {"src": static_url(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in _ICONS
        ],
        "shortcuts": [
            {"name": "Today’s workout", "short_name": "Today", "url": "/today?src=pwa"},
            {"name": "Log bodyweight", "short_name": "Bodyweight", "url": "/measurements?src=pwa"},
        ],
        "screenshots": [
            {
                "src": static_url(name),
                "sizes": _SCREEN_SIZE,
                "type": "image/png",
                "form_factor": "narrow",
                "label": label,
            }
            for name, label in _SCREENS
            if name in current().files
        ],
    }
