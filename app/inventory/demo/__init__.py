"""Demo data: a startup that never was, with everything that it keeps in stock. The same seed gives the same rows."""
