"""Runs the migrations inside the transaction that the app has begun."""

from alembic import context

from evidence.workspace.tables import METADATA

# SQLite can take back changes of tables too, as long as the driver begins no transactions of its own (database.py).
context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
