"""Rules about delivery: the image registry, the trust in GitHub Actions, and templates that deploy again."""

from __future__ import annotations

from workbook.audit import delivery, privileges, tiers
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import Subjects, every, is_one_of
from workbook.lang import Text

CUSTOM_RESOURCES = Subjects(Text(en="custom resource", es="recurso personalizado"), delivery.custom_resources)
REPLACEABLE = Subjects(
    Text(en="resource that an update replaces", es="recurso que una actualización reemplace"), delivery.replaceable
)
REFERRING = Subjects(Text(en="resource that refers to another", es="recurso que se refiera a otro"), delivery.referring)

RULES = (
    Rule(
        "CICD-01",
        Group.DELIVERY,
        title=Text(en="Tasks run images from ECR", es="Las tareas ejecutan imágenes de ECR"),
        requirement=DEMANDS["registry"],
        why=Text(
            en="ECR is in the same account: pulls need no password, meet no rate limit, and do not fail with somebody "
            "else's registry.",
            es="ECR está en la misma cuenta: las descargas no necesitan contraseña, no tienen límite y no caen con un "
            "registro ajeno.",
        ),
        fix=Text(
            en="Push the image to an `AWS::ECR::Repository` and name it in the container's `Image`.",
            es="Suba la imagen a un `AWS::ECR::Repository` y nómbrela en `Image` del contenedor.",
        ),
        findings=every(tiers.SERVED_TASKS, delivery.comes_from_ecr),
    ),
    Rule(
        "CICD-02",
        Group.DELIVERY,
        title=Text(en="Images are scanned when pushed", es="Las imágenes se analizan al subirlas"),
        requirement=good_practice(
            en="holes in base images are found by the scan or by somebody else.",
            es="los fallos de las imágenes base los encuentra el análisis u otra persona.",
        ),
        why=Text(
            en="Most of an image is not the team's own code; the basic scan is free.",
            es="La mayor parte de una imagen no es código propio; el análisis básico es gratis.",
        ),
        fix=Text(
            en="Set `ImageScanningConfiguration.ScanOnPush: true`.",
            es="Ponga `ImageScanningConfiguration.ScanOnPush: true`.",
        ),
        findings=every(tiers.REPOSITORIES, delivery.is_scanned),
    ),
    Rule(
        "CICD-03",
        Group.DELIVERY,
        title=Text(en="Tags of images cannot be moved", es="Las etiquetas de las imágenes no se pueden mover"),
        requirement=good_practice(
            en="a rollback to a tag that was pushed again brings other code back.",
            es="volver a una etiqueta que se subió otra vez trae otro código.",
        ),
        why=Text(
            en="With immutable tags a name means the same image for ever, also for whoever investigates an incident.",
            es="Con etiquetas inmutables un nombre es siempre la misma imagen, también para quien investiga un "
            "incidente.",
        ),
        fix=Text(
            en="Set `ImageTagMutability: IMMUTABLE`.",
            es="Ponga `ImageTagMutability: IMMUTABLE`.",
        ),
        findings=every(
            tiers.REPOSITORIES,
            is_one_of("ImageTagMutability", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", default="MUTABLE"),
            delivery.excludes_few_tags,
        ),
    ),
    Rule(
        "CICD-04",
        Group.DELIVERY,
        title=Text(en="Old images are removed", es="Las imágenes antiguas se eliminan"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="Each release leaves some hundred megabytes behind, at $0.10 per GB and month, for ever.",
            es="Cada versión deja unos cientos de megabytes, a 0,10 $ por GB y mes, para siempre.",
        ),
        fix=Text(
            en="Add a `LifecyclePolicy` that keeps the last releases.",
            es="Añada una `LifecyclePolicy` que conserve las últimas versiones.",
        ),
        findings=every(tiers.REPOSITORIES, delivery.has_lifecycle),
    ),
    Rule(
        "CICD-05",
        Group.DELIVERY,
        title=Text(en="GitHub Actions deploys with a role of its own", es="GitHub Actions despliega con un rol propio"),
        requirement=DEMANDS["deployment"],
        why=Text(
            en="By OpenID Connect each job gets keys for an hour; nothing that could be stolen is stored at GitHub.",
            es="Con OpenID Connect cada trabajo recibe claves por una hora; en GitHub no se guarda nada que se pueda "
            "robar.",
        ),
        fix=Text(
            en="Create the OIDC provider of `token.actions.githubusercontent.com` and a role that trusts it.",
            es="Cree el proveedor OIDC de `token.actions.githubusercontent.com` y un rol que confíe en él.",
        ),
        findings=delivery.has_deployer,
    ),
    Rule(
        "CICD-06",
        Group.DELIVERY,
        title=Text(
            en="The trust names one repository and branch or environment",
            es="La confianza nombra un repositorio y una rama o entorno",
        ),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="The issuer signs tokens for every repository on GitHub; `sub` tells them apart, and a wildcard lets "
            "pull requests or strangers deploy (aws-actions/configure-aws-credentials#452, #672).",
            es="El emisor firma tokens para todos los repositorios de GitHub; `sub` los distingue, y un comodín deja "
            "desplegar a solicitudes de cambio o a extraños (aws-actions/configure-aws-credentials#452, #672).",
        ),
        fix=Text(
            en="Compare `token.actions.githubusercontent.com:sub` by `StringEquals` with the exact text, for instance "
            "`repo:acme/app:environment:production`.",
            es="Compare `token.actions.githubusercontent.com:sub` con `StringEquals` y el texto exacto, por ejemplo "
            "`repo:acme/app:environment:production`.",
        ),
        findings=every(delivery.DEPLOYERS, delivery.trusts_one_subject),
    ),
    Rule(
        "CICD-07",
        Group.DELIVERY,
        title=Text(en="The trust checks the token's audience", es="La confianza comprueba la audiencia del token"),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="A token made for another service must not be good for AWS; `ForAllValues` passes when the claim is "
            "absent.",
            es="Un token hecho para otro servicio no debe valer en AWS; `ForAllValues` acepta que la declaración "
            "falte.",
        ),
        fix=Text(
            en="Compare `token.actions.githubusercontent.com:aud` by `StringEquals` with `sts.amazonaws.com`.",
            es="Compare `token.actions.githubusercontent.com:aud` con `StringEquals` y `sts.amazonaws.com`.",
        ),
        findings=every(delivery.DEPLOYERS, delivery.trusts_one_audience),
    ),
    Rule(
        "CICD-08",
        Group.DELIVERY,
        title=Text(en="The pipeline's roles are narrow", es="Los roles de la canalización son estrechos"),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="Every dependency of the build runs with these rights: what the role may do, a poisoned package may do.",
            es="Toda dependencia de la compilación se ejecuta con estos derechos: lo que puede el rol lo puede un "
            "paquete envenenado.",
        ),
        fix=Text(
            en="Allow the push actions on one repository, and updates or CDK's own roles by name; `*` only for "
            "`ecr:GetAuthorizationToken` and reads.",
            es="Permita las acciones de subida en un repositorio y las actualizaciones o los roles de CDK por su "
            "nombre; `*` solo para `ecr:GetAuthorizationToken` y lecturas.",
        ),
        findings=every(delivery.DEPLOYERS, privileges.is_narrow),
    ),
    Rule(
        "CICD-09",
        Group.DELIVERY,
        title=Text(
            en="The pipeline may push images and deploy them", es="La canalización puede subir imágenes y desplegarlas"
        ),
        requirement=DEMANDS["registry"],
        why=Text(
            en="A missing action shows only when the job reaches that step, often after the old image is already gone.",
            es="Una acción que falta se ve solo cuando el trabajo llega a ese paso, a menudo tarde.",
        ),
        fix=Text(
            en="Grant the push actions on the repository, and `ecs:UpdateService` or `sts:AssumeRole` on CDK's "
            "deployment role.",
            es="Conceda las acciones de subida sobre el repositorio, y `ecs:UpdateService` o `sts:AssumeRole` sobre "
            "el rol de despliegue de CDK.",
        ),
        findings=delivery.can_deliver,
    ),
    Rule(
        "CICD-10",
        Group.DELIVERY,
        title=Text(en="No long-lived access key exists", es="No existe ninguna clave de acceso duradera"),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="Keys of IAM users are copied into settings and laptops and are valid until somebody deletes them.",
            es="Las claves de usuarios de IAM se copian en ajustes y portátiles y valen hasta que alguien las borra.",
        ),
        fix=Text(
            en="Remove `AWS::IAM::AccessKey` and let the pipeline assume a role by OIDC.",
            es="Quite `AWS::IAM::AccessKey` y haga que la canalización asuma un rol por OIDC.",
        ),
        findings=privileges.has_no_key,
    ),
    Rule(
        "CICD-11",
        Group.DELIVERY,
        title=Text(
            en="The repository is deployed before the service", es="El repositorio se despliega antes que el servicio"
        ),
        requirement=good_practice(
            en="in one stack the first deployment hangs, because ECR is still empty (aws/aws-cdk#14994, "
            "awslabs/ecs-refarch-continuous-deployment#41).",
            es="en una misma pila el primer despliegue se cuelga, porque ECR aún está vacío (aws/aws-cdk#14994, "
            "awslabs/ecs-refarch-continuous-deployment#41).",
        ),
        why=Text(
            en="CloudFormation waits for the service to become stable, and no task can start before an image was "
            "pushed.",
            es="CloudFormation espera a que el servicio sea estable, y ninguna tarea arranca antes de subir una "
            "imagen.",
        ),
        fix=Text(
            en="Put the repository into a stack of its own; push, then deploy the service.",
            es="Ponga el repositorio en una pila propia; suba la imagen y después despliegue el servicio.",
        ),
        findings=every(tiers.SERVED_TASKS, delivery.is_filled_first),
    ),
    Rule(
        "CICD-12",
        Group.DELIVERY,
        title=Text(en="No custom resource depends on Node", es="Ningún recurso personalizado depende de Node"),
        requirement=good_practice(
            en="helper functions of CDK run on Node versions that AWS withdraws, and local clouds cannot run them.",
            es="las funciones auxiliares de CDK se ejecutan en versiones de Node que AWS retira, y las nubes locales "
            "no las ejecutan.",
        ),
        why=Text(
            en="A deployment that runs code of its own can hang for an hour when that code fails.",
            es="Un despliegue que ejecuta código propio puede colgarse una hora si ese código falla.",
        ),
        fix=Text(
            en="Use plain resources: no `auto_delete_objects`, no `cr.Provider`, no log retention by function.",
            es="Use recursos simples: sin `auto_delete_objects`, sin `cr.Provider`, sin retención de registros por "
            "función.",
        ),
        findings=every(CUSTOM_RESOURCES, delivery.runs_no_node),
    ),
    Rule(
        "CICD-13",
        Group.DELIVERY,
        title=Text(
            en="Resources that updates replace have no fixed name",
            es="Los recursos que una actualización reemplaza no tienen nombre fijo",
        ),
        requirement=good_practice(
            en="a replacement is created before the old resource goes, and a fixed name makes that fail.",
            es="el reemplazo se crea antes de quitar el recurso viejo, y un nombre fijo lo hace fallar.",
        ),
        why=Text(
            en="It also keeps a second copy of the system out of the account, for a test or a recovery.",
            es="También impide una segunda copia del sistema en la cuenta, para una prueba o una recuperación.",
        ),
        fix=Text(
            en="Leave the name out; CloudFormation makes a unique one.",
            es="Omita el nombre; CloudFormation crea uno único.",
        ),
        findings=every(REPLACEABLE, delivery.has_no_fixed_name),
    ),
    Rule(
        "CICD-14",
        Group.DELIVERY,
        title=Text(
            en="Every reference leads to something declared",
            es="Toda referencia lleva a algo declarado",
        ),
        requirement=good_practice(
            en="CloudFormation refuses a template with one dangling reference, and nothing of it is deployed.",
            es="CloudFormation rechaza una plantilla con una sola referencia al vacío y no despliega nada de ella.",
        ),
        why=Text(
            en="A resource was removed or renamed, and what used it still asks for it by its old logical id.",
            es="Se quitó o se renombró un recurso, y lo que lo usaba aún lo pide por su antiguo identificador lógico.",
        ),
        fix=Text(
            en="Declare the resource again, or point the reference at the one that took its place.",
            es="Vuelva a declarar el recurso o dirija la referencia al que ocupó su lugar.",
        ),
        findings=every(REFERRING, delivery.refers_to_declared),
    ),
)
