"""An AWS on this machine: an emulator, with real processes for tasks, a real PostgreSQL and one HTTPS edge."""
