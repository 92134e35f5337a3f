"""What each command does: it reads the options, asks the rooms and prints the answer."""
