"""How fast the inventory API is, against the least that could do the same work, on a real PostgreSQL."""
