"""What AWS says no with, as sentences that name the next step; the one module that knows the errors of botocore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    CredentialRetrievalError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    SSOTokenLoadError,
    TokenRetrievalError,
)

from workbook.errors import DeployError
from workbook.lang import Text

__all__ = ["ClientError", "code_of", "in_sentences", "is_denied"]

_EXPIRED = {"ExpiredToken", "ExpiredTokenException", "RequestExpired"}
_UNKNOWN = {"InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException", "AuthFailure"}
_DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}


@contextmanager
def in_sentences(credentials: str | None) -> Iterator[None]:
    """Says what AWS or the way to it refuses in one sentence; the local cloud is asked without credentials.

    Raises:
        DeployError: it refused.
    """
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise DeployError(_sentence(error, credentials)) from error


def code_of(error: ClientError) -> str:
    """The name that AWS gives to a refusal, as `AccessDenied`."""
    return str(error.response.get("Error", {}).get("Code", "-"))


def is_denied(error: ClientError) -> bool:
    """Whether the credentials are good, and lack the right."""
    return code_of(error) in _DENIED


def _sentence(error: ClientError | BotoCoreError, credentials: str | None) -> Text:
    given: Mapping[str, object] = {"credentials": credentials, "said": _said(error)}
    if isinstance(error, ClientError):
        return _refusal(code_of(error)).format(**given, call=error.operation_name)
    if credentials is None and isinstance(error, (EndpointConnectionError, ConnectionClosedError)):
        return _NOT_RUNNING.format(**given)
    for kinds, text in _KINDS.items():
        if isinstance(error, kinds):
            return text.format(**given)
    return _OTHER.format(**given, call=type(error).__name__)


def _refusal(code: str) -> Text:
    for codes, text in ((_EXPIRED, _SESSION_EXPIRED), (_UNKNOWN, _WRONG_KEYS), (_DENIED, _NO_RIGHT)):
        if code in codes:
            return text
    return _OTHER


def _said(error: ClientError | BotoCoreError) -> str:
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Message") or code_of(error)).strip().rstrip(".")
    return str(error).strip().rstrip(".")


_SESSION_EXPIRED = Text(
    en="the session of the credentials {credentials} has expired: {said}; sign in again (aws sso login, or new keys) "
    "and run the command again, which goes on from there",
    es="la sesión de las credenciales {credentials} ha caducado: {said}; inicie sesión de nuevo (aws sso login, o "
    "claves nuevas) y repita la orden, que continúa desde ahí",
)
_WRONG_KEYS = Text(
    en="AWS does not know the credentials {credentials}: {said}; expected keys of a user or a role that exists; check "
    "them with: aws sts get-caller-identity",
    es="AWS no conoce las credenciales {credentials}: {said}; se esperaban claves de un usuario o un rol que exista; "
    "compruébelas con: aws sts get-caller-identity",
)
_NO_RIGHT = Text(
    en="the credentials {credentials} may not call {call}: {said}; use others, or have that right granted",
    es="las credenciales {credentials} no pueden llamar a {call}: {said}; use otras, o pida ese permiso",
)
_NO_CREDENTIALS = Text(
    en="no credentials were found under {credentials}: {said}; name a profile of your AWS files after --credentials, "
    "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY and pass --credentials environment",
    es="no se encontraron credenciales en {credentials}: {said}; indique un perfil de sus archivos de AWS tras "
    "--credentials, o defina AWS_ACCESS_KEY_ID y AWS_SECRET_ACCESS_KEY y pase --credentials environment",
)
_NOT_REACHED = Text(
    en="AWS was not reached: {said}; check the network and run the command again",
    es="no se pudo llegar a AWS: {said}; compruebe la red y repita la orden",
)
_NOT_RUNNING = Text(
    en="the local cloud does not answer: {said}; start it with: workbook start",
    es="la nube local no responde: {said}; póngala en marcha con: workbook start",
)
_OTHER = Text(
    en="{call} was refused: {said}; the deployment stays as it is, run the command again once that is mended",
    es="{call} fue rechazada: {said}; el despliegue queda como está, repita la orden cuando eso esté resuelto",
)
_KINDS: Mapping[tuple[type[BotoCoreError], ...], Text] = {
    (SSOError, SSOTokenLoadError, TokenRetrievalError): _SESSION_EXPIRED,
    (NoCredentialsError, PartialCredentialsError, ProfileNotFound, CredentialRetrievalError): _NO_CREDENTIALS,
    (EndpointConnectionError,): _NOT_REACHED,
}
