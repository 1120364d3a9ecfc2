"""`make phone`: the app on the local network over HTTPS, for a phone that is to trust this computer."""
