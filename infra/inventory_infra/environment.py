"""The environment variables of the containers: the contract between the infrastructure and the application."""

from __future__ import annotations

from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_secretsmanager as secretsmanager

from inventory_infra import ports, timeouts
from inventory_infra.database_fields import DATABASE_FIELDS
from inventory_infra.settings import Settings


def plain_variables(settings: Settings) -> dict[str, str]:
    """Everything that may be read in the console by anybody who may see the task definition."""
    frontend = f"https://{settings.frontend_name}"
    tasks = settings.profile.tasks
    return {
        "DATABASE_CONNECT_TIMEOUT": str(timeouts.DATABASE_CONNECT),
        "DATABASE_SSLMODE": "verify-full",
        "DJANGO_ALLOWED_HOSTS": settings.api_name,
        "DJANGO_CORS_ALLOWED_ORIGINS": frontend,
        "DJANGO_CSRF_TRUSTED_ORIGINS": frontend,
        "GUNICORN_GRACEFUL_TIMEOUT": str(timeouts.GUNICORN_GRACEFUL),
        "GUNICORN_KEEPALIVE": str(timeouts.GUNICORN_KEEPALIVE),
        "GUNICORN_THREADS": str(tasks.threads),
        "PORT": str(ports.APPLICATION),
        "WEB_CONCURRENCY": str(tasks.workers),
    }


def secret_variables(*, database: secretsmanager.ISecret, django_key: secretsmanager.ISecret) -> dict[str, ecs.Secret]:
    """What only the task itself sees; ECS reads it once, so a changed secret needs a new deployment."""
    fields = {name: ecs.Secret.from_secrets_manager(database, field) for name, field in DATABASE_FIELDS.items()}
    return {**fields, "DJANGO_SECRET_KEY": ecs.Secret.from_secrets_manager(django_key)}
