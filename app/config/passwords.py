"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class FrugalArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with the least memory that OWASP's password storage cheat sheet recommends.

    Django's takes 100 MiB for each sign-in: as many at once as there are threads would end a task of 512 MiB.
    """

    memory_cost = 19 * 1024  # KiB
    time_cost = 2
    parallelism = 1
