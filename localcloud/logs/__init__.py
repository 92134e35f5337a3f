"""What services write into logs, and how logs are queried, where the emulator does neither."""
