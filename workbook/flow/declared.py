"""Names that a template uses and declares nowhere: CloudFormation refuses what needs them, so a request stops there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook.flow.model import Finding, Place
from workbook.flow.named import resource_of
from workbook.flow.places import host_of, place
from workbook.flow.step import Step, fails, nowhere
from workbook.graph.model import EdgeKind, Graph, NodeId
from workbook.lang import Text, same
from workbook.template.functions import sources
from workbook.template.model import Resource, Value, undeclared, walk

_EDGE_ZONE = "Z2FDTNDATAQYW2"
"""The hosted zone of every CloudFront distribution, which an alias to one has to name."""

_ATTACHMENT = "AWS::SecretsManager::SecretTargetAttachment"


def with_undeclared(graph: Graph, step: Step) -> Step:
    """The step with a fault for each name without a declaration that one of its places needs."""
    places = (step.source, *step.via, *((step.target,) if step.target else ()))
    found = tuple(finding for at in places for finding in _faults(graph, at))
    return replace(step, findings=(*step.findings, *found)) if found else step


@dataclass(frozen=True, slots=True)
class LostName:
    """A name whose record leads to something that the template does not declare."""

    host: str
    record: Resource

    @property
    def of_page(self) -> bool:
        """Whether the record was meant for a distribution, which serves pages."""
        return self.record.get("AliasTarget.HostedZoneId") == _EDGE_ZONE

    def step(self, graph: Graph, caller: Place) -> Step:
        """The look-up, which finds the record and no address behind it."""
        evidence = self.record.evidence("AliasTarget.DNSName")
        reason = _LOST.format(host=self.host, names=_names(evidence.value))
        return nowhere(caller, place(graph, NodeId(str(self.record.id))), fails(reason, evidence))


def lost_names(graph: Graph) -> Iterator[LostName]:
    """The names of alias records whose target is declared nowhere, each once."""
    seen: set[str] = set()
    for record in graph.resources("AWS::Route53::RecordSet"):
        host = host_of(record.get("Name"))
        if host is not None and host not in seen and undeclared(record.get("AliasTarget.DNSName")):
            seen.add(host)
            yield LostName(host, record)


def lost_stores(graph: Graph, runner: NodeId, program: NodeId) -> Iterator[Step]:
    """A step to nowhere for each secret of a program that belongs to a database declared nowhere."""
    secrets = {edge.target for edge in graph.outgoing(program, EdgeKind.READS)}
    for attachment in graph.resources(_ATTACHMENT):
        evidence = attachment.evidence("TargetId")
        owners = {NodeId(str(reference.target)) for reference in sources(attachment.get("SecretId"))}
        if owners & secrets and undeclared(evidence.value):
            yield nowhere(place(graph, runner), None, fails(_NO_STORE.format(names=_names(evidence.value)), evidence))


def _faults(graph: Graph, at: Place) -> Iterator[Finding]:
    resource = resource_of(graph, at.id)
    if resource is None:
        return
    for path, leaf in walk(resource.properties):
        if undeclared(leaf):
            reason = _NEEDS.format(place=at.the, names=_names(leaf))
            yield fails(reason, resource.evidence(path))


def _names(value: Value) -> Text:
    return same(", ".join(undeclared(value)))


_NEEDS = Text(
    en="{place} needs {names}, which the template does not declare",
    es="{place} necesita {names}, que la plantilla no declara",
)
_LOST = Text(
    en="the record of {host} leads to {names}, which the template does not declare",
    es="el registro de {host} lleva a {names}, que la plantilla no declara",
)
_NO_STORE = Text(
    en="the secret with the address of the database belongs to {names}, which the template does not declare",
    es="el secreto con la dirección de la base de datos pertenece a {names}, que la plantilla no declara",
)
