"""What the runner says, in both languages."""

from __future__ import annotations

from inventory.text import Text


class CannotRunError(Exception):
    """Why the application cannot run here, and what to do about it, in one sentence."""

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text.say("en", **values))
        self._text, self._values = text, values

    def say(self, language: str) -> str:
        """The sentence in the language of that code."""
        return self._text.say(language, **self._values)


STARTING_DATABASE = Text(en="Starting PostgreSQL ...", es="Iniciando PostgreSQL ...")
MIGRATING = Text(en="Bringing its tables up to date ...", es="Actualizando sus tablas ...")
LOADING = Text(en="Looking after the demo data ...", es="Preparando los datos de demostración ...")
SERVING = Text(en="Starting Gunicorn ...", es="Iniciando Gunicorn ...")
STOPPING = Text(en="Stopping ...", es="Deteniendo ...")
STOPPED = Text(en="Everything is stopped; the data are kept.", es="Todo está detenido; los datos se conservan.")
SITE = Text(en="  pages    {address}/\n", es="  páginas  {address}/\n")
READY = Text(
    en="""
The inventory runs at {address}

{site}  admin    {address}/admin/ (as the admin)
  API      {address}/api/v1/docs (described, after the admin's sign-in)
  data     {report}
  kept in  {folder}
  log      {log}

Ctrl-C stops it.""",
    es="""
El inventario funciona en {address}

{site}  admin    {address}/admin/ (como admin)
  API      {address}/api/v1/docs (descrita, tras iniciar sesión como admin)
  datos    {report}
  carpeta  {folder}
  registro {log}

Ctrl-C lo detiene.""",
)

RUNNING = Text(
    en="the application runs already at {address} (process {process}); open that address, or stop it there by Ctrl-C",
    es="la aplicación ya funciona en {address} (proceso {process}); abra esa dirección o deténgala allí con Ctrl-C",
)
BEING_STARTED = Text(
    en="the application is being started already by process {process}; wait for the address that it prints",
    es="el proceso {process} ya está iniciando la aplicación; espere a la dirección que imprima",
)
TAKEN = Text(
    en="port {port} is taken by another program, expected a free one; choose another, as in make app PORT=8123",
    es="otro programa ocupa el puerto {port} y se espera uno libre; elija otro, como en make app PORT=8123",
)
NO_SITE = Text(
    en="{folder} holds no index.html, expected a frontend that was built and published there; run make app, which does",
    es="{folder} no contiene index.html y se espera un frontend construido y publicado allí; ejecute make app, que lo "
    "hace",
)
NOT_RUNNING = Text(
    en="no database runs in {folder}, expected that of make app; start it in another terminal, then try again",
    es="ninguna base de datos funciona en {folder} y se espera la de make app; iníciela en otra terminal y reintente",
)
NOT_A_NUMBER = Text(
    en="{name} is '{got}', expected a whole number from 1 to {most}; give one, as in make app {name}={example}",
    es="{name} es '{got}' y se espera un número entero de 1 a {most}; dé uno, como en make app {name}={example}",
)
NOT_WRITABLE = Text(
    en="{folder} cannot be written ({reason}), expected a folder of your own; run this as its owner, or remove it",
    es="no se puede escribir en {folder} ({reason}) y se espera una carpeta propia; sea su dueño o elimínela",
)
TOO_LONG = Text(
    en="the path {folder} has {got} bytes, expected {most} at most, because a socket stands in it; move the checkout "
    "to a shorter path",
    es="la ruta {folder} tiene {got} bytes y se esperan {most} como máximo, porque contiene un socket; mueva la copia "
    "de trabajo a una ruta más corta",
)
CLOSED = Text(
    en="started by root, PostgreSQL runs as the user nobody, who may not enter {folder}; move the checkout to where "
    "everybody may enter, or run this as a normal user",
    es="iniciado por root, PostgreSQL se ejecuta como el usuario nobody, que no puede entrar en {folder}; mueva la "
    "copia de trabajo a donde todos puedan entrar o ejecútelo como usuario normal",
)
DATABASE_FAILED = Text(
    en="PostgreSQL cannot be started: {reason}; mend that, or remove {folder} with its data and start again",
    es="no se puede iniciar PostgreSQL: {reason}; corríjalo o elimine {folder} con sus datos y empiece de nuevo",
)
DATABASE_STAYS = Text(
    en="PostgreSQL cannot be stopped: {reason}; end its process yourself",
    es="no se puede detener PostgreSQL: {reason}; termine su proceso usted mismo",
)
STEP_FAILED = Text(
    en="the step '{step}' ended with code {code}, expected 0; its reason stands above, mend it and start again",
    es="el paso '{step}' terminó con el código {code} y se espera 0; la razón está arriba, corríjala y reintente",
)
SERVER_ENDED = Text(
    en="Gunicorn ended by itself with code {code}: {reason}; see {log}, mend what it says and start again",
    es="Gunicorn terminó por sí mismo con el código {code}: {reason}; vea {log}, corríjalo y empiece de nuevo",
)
NO_ANSWER = Text(
    en="Gunicorn did not answer at {address} within {seconds} seconds, expected status 200; see {log} and start again",
    es="Gunicorn no respondió en {address} en {seconds} segundos y se espera el estado 200; vea {log} y reintente",
)
