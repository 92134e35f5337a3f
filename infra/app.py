"""The CDK app: reads the settings from the context and declares the stacks."""

from __future__ import annotations

import sys

import aws_cdk as cdk

from inventory_infra.application import declare_stacks
from inventory_infra.settings import SettingsError, read_settings


def main() -> int:
    """Declares the stacks and writes the cloud assembly; 1 when the settings cannot be used."""
    app = cdk.App()
    try:
        settings = read_settings(app.node.get_all_context())
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    declare_stacks(app, settings=settings)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
