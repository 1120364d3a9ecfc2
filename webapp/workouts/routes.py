"""Today's workout, any workout, its exercises, its sets."""

from webapp.workouts import (
    exercise_pages,
    message_pages,
    set_pages,
    setting_pages,
    swap_pages,
    today_pages,
    warming_pages,
    workout_pages,
)
from webapp.workouts.blueprint import bp

__all__ = [
    "bp",
    "exercise_pages",
    "message_pages",
    "set_pages",
    "setting_pages",
    "swap_pages",
    "today_pages",
    "warming_pages",
    "workout_pages",
]
