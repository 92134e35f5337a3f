"""Names from logical ids: the kind of thing in front in Spanish, what is known translated, the rest kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbook.graph.model import Graph
from workbook.lang import Lang
from workbook.render.views.identifiers import name_of

CASES = {
    ("ECS::TaskDefinition", "WebTaskDefinition"): ("Web task definition", "Definición de tarea: web"),
    ("ECS::TaskDefinition", "ReportsTaskDefinition"): ("Reports task definition", "Definición de tarea Reports"),
    ("ECS::TaskDefinition", "TaskDefinition"): ("Task definition", "Definición de tarea"),
    ("IAM::Role", "WebTaskDefinitionExecutionRole"): ("Web task definition execution role", "Rol de ejecución: web"),
    ("IAM::Role", "Deployer"): ("Deployer", "Deployer"),
    ("EC2::SecurityGroup", "SecurityGroupsTasks"): ("Tasks security group", "Grupo de seguridad: tareas"),
    ("EC2::SecurityGroup", "CacheSecurityGroup"): ("Cache security group", "Grupo de seguridad Cache"),
    ("CloudWatch::Alarm", "DatabaseCpu"): ("Database CPU", "CPU de la base\u00a0de\u00a0datos"),
}


@pytest.mark.parametrize(("named", "expected"), CASES.items(), ids=[name for _, name in CASES])
def test_an_id_is_told_in_both_languages(
    graph_of: Callable[..., Graph], named: tuple[str, str], expected: tuple[str, str]
) -> None:
    kind, name = named
    (node,) = graph_of(**{name: (kind, {})}).of_type(f"AWS::{kind}")

    assert (name_of(node)[Lang.EN], name_of(node)[Lang.ES]) == expected
