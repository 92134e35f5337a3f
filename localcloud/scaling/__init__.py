"""Application Auto Scaling: how many tasks a service should have, by its metrics and by the clock."""
