"""How Alembic runs here: everything in one transaction, and on SQLite with foreign keys off and then checked.

Comes in from `webapp.schema` with an address, or from `flask --app webapp db …` with an app.
"""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app

from webapp.models import Base
from webapp.models.base import Id
from webapp.schema import check_foreign_keys, migrating, wait_for_turn


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Plain column types in migrations: the models' own may change, a migration may not."""
    if kind != "type" or not isinstance(item, sa.types.TypeDecorator):
        return False
    return "ID" if isinstance(item, Id) else f"sa.{item.impl_instance!r}"


def run() -> None:
    """Migrate, or compare, with what the caller has put into Alembic's context."""
    if context.is_offline_mode():
        raise SystemExit("Migrations look at the data, so they can't be written out as SQL beforehand.")
    url = context.config.attributes.get("url") or current_app.config["SQLALCHEMY_DATABASE_URI"]
    with migrating(url) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transactional_ddl=True,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            wait_for_turn(connection)
            context.run_migrations()
            check_foreign_keys(connection)


run()
