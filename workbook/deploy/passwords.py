"""Hashes of passwords, as the application stores them."""

from __future__ import annotations

from argon2 import PasswordHasher

# Of the least memory that OWASP recommends; the application hashes anew at the first sign-in if it wants another.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_of(password: str) -> str:
    """The hash in the form of Django; what a task is told stands in the records of an account, so it gets no password.

    >>> hash_of("try-the-inventory").startswith("argon2$argon2id$")
    True
    """
    return f"argon2{_HASHER.hash(password)}"
