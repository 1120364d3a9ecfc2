"""The room's blueprint; its pages hang themselves on it."""

from flask import Blueprint

bp = Blueprint("workouts", __name__)
