"""Environment variables of a task, with a database that is not there yet."""

from __future__ import annotations

VARIABLES = {
    "DATABASE_CONNECT_TIMEOUT": "2",
    "DATABASE_HOST": "/nowhere",
    "DATABASE_NAME": "inventory",
    "DATABASE_PASSWORD": "unused",
    "DATABASE_PORT": "5432",
    "DATABASE_SSLMODE": "disable",
    "DATABASE_USER": "inventory",
    "DJANGO_ALLOWED_HOSTS": "api.inventory.example.com",
    "DJANGO_CORS_ALLOWED_ORIGINS": "https://app.inventory.example.com",
    "DJANGO_CSRF_TRUSTED_ORIGINS": "https://app.inventory.example.com",
    "DJANGO_SECRET_KEY": "not a secret, since this key signs nothing outside of tests: 0123456789",
    "GUNICORN_GRACEFUL_TIMEOUT": "30",
    "GUNICORN_KEEPALIVE": "75",
    "GUNICORN_THREADS": "24",
    "LOG_LEVEL": "ERROR",
    "PORT": "8000",
    "WEB_CONCURRENCY": "1",
}
