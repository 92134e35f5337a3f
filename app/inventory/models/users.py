"""Those who sign in, and what their role lets them do."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac

from inventory.text import Text, in_language_of_page


class Role(models.TextChoices):
    """From the least to the most: each may do whatever those before it may."""

    VIEWER = "viewer", in_language_of_page(Text(en="Viewer", es="Lector"))
    CLERK = "clerk", in_language_of_page(Text(en="Clerk", es="Almacenero"))
    MANAGER = "manager", in_language_of_page(Text(en="Manager", es="Gestor"))
    ADMIN = "admin", in_language_of_page(Text(en="Admin", es="Administrador"))

    def reaches(self, needed: Role) -> bool:
        """Whether this role may do what `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, email: str, password: str | None, *, name: str, role: Role = Role.VIEWER) -> User:
        """A user who can sign in at once; without a password, who cannot."""
        user = self.model(email=email.strip().lower(), name=name, role=role)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None, *, name: str) -> User:
        """An administrator; the command `createsuperuser` asks for this, and not all of its ways look at the password.

        Raises:
            ValidationError: the password is too weak.
        """
        validate_password(password or "", self.model(email=email, name=name))
        return self.create_user(email, password, name=name, role=Role.ADMIN)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of an e-mail address, in whatever case it is typed."""
        return self.get(email=(username or "").strip().lower())


def new_session_mark() -> str:
    """A random mark; sessions hold a digest of it."""
    return secrets.token_hex(16)


class User(AbstractBaseUser):
    """One person. The role alone decides; there are neither groups nor single permissions."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.VIEWER)
    is_active = models.BooleanField(default=True)
    session_mark = models.CharField(max_length=32, default=new_session_mark, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("email",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether the admin's pages are open to this user."""
        return self.role == Role.ADMIN

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002 - the signature is Django's
        """What the admin's pages ask for each model."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """What the admin's pages ask for each app."""
        return self.has_perm(app_label)

    def get_session_auth_hash(self) -> str:
        """What a session must hold: a new password, or a new mark, ends every session of the user."""
        salt = "inventory.models.User.get_session_auth_hash"
        return salted_hmac(salt, f"{self.password}{self.session_mark}", algorithm="sha256").hexdigest()


class SignInFailure(models.Model):
    """A sign-in that failed, by digests of account and address, which say nothing about either."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["address", "created_at"], name="failure_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.created_at}"
