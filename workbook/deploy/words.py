"""What is said of deployments, in both languages."""

from __future__ import annotations

from workbook.lang import Text

NOT_INSTALLED = Text(
    en="the local cloud is not installed; run: make setup LOCALCLOUD=1",
    es="la nube local no está instalada; ejecute: make setup LOCALCLOUD=1",
)
NOT_STARTED = Text(
    en="the local cloud did not answer within {seconds} s; its last words: {said} (log: {log})",
    es="la nube local no respondió en {seconds} s; lo último que dijo: {said} (registro: {log})",
)
NO_CDK = Text(
    en="the CDK CLI is not installed, expected {program}; run make setup",
    es="la CLI de CDK no está instalada, se espera {program}; ejecute make setup",
)
STEP_FAILED = Text(
    en="{step} failed with exit code {code}: {reason}",
    es="{step} falló con el código de salida {code}: {reason}",
)
MIGRATION_FAILED = Text(
    en="the migration ended with code {code}, so no task of the new image was started; its log ends with: {said}",
    es="la migración terminó con el código {code}, así que no se inició ninguna tarea de la imagen nueva; su registro "
    "termina con: {said}",
)
NO_FRONTEND = Text(
    en="{folder} holds no index.html, expected a published frontend; run make frontend first",
    es="{folder} no contiene index.html y se espera un frontend publicado; ejecute antes make frontend",
)

BUILDING = Text(en="Building the pages", es="Construyendo las páginas")
STARTING = Text(en="Starting the local cloud", es="Iniciando la nube local")
BOOTSTRAPPING = Text(en="Preparing the account for CDK", es="Preparando la cuenta para CDK")
DEPLOYING = Text(en="Deploying {stacks}", es="Desplegando {stacks}")
DESTROYING = Text(en="Deleting the stacks", es="Borrando las pilas")
PUSHING = Text(en="Pushing the image", es="Subiendo la imagen")
MIGRATING = Text(en="Migrating the database", es="Migrando la base de datos")
UPLOADING = Text(en="Uploading the pages", es="Subiendo las páginas")
ADMINISTRATOR = Text(en="Creating the first administrator", es="Creando la primera administradora")
