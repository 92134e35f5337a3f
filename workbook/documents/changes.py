"""How much of a template differs between two designs: what a later change has to touch."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.graph.model import Graph
from workbook.lang import Text, same
from workbook.template.model import Resource, ResourceId


@dataclass(frozen=True, slots=True)
class Difference:
    """The resources that a change adds, takes away and alters, each sorted."""

    added: tuple[ResourceId, ...]
    removed: tuple[ResourceId, ...]
    altered: tuple[ResourceId, ...]

    def counted(self) -> Text:
        """The three numbers, those that are not zero."""
        pairs = ((_ADDED, self.added), (_REMOVED, self.removed), (_ALTERED, self.altered))
        said = [text.format(count=len(found)) for text, found in pairs if found]
        if not said:
            return _NOTHING
        return Text(en=", ".join(each.en for each in said), es=", ".join(each.es for each in said))


def difference(before: Graph, after: Graph) -> Difference:
    """What has to change in the template of one design to become the other."""
    was, now = _resources(before), _resources(after)
    altered = (name for name in was.keys() & now.keys() if _unlike(was[name], now[name]))
    return Difference(
        added=tuple(sorted(now.keys() - was.keys())),
        removed=tuple(sorted(was.keys() - now.keys())),
        altered=tuple(sorted(altered)),
    )


def _resources(graph: Graph) -> dict[ResourceId, Resource]:
    return {each.id: each for each in graph.assembly.resources() if each.included}


def _unlike(was: Resource, now: Resource) -> bool:
    return (was.type, was.properties, was.deletion_policy) != (now.type, now.properties, now.deletion_policy)


_ADDED = same("+{count}")
_REMOVED = same("–{count}")
_ALTERED = same("~{count}")
_NOTHING = Text(en="nothing", es="nada")
