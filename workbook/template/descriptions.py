"""What the stacks of this project hold, in Spanish: CloudFormation takes one description, and theirs are English."""

from __future__ import annotations

from collections.abc import Mapping

SPANISH: Mapping[str, str] = {
    "Inventory: image repository and role of the pipeline": (
        "Inventory: repositorio de imágenes y rol de la canalización"
    ),
    "Inventory: VPC, security groups and DNS zone": "Inventory: VPC, grupos de seguridad y zona DNS",
    "Inventory: database and secrets": "Inventory: base de datos y secretos",
    "Inventory: static site, CloudFront and the name of the frontend": (
        "Inventory: sitio estático, CloudFront y el nombre del frontend"
    ),
    "Inventory: load balancer, tasks and scaling": "Inventory: balanceador de carga, tareas y escalado",
    "Inventory: alarms, notifications and budget": "Inventory: alarmas, avisos y presupuesto",
}
"""The Spanish description of each stack, by the one in its template."""
