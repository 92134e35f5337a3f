"""PostgreSQL, as Django connects to it."""
