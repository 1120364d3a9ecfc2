"""The room's blueprint; `routes` fills it."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
