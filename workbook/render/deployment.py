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
_NAMES = {"pages": Text(en="pages", es="páginas"), "api": Text(en="API", es="API")}
_TRUST = Text(
    en="a browser warns until it trusts {file}",
    es="un navegador avisa mientras no confíe en {file}",
)
_ADMINISTRATOR = Text(
    en="first administrator: {email}, password {password} (told once)",
    es="primera cuenta de administración: {email}, contraseña {password} (se dice una sola vez)",
)


def deployment_page(state: State, lang: Lang) -> RenderableType:
    """The addresses first, then the stacks."""
    if not state.running:
        return Line(_NOT_RUNNING[lang])
    lines = [f"{_NAMES[name][lang]:<8} {address}" for name, address in (state.addresses or {}).items()]
    if state.administrator:
        told = {"email": state.administrator.email, "password": state.administrator.password}
        lines.append(_ADMINISTRATOR.format(**told)[lang])
    if state.addresses and state.authority:
        lines.append(_TRUST.format(file=state.authority)[lang])
    lines.extend(f"{name:<24} {status}" for name, status in state.stacks)
    return Group(*map(Line, lines))
