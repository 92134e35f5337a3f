"""Every Spanish sentence addresses the reader as usted, and calls each thing by one name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from workbook.render.catalogue import KINDS

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"
FAMILIAR = re.compile(
    r"\b(tú|tu|tus|ti|contigo|has|haz|eres|puedes|quieres|querías|debes|tienes|necesitas|sigue las|"
    r"(?<!se )(?<!que )mira|"
    r"captúralo|guárdalo|síguelo|inténtalo|corrígelo|quítalo|ejecútalo|escríbelo|indícalo|hazlo)\b"
    r"|^(?:entrega (?:el|los|las|todas)|mira dónde)\b"
    r"|; (?:toma|elige|empieza|recorre|lee|escribe|quita|cambia|acorta|define|sintetiza|edita|indica|ejecuta|usa|"
    r"entrega) (?:el|la|los|las|un|una|cada|por|en|de|entre|qué|`)",
    re.IGNORECASE,
)
_NO_PROSE = re.compile(
    r"`[^`]*`|\{[^}]*\}|<!--.*?-->|«[^»]*»|--?[a-z-]+|\bworkbook [a-z]+|\b[a-z]+/[\w/]+"
    r"|\b[A-Z][a-z]+[A-Z]\w+|\w+::\S+"
)
_NOT_WRITTEN = re.compile(r"^ *```.*?^ *```|<!-- generated: .*?<!-- end -->", re.MULTILINE | re.DOTALL)
_LINKED = re.compile(r"\]\([^)]*\)")
VARIANTS = {
    r"costos?": "coste",
    r"ficheros?": "archivo",
    r"por defecto|predeterminad[oa]s?": "por omisión",
    r"equilibrador(?:es)?": "balanceador",
    r"corren?|corría": "se ejecuta",
    r"soportad[oa]s?": "admitido",
    r"assembl(?:y|ies)": "ensamblado",
    r"(?:nat|internet) gateway": "puerta de enlace",
    r"health checks?": "comprobación de estado",
    r"listeners?": "agente de escucha",
    r"deploys?|deployments?": "despliegue",
    r"snapshots?": "instantánea",
    r"target groups?": "grupo de destino",
    r"security groups?": "grupo de seguridad",
    r"route tables?": "tabla de rutas",
    r"stacks?": "pila",
    r"templates?": "plantilla",
    r"encargo": "enunciado",
    r"enferm[oa]s?": "en mal estado",
    r"estimación": "cálculo",
    r"nivel gratuito": "capa gratuita",
    r"price book": "libro de precios",
    r"vueltas? atrás": "reversión",
    r"comandos?": "orden",
    r"oyentes?": "agente de escucha",
    r"línea base": "nivel de referencia",
}


@cache
def spanish() -> tuple[tuple[str, str], ...]:
    """Where each Spanish sentence stands, and the sentence without its code."""
    return tuple(_sentences())


def _sentences() -> Iterator[tuple[str, str]]:
    for source in sorted((*ROOT.glob("workbook/**/*.py"), *ROOT.glob("infra/inventory_infra/**/*.py"))):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "es":
                for text in _literals(node.value):
                    yield f"{source.relative_to(ROOT)}:{node.value.lineno}", _prose(text)
    yield from ((f"catalogue: {kind}", known.name.es) for kind, known in KINDS.items())
    for page in sorted((*ROOT.glob("notebooks/es/*.md"), *_pages())):
        lines = enumerate(_written(page.read_text(encoding="utf-8")).splitlines(), start=1)
        yield from ((f"{page.relative_to(ROOT)}:{number}", _prose(line)) for number, line in lines)


def _pages() -> Iterator[Path]:
    for folder in ("docs", "notebooks"):
        yield from (ROOT / folder).rglob("*.es.md")
    yield from ROOT.glob("*.es.md")


def _written(text: str) -> str:
    """What somebody wrote of a page, in its lines: without code, without what is computed, without targets of links."""
    return _LINKED.sub("]", _NOT_WRITTEN.sub(lambda block: "\n" * block[0].count("\n"), text))


def _literals(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _prose(text: str) -> str:
    """Without what stands in back quotes or braces, and without names of properties, options, commands and paths."""
    return _NO_PROSE.sub("", text)


def test_spanish_is_found_where_it_stands():
    assert len(spanish()) > 1000


def test_nobody_is_addressed_as_tu():
    assert [(place, found[0]) for place, text in spanish() if (found := FAMILIAR.search(text))] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_thing_has_one_name(variant):
    word = re.compile(rf"\b({variant})\b", re.IGNORECASE)
    found = [(place, match[0], f"say {VARIANTS[variant]}") for place, text in spanish() if (match := word.search(text))]

    assert found == []


def test_questions_are_opened_and_closed():
    assert [place for place, text in spanish() if text.count("¿") != text.count("?")] == []


def test_quotations_stand_in_angle_quotes():
    assert [place for place, text in spanish() if set(text) & set("“”")] == []


def test_the_glossary_is_in_alphabetical_order_and_says_each_term_once():
    terms = [line.split("|")[1].strip() for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if "|" in line]

    assert len(terms) > 50
    assert terms[2:] == sorted(set(terms[2:]), key=str.lower)
