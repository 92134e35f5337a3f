"""The settings of Django, in one module; whatever differs from place to place comes from `config.environment`."""

from __future__ import annotations

from typing import Any

from config.environment import environment

_ENVIRONMENT = environment()
_DATABASE = _ENVIRONMENT.database
_HTTPS = not _ENVIRONMENT.plain_http

# Nobody but whoever sits at this machine reaches the server, and its database is here too.
AT_HOME = _ENVIRONMENT.plain_http and _DATABASE.is_at_home

# From which revision of the source this was built.
BUILD = _ENVIRONMENT.build

DEBUG = False
SECRET_KEY = _ENVIRONMENT.secret_key
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False  # an address of the API has one form

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "corsheaders",
    "ninja",  # serves the files of the interactive documentation from here instead of from strangers
    "inventory",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",  # before anything looks at the host or redirects
    "config.tracing.TracingMiddleware",
    "config.headers.HeadersMiddleware",
    "config.failures.ProblemsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "config.limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.pages.PagesLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.sign_in.SignInMiddleware",
    "config.pages.PagesMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Hosts, proxy, https. The load balancer overwrites X-Forwarded-Proto; X-Forwarded-Host anybody may send.
ALLOWED_HOSTS = _ENVIRONMENT.allowed_hosts
USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Frontend and API are two names of one site, so a Lax cookie travels between them and to no other site.
# A name with __Host- is taken by browsers only from this very host over https.
SESSION_ENGINE = "inventory.sessions"
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True  # the frontend lives on another name and gets the token in a response
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = _ENVIRONMENT.csrf_origins
CSRF_FAILURE_VIEW = "config.failures.csrf_failure"

CORS_ALLOWED_ORIGINS = _ENVIRONMENT.frontend_origins
CORS_ALLOW_CREDENTIALS = True
CORS_ALLOW_HEADERS = ["accept", "accept-language", "content-type", "idempotency-key", "x-csrftoken", "x-request-id"]
CORS_ALLOW_METHODS = ["GET", "POST", "PATCH", "DELETE", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["content-disposition", "content-language", "retry-after", "x-request-id"]
CORS_PREFLIGHT_MAX_AGE = 8 * 3600  # seconds; browsers keep a permission for as long as they like, and no longer
CORS_URLS_REGEX = r"^/api/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes of a body
IMPORT_MAX_SIZE = 32 * 1024 * 1024  # bytes of a file to import, which is never held in memory
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Who signs in.
AUTH_USER_MODEL = "inventory.User"
LOGIN_URL = "/admin/login/"
PASSWORD_HASHERS = ["config.passwords.FrugalArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# One connection per thread is all that a worker can use.
WORKERS, POOL_SIZE = _ENVIRONMENT.server.workers, _ENVIRONMENT.server.threads

# Milliseconds. A request that waits for a lock gives up well before the user does; a transaction that nobody ends
# gives its locks back.
_SESSION = {"statement_timeout": 5000, "lock_timeout": 2000, "idle_in_transaction_session_timeout": 10000}
_CONNECTION: dict[str, Any] = {
    "application_name": "inventory",
    "connect_timeout": _DATABASE.connect_timeout,
    "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items()),
    "sslmode": _DATABASE.ssl_mode,
    # A host that vanishes, as in a failover, ends the connection within seconds instead of a quarter of an hour: the
    # first limit holds for what was sent and is not acknowledged, the others for silence while an answer is awaited.
    "tcp_user_timeout": 6000,  # milliseconds; a host that lives acknowledges at once, however long a statement takes
    "keepalives_idle": 5,  # seconds, also the next
    "keepalives_interval": 2,
    "keepalives_count": 2,
    # The first connection is made when it is needed.
    "pool": {
        "min_size": 1,
        "max_size": POOL_SIZE,
        "timeout": min(_DATABASE.connect_timeout, 3),  # less than the load balancer waits to hear that we live
        # Afterwards it tries again when a request comes; by itself it would try ever more seldom.
        "reconnect_timeout": 1,
        "max_lifetime": 30 * 60,
        "max_idle": 5 * 60,
        "name": "inventory",
    },
}
if _DATABASE.ssl_root_certificate:
    _CONNECTION["sslrootcert"] = _DATABASE.ssl_root_certificate

DATABASES = {
    "default": {
        "ENGINE": "config.database",
        "HOST": _DATABASE.host,
        "PORT": str(_DATABASE.port),
        "NAME": _DATABASE.name,
        "USER": _DATABASE.user,
        "PASSWORD": _DATABASE.password,
        "CONN_MAX_AGE": 0,  # the pool keeps connections
        # config.database tries a connection before it hands it out: one that the server has ended costs no request. A
        # host that vanishes costs those that are under way, and each dead connection up to the six seconds above once.
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": _CONNECTION,
    }
}

# Languages of every message; times are stored and answered in UTC.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = True  # the admin's own files, straight from the installed packages
WHITENOISE_MAX_AGE = 3600  # seconds

LOGGING_CONFIG = "config.logs.configure"
LOGGING = {"level": _ENVIRONMENT.log_level}

SILENCED_SYSTEM_CHECKS: list[str] = []
