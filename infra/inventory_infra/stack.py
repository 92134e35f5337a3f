"""What all stacks have in common: environment, fixed zones, and the profile in the metadata."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from inventory_infra.settings import Settings


class InventoryStack(cdk.Stack):
    """A stack that says in its template which profile it belongs to and what that profile saves on."""

    def __init__(
        self, scope: Construct, name: str, *, settings: Settings, description: str, region: str | None = None
    ) -> None:
        self._zones = list(settings.availability_zones)
        super().__init__(
            scope,
            f"Inventory{name}",
            description=description,
            env=cdk.Environment(account=settings.account, region=region or settings.region),
        )
        profile = settings.profile
        metadata: dict[str, object] = {
            "Workbook::Profile": {
                "name": profile.name,
                "version": profile.version,
                "title": profile.title.as_metadata(),
                "daily_users": profile.daily_users,
            }
        }
        savings = [saving.as_metadata() for saving in profile.savings if saving.stack == name]
        if savings:
            metadata["Workbook::Savings"] = savings
        self.template_options.metadata = metadata

    @property
    def availability_zones(self) -> list[str]:
        """The zones of the settings, so that synthesis asks no account for them."""
        return self._zones
