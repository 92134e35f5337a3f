"""What if: more users, other choices, other designs."""
