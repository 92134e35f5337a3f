"""The ports on which the parts of the system listen."""

from __future__ import annotations

HTTP = 80
HTTPS = 443
APPLICATION = 8000
POSTGRESQL = 5432
