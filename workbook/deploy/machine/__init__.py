"""Deploy to the local cloud of a checkout, which runs on this machine."""
