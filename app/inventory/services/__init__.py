"""Everything that writes. A service takes plain values, writes all or nothing, and raises a `Problem`."""
