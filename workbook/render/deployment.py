"""What is deployed, as lines to read."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text as Line

from workbook.deploy.state import State
from workbook.lang import Lang, Text

_NOT_RUNNING = Text(
    en="The local cloud does not run. `workbook start` brings back what was deployed, `workbook deploy` deploys.",
    es="La nube local no está en marcha. `workbook start` recupera lo desplegado, `workbook deploy` despliega.",
)
_STOPPED = Text(
    en="Stopped. What is deployed stays, and `workbook start` brings it back.",
    es="Detenida. Lo desplegado se conserva, y `workbook start` lo recupera.",
)
_EMPTY = Text(
    en="Nothing is deployed there yet; deploy it with: workbook deploy",
    es="Todavía no hay nada desplegado allí; despliéguelo con: workbook deploy",
)
_NEXT = Text(
    en="Next: `workbook open` opens the pages, `workbook verify` tries all of it.",
    es="Siguiente: `workbook open` abre las páginas, `workbook verify` lo prueba todo.",
)
_NAMES = {"pages": Text(en="pages", es="páginas"), "api": Text(en="API", es="API")}
_TRUST = Text(
    en="a browser warns until it trusts {file}",
    es="un navegador avisa mientras no confíe en {file}",
)
_ADMINISTRATOR = Text(
    en="first administrator: {email}, password {password} (told now alone; each deployment gives a new one until "
    "somebody has signed in)",
    es="primera cuenta de administración: {email}, contraseña {password} (se dice solo ahora; cada despliegue da una "
    "nueva hasta que alguien haya iniciado sesión)",
)


def deployment_page(state: State, lang: Lang) -> RenderableType:
    """The addresses first, then the stacks."""
    if not state.running:
        return Line(_NOT_RUNNING[lang])
    if not state.stacks:
        return Line(_EMPTY[lang])
    lines = [f"{_NAMES[name][lang]:<8} {address}" for name, address in (state.addresses or {}).items()]
    if state.administrator:
        told = {"email": state.administrator.email, "password": state.administrator.password}
        lines.append(_ADMINISTRATOR.format(**told)[lang])
    if state.addresses and state.authority:
        lines.append(_TRUST.format(file=state.authority)[lang])
    stacks = [f"{name:<24} {status}" for name, status in state.stacks]
    following = ["", _NEXT[lang]] if state.administrator else []
    return Group(*map(Line, [*lines, *([""] if lines else []), *stacks, *following]))


def stopped_page(lang: Lang) -> RenderableType:
    """What has just been stopped."""
    return Line(_STOPPED[lang])
