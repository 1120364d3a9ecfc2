"""The room's blueprint; its pages hang themselves on it."""

from flask import Blueprint

from webapp.domain.gear import GEAR
from webapp.workouts.imprint import imprinted

bp = Blueprint("workouts", __name__)
bp.record_once(lambda state: state.app.jinja_env.globals.update(GEAR=GEAR))
bp.add_app_template_filter(imprinted)
