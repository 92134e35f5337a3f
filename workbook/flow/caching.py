"""How long CloudFront keeps an answer, and whether it compresses it."""

from __future__ import annotations

from workbook.flow.behaviours import Behaviour
from workbook.flow.model import Finding
from workbook.flow.policies import Policy, policy
from workbook.flow.settings import seconds
from workbook.flow.step import holds, untold
from workbook.graph.caching import ENCODINGS, lets_compress
from workbook.graph.managed_policies import LIFETIMES
from workbook.graph.model import Graph
from workbook.lang import Text
from workbook.template.scalars import flag, number

_POLICY_TTL = "CachePolicyConfig.DefaultTTL"
_POLICY_LONGEST = "CachePolicyConfig.MaxTTL"


def cache_finding(graph: Graph, behaviour: Behaviour) -> Finding | None:
    """What the cache does with a request of this behaviour."""
    found = policy(graph, behaviour.distribution, f"{behaviour.path}.CachePolicyId")
    if found is None:
        return _legacy(behaviour)
    if found.resource is None:
        return _managed(found)
    default, longest = found.resource.get(_POLICY_TTL), found.resource.get(_POLICY_LONGEST)
    if number(longest) == 0:
        return holds(_NEVER.format(policy=found.name), found.evidence, found.resource.evidence(_POLICY_LONGEST))
    kept = _KEEPS.format(policy=found.name, default=seconds(number(default)))
    return holds(kept, found.evidence, found.resource.evidence(_POLICY_TTL))


def compression(graph: Graph, behaviour: Behaviour) -> Finding | None:
    """Whether CloudFront compresses an answer that can be: the behaviour says whether, the cache policy says how."""
    if behaviour.get("Compress") is None:
        return None
    if flag(behaviour.get("Compress")) is not True:
        return holds(_PLAIN, behaviour.evidence("Compress"))
    found = policy(graph, behaviour.distribution, f"{behaviour.path}.CachePolicyId")
    if found is not None and lets_compress(graph, behaviour.distribution, behaviour.path) is False:
        return holds(_NO_FORM.format(policy=found.name), behaviour.evidence("Compress"), found.evidence)
    own = found.resource if found is not None else None
    ways = [] if own is None else [(path, name) for name, path in ENCODINGS.items() if flag(own.get(path))]
    if own is None or not ways:
        return holds(_COMPRESSES, behaviour.evidence("Compress"))
    names = ", ".join(name for _, name in ways)
    proof = (own.evidence(path) for path, _ in ways)
    return holds(_COMPRESSES_AS.format(names=names), behaviour.evidence("Compress"), *proof)


def _legacy(behaviour: Behaviour) -> Finding | None:
    value = behaviour.get("DefaultTTL")
    if number(behaviour.get("MaxTTL")) == 0:
        return holds(_NEVER_SELF, behaviour.evidence("MaxTTL"))
    if value is None:
        return None
    return holds(_KEEPS_SELF.format(default=seconds(number(value))), behaviour.evidence("DefaultTTL"))


def _managed(found: Policy) -> Finding:
    lifetimes = LIFETIMES.get(found.name)
    if lifetimes is None:
        return untold(_OUTSIDE.format(policy=found.name), found.evidence)
    _, default, longest = lifetimes
    if longest == 0:
        return holds(_NEVER.format(policy=found.name), found.evidence)
    return holds(_KEEPS.format(policy=found.name, default=seconds(default)), found.evidence)


_KEEPS = Text(
    en="what is in the cache is answered at once; the policy {policy} keeps an answer for {default} unless its "
    "Cache-Control header says otherwise",
    es="lo que está en la caché se responde al momento; la política {policy} conserva cada respuesta {default} salvo "
    "que su cabecera Cache-Control diga otra cosa",
)
_KEEPS_SELF = Text(
    en="what is in the cache is answered at once; an answer is kept for {default} unless its Cache-Control header "
    "says otherwise",
    es="lo que está en la caché se responde al momento; cada respuesta se conserva {default} salvo que su cabecera "
    "Cache-Control diga otra cosa",
)
_NEVER = Text(
    en="the policy {policy} keeps no answer, so each request goes on to the origin",
    es="la política {policy} no conserva ninguna respuesta, así que cada petición sigue hasta el origen",
)
_NEVER_SELF = Text(
    en="no answer is kept, so each request goes on to the origin",
    es="no se conserva ninguna respuesta, así que cada petición sigue hasta el origen",
)
_OUTSIDE = Text(
    en="the cache policy {policy} stands outside the template, so how long answers are kept is not told here",
    es="la política de caché {policy} está fuera de la plantilla, así que aquí no consta cuánto se conservan las "
    "respuestas",
)
_COMPRESSES = Text(
    en="CloudFront compresses what the browser can take compressed",
    es="CloudFront comprime lo que el navegador admite comprimido",
)
_COMPRESSES_AS = Text(
    en="CloudFront compresses what the browser can take compressed, as {names}",
    es="CloudFront comprime lo que el navegador admite comprimido, como {names}",
)
_NO_FORM = Text(
    en="CloudFront sends the answer as it came: the policy {policy} keeps no compressed form of it, whatever "
    "Compress says",
    es="CloudFront envía la respuesta tal como llegó: la política {policy} no conserva ninguna forma comprimida de "
    "ella, diga lo que diga Compress",
)
_PLAIN = Text(
    en="CloudFront sends the answer as it came, uncompressed unless the origin compressed it",
    es="CloudFront envía la respuesta tal como llegó, sin comprimir salvo que el origen la comprimiera",
)
