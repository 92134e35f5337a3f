"""Demo data: a startup that never was, with everything that it keeps in stock. Seed and time give the same rows."""
