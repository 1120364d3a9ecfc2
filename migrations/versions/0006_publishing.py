"""What coaches publish: pages, publications, comments under them, followers, news, reports, blocks.

Why: a coach shows what they do to everybody who comes by, and can be asked about it.
What older phones still send: the same; nothing of it is in the sync protocol.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")

TABLES = (
    *("person_block", "publication_report", "publication_news", "coach_follow"),
    *("publication_comment", "publication", "coach_profile"),
)


def upgrade() -> None:
    op.create_table(
        "coach_profile",
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("handle", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("takes_requests", sa.Boolean(), nullable=False),
        _key("coach_profile", "coach_id"),
        *_people("coach_profile", "coach_id"),
        sa.UniqueConstraint("handle", name=op.f("uq_coach_profile_handle")),
    )
    op.create_table(
        "publication",
        sa.Column("id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("video", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("unpublished_at", sa.BigInteger(), nullable=True),
        sa.Column("hidden_at", sa.BigInteger(), nullable=True),
        _key("publication", "id"),
        *_people("publication", "coach_id"),
    )
    op.create_table(
        "publication_comment",
        sa.Column("id", ID, nullable=False),
        sa.Column("publication_id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("hidden_by", sa.String(length=8), nullable=True),
        _key("publication_comment", "id"),
        *_people("publication_comment", "coach_id", "author_id"),
        _publication("publication_comment"),
    )
    op.create_table(
        "coach_follow",
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("followed_at", sa.BigInteger(), nullable=False),
        _key("coach_follow", "lifter_id", "coach_id"),
        *_people("coach_follow", "lifter_id", "coach_id"),
    )
    op.create_table(
        "publication_news",
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("publication_id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        _key("publication_news", "lifter_id", "publication_id"),
        *_people("publication_news", "lifter_id", "coach_id"),
        _publication("publication_news"),
    )
    op.create_table(
        "publication_report",
        sa.Column("id", ID, nullable=False),
        sa.Column("reporter_id", ID, nullable=False),
        sa.Column("publication_id", ID, nullable=False),
        sa.Column("thing_id", ID, nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        _key("publication_report", "id"),
        *_people("publication_report", "reporter_id"),
        _publication("publication_report"),
        sa.UniqueConstraint(
            "reporter_id", "thing_id", name=op.f("uq_publication_report_reporter_id_thing_id")
        ),
    )
    op.create_table(
        "person_block",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("blocked_id", ID, nullable=False),
        sa.Column("blocked_at", sa.BigInteger(), nullable=False),
        _key("person_block", "person_id", "blocked_id"),
        *_people("person_block", "person_id", "blocked_id"),
    )
    for table, column in (
        ("publication", "coach_id"),
        ("publication_comment", "publication_id"),
        ("publication_comment", "coach_id"),
        ("publication_comment", "author_id"),
        ("coach_follow", "coach_id"),
        ("publication_news", "publication_id"),
        ("publication_news", "coach_id"),
        ("publication_report", "publication_id"),
        ("person_block", "blocked_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _key(table: str, *columns: str) -> sa.Constraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _people(table: str, *columns: str) -> list[sa.Constraint]:
    """The row goes with each of these people."""
    return [
        sa.ForeignKeyConstraint([one], ["user.id"], name=op.f(f"fk_{table}_{one}"), ondelete="CASCADE")
        for one in columns
    ]


def _publication(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["publication_id"], ["publication.id"], name=op.f(f"fk_{table}_publication_id"), ondelete="CASCADE"
    )
