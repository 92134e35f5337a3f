"""The administrative commands of Django."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError


def main() -> None:
    """Run the command that stands on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, InterfaceError) as error:
        sys.exit(f"the database does not answer: {str(error).strip()}; see the variables DATABASE_...")


if __name__ == "__main__":
    main()
