"""Backday: a workout log that opens with no signal and loses no set."""

from __future__ import annotations

from webapp import needs_python  # noqa: F401  first: what follows can't be read by an older one

# isort: split
import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from webapp import access, assets, backup, cli, database, errors, extensions, headers
from webapp.config import MAX_BODY_BYTES, Settings, read_settings

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def create_app(settings: Settings | None = None, overrides: Mapping[str, object] | None = None) -> Flask:
    """The app, put together; reads as a list.

    settings: read from the environment when left out. overrides: Flask config for tests.
    """
    settings = settings or read_settings(os.environ)
    url = settings.sqlalchemy_url
    app = Flask(__name__, static_folder=None, instance_path=str(settings.data.absolute()))
    app.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS=database.engine_options(url),
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
    )
    app.config.update(overrides or {})

    extensions.db.init_app(app)
    extensions.login_manager.init_app(app)
    extensions.migrate.init_app(app, extensions.db, directory=str(MIGRATIONS))
    with app.app_context():
        database.prepare(extensions.db.engine)

    headers.init_app(app)
    access.init_app(app)
    errors.init_app(app)
    assets.init_app(app)
    _open_rooms(app)
    cli.init_app(app)
    backup.init_app(app)
    return app


def _open_rooms(app: Flask) -> None:
    from webapp.accounts.routes import bp as accounts
    from webapp.coaching.routes import bp as coaching
    from webapp.exercises.routes import bp as exercises
    from webapp.health.routes import bp as health
    from webapp.history.routes import bp as history
    from webapp.limitations.routes import bp as limitations
    from webapp.measurements.routes import bp as measurements
    from webapp.programs.routes import bp as programs
    from webapp.progress.routes import bp as progress
    from webapp.publishing.routes import bp as publishing
    from webapp.pwa.routes import bp as pwa
    from webapp.sync.routes import bp as sync
    from webapp.workouts.routes import bp as workouts

    for room in (
        *(accounts, workouts, history, progress, programs, exercises, measurements, limitations),
        *(coaching, publishing, sync, pwa, health),
    ):
        app.register_blueprint(room)
