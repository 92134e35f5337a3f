"""A real PostgreSQL on this machine, from a wheel: for tests and for trying the application, never for the image."""
