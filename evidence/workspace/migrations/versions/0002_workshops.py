"""Workshops: agendas, participants, notes, who had a turn, votes, hands, and codes that were guessed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _workshops()
    _of_people("participants", "id", _text("id", 64), _text("name", 80), _text("organisation", 120))
    _notes()
    _of_people("turns", "turn", _text("step", 40), _text("turn", 64), _number("notes"))
    _of_people("slips", "slip", _text("step", 40), _text("slip", 64), _text("choice", 40), _number("value"))
    _of_people(
        "hands",
        "hand",
        _text("step", 40),
        _text("hand", 64),
        _text("answer", 20),
        sa.Column("reservation", sa.Text(), nullable=False),
        _text("organisation", 120),
    )
    op.create_table(
        "guesses",
        _text("bucket", 64),
        sa.Column("span", sa.BigInteger(), nullable=False),
        _number("tried"),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_guesses")),
    )


def downgrade() -> None:
    """Remove the tables and everything in them."""
    for name in ("guesses", "hands", "slips", "turns", "notes", "participants", "workshops"):
        op.drop_table(name)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _workshops() -> None:
    op.create_table(
        "workshops",
        _text("id", 32),
        _text("workspace_id", 32),
        _text("title", 200),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("code", sa.String(6)),
        sa.Column("agenda", sa.JSON(none_as_null=True), nullable=False),
        _text("current_step", 40),
        sa.Column("taking", sa.Boolean(), nullable=False),
        sa.Column("ends", sa.String(27)),
        _text("opened", 27),
        _text("expires", 27),
        sa.Column("closed", sa.String(27)),
        sa.Column("pulse", sa.BigInteger(), nullable=False),
        _number("people"),
        _number("organisations"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_workshops_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("code", name=op.f("uq_workshops_code")),
    )
    op.create_index("ix_workshops_workspace_id", "workshops", ["workspace_id"])


def _of_people(table: str, key: str, *columns: sa.Column) -> None:
    """A table of what people gave: keyed by a digest, in whose order SQLite keeps it."""
    keys = [name for name in ("workshop_id", "step", key) if name in {"workshop_id", *(c.name for c in columns)}]
    op.create_table(
        table,
        _text("workshop_id", 32),
        *columns,
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f(f"fk_{table}_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def _notes() -> None:
    op.create_table(
        "notes",
        _text("workshop_id", 32),
        _text("id", 32),
        _text("step", 40),
        _text("owner", 64),
        _text("name", 80),
        _text("organisation", 120),
        sa.Column("text", sa.Text(), nullable=False),
        _text("theme", 80),
        _number("position"),
        _text("state", 10),
        _text("merged_into", 32),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name=op.f("fk_notes_workshops"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workshop_id", "id", name=op.f("pk_notes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_notes_step", "notes", ["workshop_id", "step"])
