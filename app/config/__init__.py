"""How the inventory API is run: settings, addresses, health, logs. What it does stands in `inventory`."""
