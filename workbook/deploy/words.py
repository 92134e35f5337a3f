"""What is said of deployments, in both languages."""

from __future__ import annotations

from workbook.lang import Text

NOT_INSTALLED = Text(
    en="the local cloud is not installed; run: make setup LOCALCLOUD=1",
    es="la nube local no está instalada; ejecute: make setup LOCALCLOUD=1",
)
CANNOT_WRITE = Text(
    en="{folder} cannot be written, where the local cloud keeps what it has: {reason}; make room, or name another "
    "folder in the variable WORKBOOK_CLOUD",
    es="no se puede escribir en {folder}, donde la nube local guarda lo suyo: {reason}; haga sitio, o indique otra "
    "carpeta en la variable WORKBOOK_CLOUD",
)
ENDED_AT_ONCE = Text(
    en="the local cloud ended as soon as it was started: {said} (log: {log})",
    es="la nube local terminó nada más iniciarse: {said} (registro: {log})",
)
NOT_STARTED = Text(
    en="the local cloud did not answer within {seconds} s; its last words: {said} (log: {log})",
    es="la nube local no respondió en {seconds} s; lo último que dijo: {said} (registro: {log})",
)
FOREIGN_FOLDER = Text(
    en="{folder}, where the local cloud would keep what it has, belongs to another user; name a folder with a short "
    "path that everybody may enter in the variable {variable}",
    es="{folder}, donde la nube local guardaría lo suyo, es de otra persona; indique en la variable {variable} una "
    "carpeta de ruta corta en la que todos puedan entrar",
)
NOT_RUNNING = Text(
    en="the local cloud does not run; start it with: workbook start, or deploy with: workbook deploy",
    es="la nube local no está en marcha; póngala en marcha con: workbook start, o despliegue con: workbook deploy",
)
BAD_PATTERN = Text(
    en="--filter cannot be used, got {pattern}, expected a filter pattern of CloudWatch Logs, such as '\"GET\"' for a "
    "word, or {{ $.status = 500 }} for a field of JSON",
    es="--filter no se puede usar, se recibió {pattern} y se esperaba un patrón de filtro de CloudWatch Logs, como "
    "'\"GET\"' para una palabra, o {{ $.status = 500 }} para un campo de JSON",
)
NOT_YOUR_TURN = Text(
    en="another command changes this deployment, process {number} of this machine; wait for its end, then run this "
    "one again",
    es="otra orden está cambiando este despliegue, el proceso {number} de esta máquina; espere a que termine y "
    "repita esta",
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
    en="the migration ended with code {code}, so the release stopped before any task of a new image; its log ends "
    "with: {said}; mend the migration and run the command again",
    es="la migración terminó con el código {code}, así que la entrega se detuvo antes de iniciar tareas de una imagen "
    "nueva; su registro termina con: {said}; corrija la migración y repita la orden",
)
NOT_PUSHED = Text(
    en="the repository {repository} of the local cloud did not take the image: {reason}; run the command again, or "
    "begin anew with: workbook destroy",
    es="el repositorio {repository} de la nube local no aceptó la imagen: {reason}; repita la orden, o empiece de "
    "nuevo con: workbook destroy",
)
NO_TASK = Text(
    en="ECS started no task: {reason}; mend that and run the command again",
    es="ECS no inició ninguna tarea: {reason}; resuélvalo y repita la orden",
)
TASK_TOO_SLOW = Text(
    en="the task {task} has not ended within {seconds} s; look at its log, and run the command again once it has",
    es="la tarea {task} no ha terminado en {seconds} s; mire su registro y repita la orden cuando termine",
)
ADMINISTRATOR_FAILED = Text(
    en="the first administrator was not created, the task ended with code {code}: {said}; run the command again",
    es="no se creó la primera cuenta de administración, la tarea terminó con el código {code}: {said}; repita la orden",
)
STILL_MOVING = Text(
    en="CloudFormation still works on {stack} ({status}); wait for its end and run the command again",
    es="CloudFormation todavía trabaja en {stack} ({status}); espere a que termine y repita la orden",
)
STUCK = Text(
    en="{stack} is in {status} and takes no deployment; look at its events, mend what they name, then continue its "
    "rollback or delete it (aws cloudformation continue-update-rollback | delete-stack --stack-name {stack})",
    es="{stack} está en {status} y no admite despliegues; mire sus eventos, resuelva lo que indiquen y luego continúe "
    "la reversión o bórrela (aws cloudformation continue-update-rollback | delete-stack --stack-name {stack})",
)
NOT_ENDED = Text(
    en="the local cloud, process {number}, has not ended within {seconds} s; end it yourself, or run: workbook destroy",
    es="la nube local, proceso {number}, no ha terminado en {seconds} s; termínela usted, o ejecute: workbook destroy",
)
BAD_DOCKERFILE = Text(
    en="the Dockerfile in {folder} has no {instruction} that can be read here, expected one such as {example}",
    es="el Dockerfile de {folder} no tiene ningún {instruction} que se pueda leer aquí, se esperaba uno como {example}",
)
NOT_UNDERSTOOD = Text(
    en="the CDK CLI says of {stack} what is not understood, so nothing is deployed: {line}; use the version that "
    "infra/package.json pins",
    es="la CLI de CDK dice de {stack} algo que no se entiende, así que no se despliega nada: {line}; use la versión "
    "que fija infra/package.json",
)
NOT_OURS = Text(
    en="{folder} holds something else than a local cloud, so it is neither used nor removed; name an empty folder in "
    "the variable WORKBOOK_CLOUD",
    es="{folder} contiene algo que no es una nube local, así que no se usa ni se borra; indique una carpeta vacía en "
    "la variable WORKBOOK_CLOUD",
)
WOULD_REPLACE = Text(
    en="another {type} would take the place of {id} in {stack}, because of {properties}; it holds data or a name that "
    "is lost with it; take the change back, or pass --allow-replacement once a backup is restored elsewhere",
    es="otro {type} ocuparía el lugar de {id} en {stack}, por {properties}; contiene datos o un nombre que se pierden "
    "con él; deshaga el cambio, o pase --allow-replacement cuando una copia esté restaurada en otro sitio",
)
WOULD_REMOVE = Text(
    en="{type} {id} would leave {stack}; it holds data or a name; put it back into the template, or pass "
    "--allow-replacement if it is no longer needed",
    es="{type} {id} saldría de {stack}; contiene datos o un nombre; devuélvalo a la plantilla, o pase "
    "--allow-replacement si ya no hace falta",
)
WOULD_SHRINK = Text(
    en="the disk of {type} {id} in {stack} would become smaller, which RDS never does; keep its AllocatedStorage, as "
    "by storage_gib of the profile in infra/inventory_infra/profiles.py, or restore a dump into a new database",
    es="el disco de {type} {id} en {stack} se reduciría, cosa que RDS nunca hace; conserve su AllocatedStorage, por "
    "ejemplo con storage_gib del perfil en infra/inventory_infra/profiles.py, o restaure un volcado en una base de "
    "datos nueva",
)
NOTHING_DEPLOYED = Text(
    en="nothing is deployed there yet; deploy it with: workbook deploy",
    es="todavía no hay nada desplegado allí; despliéguelo con: workbook deploy",
)
PROTECTED = Text(
    en="the database {database} is protected from deletion, so nothing was deleted; pass --delete-database to take the "
    "protection off; a last snapshot of it stays",
    es="la base de datos {database} está protegida contra el borrado, así que no se borró nada; pase "
    "--delete-database para quitar la protección; queda una última instantánea",
)
NO_FRONTEND = Text(
    en="{folder} holds no index.html, expected a published frontend; run make frontend first",
    es="{folder} no contiene index.html y se espera un frontend publicado; ejecute antes make frontend",
)
NOT_A_COPY = Text(
    en="{folder} cannot be deployed, it holds no {missing}; expected a whole copy of a folder of infra/snapshots after "
    "--assembly, of the folder app after --application",
    es="{folder} no se puede desplegar, no contiene {missing}; se esperaba una copia completa de una carpeta de "
    "infra/snapshots tras --assembly, de la carpeta app tras --application",
)

BUILDING = Text(en="Building the pages", es="Construyendo las páginas")
STARTING = Text(en="Starting the local cloud", es="Iniciando la nube local")
BOOTSTRAPPING = Text(en="Preparing the account for CDK", es="Preparando la cuenta para CDK")
DEPLOYING = Text(en="Deploying {stacks}", es="Desplegando {stacks}")
DESTROYING = Text(en="Deleting the stacks", es="Borrando las pilas")
WAITING = Text(en="Waiting for {stack}, {status}", es="Esperando a {stack}, {status}")
COMPARING = Text(en="Comparing with what is deployed", es="Comparando con lo desplegado")
ENDING = Text(en="Ending the local cloud", es="Terminando la nube local")
LOOKING = Text(en="Looking what is left", es="Mirando qué queda")
PUSHING = Text(en="Pushing the image", es="Subiendo la imagen")
MIGRATING = Text(en="Migrating the database", es="Migrando la base de datos")
UPLOADING = Text(en="Uploading the pages", es="Subiendo las páginas")
ADMINISTRATOR = Text(en="Creating the first administrator", es="Creando la primera cuenta de administración")
