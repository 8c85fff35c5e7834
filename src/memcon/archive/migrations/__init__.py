"""How the archive's tables came to be, one step a file in ``versions``; Alembic runs them when an archive is opened."""
