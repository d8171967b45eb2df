"""The tables as they were first released."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _workspaces()
    _items()
    _changes()
    _versions()
    _people()


def downgrade() -> None:
    """Remove the tables and everything in them."""
    for name in ("people", "versions", "changes", "items", "workspaces"):
        op.drop_table(name)


def _of_a_workspace() -> sa.Column[str]:
    return sa.Column("workspace_id", sa.String(32), nullable=False)


def _workspace_key(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspaces")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=name, ondelete="CASCADE")


def _workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("edit_digest", sa.String(64), nullable=False),
        sa.Column("view_digest", sa.String(64), nullable=False),
        sa.Column("created", sa.String(27), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("edit_digest", name=op.f("uq_workspaces_edit_digest")),
        sa.UniqueConstraint("view_digest", name=op.f("uq_workspaces_view_digest")),
    )


def _items() -> None:
    op.create_table(
        "items",
        _of_a_workspace(),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        _workspace_key("items"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_items")),
    )


def _changes() -> None:
    op.create_table(
        "changes",
        _of_a_workspace(),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        _workspace_key("changes"),
        sa.PrimaryKeyConstraint("workspace_id", "seq", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_item", "changes", ["workspace_id", "item_id"])


def _versions() -> None:
    op.create_table(
        "versions",
        _of_a_workspace(),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        _workspace_key("versions"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_versions")),
    )


def _people() -> None:
    op.create_table(
        "people",
        _of_a_workspace(),
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("lawful_basis", sa.String(40), nullable=False),
        sa.Column("keep_until", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "item_id"],
            ["items.workspace_id", "items.id"],
            name=op.f("fk_people_items"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "item_id", name=op.f("pk_people")),
    )
