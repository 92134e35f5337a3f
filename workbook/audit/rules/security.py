"""Rules about security: who reaches the database, TLS at the load balancer, secrets and privileges."""

from __future__ import annotations

from workbook.audit import certificates, chain, listeners, privileges, secrets, tiers
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import Subjects, every, of_type
from workbook.lang import Text

ROLES = of_type(Text(en="IAM role", es="rol de IAM"), "AWS::IAM::Role")
WORKERS = Subjects(Text(en="IAM role, user or group", es="rol, usuario o grupo de IAM"), privileges.workers)

RULES = (
    Rule(
        "SEC-01",
        Group.SECURITY,
        title=Text(en="Only ECS tasks reach the database", es="Solo las tareas de ECS llegan a la base de datos"),
        requirement=DEMANDS["database access"],
        why=Text(
            en="Whoever reaches the port may try passwords and old holes of PostgreSQL. A group names what wears it; "
            "a range of addresses lets in whatever gets an address there tomorrow.",
            es="Quien llega al puerto puede probar contraseñas y fallos antiguos de PostgreSQL. Un grupo nombra lo "
            "que lo usa; un rango deja entrar a lo que mañana tenga allí una dirección.",
        ),
        fix=Text(
            en="Leave one ingress rule on the database's security group: its port, from the security group of the "
            "tasks.",
            es="Deje una sola regla de entrada en el grupo de la base de datos: su puerto, desde el grupo de las "
            "tareas.",
        ),
        findings=every(tiers.DATABASES, chain.lets_in_tasks_only),
    ),
    Rule(
        "SEC-02",
        Group.SECURITY,
        title=Text(en="The database opens no connections", es="La base de datos no abre conexiones"),
        requirement=good_practice(
            en="the default egress rule lets a taken-over database send its data anywhere.",
            es="la regla de salida por omisión deja que una base de datos comprometida envíe sus datos a cualquier "
            "sitio.",
        ),
        why=Text(
            en="PostgreSQL answers; it has nobody to call. Extensions such as `dblink` or `aws_s3` do, if they may.",
            es="PostgreSQL responde; no tiene a quién llamar. Extensiones como `dblink` o `aws_s3` sí, si se les deja.",
        ),
        fix=Text(
            en="Give its security group an egress rule that leads nowhere (CDK: `allow_all_outbound=False`).",
            es="Dé a su grupo de seguridad una regla de salida que no lleve a ninguna parte (CDK: "
            "`allow_all_outbound=False`).",
        ),
        findings=every(tiers.DATABASES, chain.stays_silent),
    ),
    Rule(
        "SEC-03",
        Group.SECURITY,
        title=Text(
            en="The load balancer speaks HTTPS with a certificate", es="El balanceador habla HTTPS con un certificado"
        ),
        requirement=DEMANDS["https"],
        why=Text(
            en="Without TLS, whoever sits on the way reads passwords and sessions, and can change every answer.",
            es="Sin TLS, quien esté en el camino lee contraseñas y sesiones y puede cambiar cada respuesta.",
        ),
        fix=Text(
            en="Add a listener with `Protocol: HTTPS`, port 443 and an ACM certificate.",
            es="Añada un agente de escucha con `Protocol: HTTPS`, puerto 443 y un certificado de ACM.",
        ),
        findings=every(tiers.PUBLIC_LOAD_BALANCERS, listeners.ends_tls),
    ),
    Rule(
        "SEC-04",
        Group.SECURITY,
        title=Text(en="Port 80 only redirects to HTTPS", es="El puerto 80 solo redirige a HTTPS"),
        requirement=DEMANDS["https"],
        why=Text(
            en="A listener that forwards plain HTTP serves the whole application without encryption to whoever types "
            "no `https`.",
            es="Un agente que reenvía HTTP sirve toda la aplicación sin cifrar a quien no escriba `https`.",
        ),
        fix=Text(
            en="Make the default action, and every rule, of the HTTP listener a redirect with `Protocol: HTTPS`.",
            es="Haga que la acción por omisión, y toda regla, del agente HTTP sea una redirección con `Protocol: "
            "HTTPS`.",
        ),
        findings=every(tiers.LISTENERS, listeners.only_redirects),
    ),
    Rule(
        "SEC-05",
        Group.SECURITY,
        title=Text(
            en="The load balancer takes TLS 1.2 and newer only", es="El balanceador acepta solo TLS 1.2 o posterior"
        ),
        requirement=DEMANDS["https"],
        why=Text(
            en="The default of CloudFormation is the policy of 2016, which still offers TLS 1.0 and 1.1.",
            es="El valor por omisión de CloudFormation es la política de 2016, que aún ofrece TLS 1.0 y 1.1.",
        ),
        fix=Text(
            en="Set `SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09` or another one of TLS 1.2 or 1.3.",
            es="Ponga `SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09` u otra de TLS 1.2 o 1.3.",
        ),
        findings=every(tiers.LISTENERS, listeners.uses_strict_tls),
    ),
    Rule(
        "SEC-06",
        Group.SECURITY,
        title=Text(
            en="The load balancer's certificate lies in its own region",
            es="El certificado del balanceador está en su propia región",
        ),
        requirement=DEMANDS["https"],
        why=Text(
            en="Load balancers take certificates of their own region only; one made in us-east-1 for CloudFront does "
            "not serve elsewhere.",
            es="Los balanceadores solo toman certificados de su región; uno hecho en us-east-1 para CloudFront no "
            "sirve en otra.",
        ),
        fix=Text(
            en="Create a second certificate in the stack of the load balancer.",
            es="Cree un segundo certificado en la pila del balanceador.",
        ),
        findings=every(tiers.LISTENERS, certificates.listener_certificate_is_local),
    ),
    Rule(
        "SEC-07",
        Group.SECURITY,
        title=Text(en="Invalid headers are dropped", es="Las cabeceras no válidas se descartan"),
        requirement=good_practice(
            en="headers that proxy and server read differently open the way to request smuggling.",
            es="las cabeceras que el proxy y el servidor leen distinto abren la puerta al contrabando de peticiones.",
        ),
        why=Text(
            en="Names such as `X_Forwarded_For` reach Django as `X-Forwarded-For` and can stand in for the real one.",
            es="Nombres como `X_Forwarded_For` llegan a Django como `X-Forwarded-For` y pueden suplantar a la "
            "verdadera.",
        ),
        fix=Text(
            en="Set the attribute `routing.http.drop_invalid_header_fields.enabled` to `true`.",
            es="Ponga el atributo `routing.http.drop_invalid_header_fields.enabled` en `true`.",
        ),
        findings=every(tiers.LOAD_BALANCERS, listeners.drops_invalid_headers),
    ),
    Rule(
        "SEC-08",
        Group.SECURITY,
        title=Text(en="No secret stands in the template", es="Ningún secreto está en la plantilla"),
        requirement=good_practice(
            en="a password in a template is in the repository, in S3 and in the console for ever "
            "(knowsuchagency/airflow-cdk#4).",
            es="una contraseña en una plantilla queda en el repositorio, en S3 y en la consola para siempre "
            "(knowsuchagency/airflow-cdk#4).",
        ),
        why=Text(
            en="Whoever may list stacks may read templates, and old versions of them cannot be taken back.",
            es="Quien puede listar pilas puede leer plantillas, y sus versiones antiguas no se pueden retirar.",
        ),
        fix=Text(
            en="Generate the secret in Secrets Manager and refer to it with `{{resolve:secretsmanager:…}}`.",
            es="Genere el secreto en Secrets Manager y haga referencia con `{{resolve:secretsmanager:…}}`.",
        ),
        findings=secrets.no_literal_property,
    ),
    Rule(
        "SEC-09",
        Group.SECURITY,
        title=Text(
            en="No secret stands in a container's environment", es="Ningún secreto está en el entorno de un contenedor"
        ),
        requirement=good_practice(
            en="environment variables are shown to everybody who may read task definitions "
            "(knowsuchagency/airflow-cdk#4).",
            es="las variables de entorno las ve quien pueda leer definiciones de tarea (knowsuchagency/airflow-cdk#4).",
        ),
        why=Text(
            en="A dynamic reference does not help here: it is resolved at deployment and then stands in the task "
            "definition as text.",
            es="Una referencia dinámica no ayuda aquí: se resuelve al desplegar y queda como texto en la definición "
            "de tarea.",
        ),
        fix=Text(
            en="Move it to `Secrets` with `ValueFrom`, which ECS fills in when the task starts.",
            es="Páselo a `Secrets` con `ValueFrom`, que ECS rellena al arrancar la tarea.",
        ),
        findings=every(tiers.TASKS, secrets.no_literal_variable),
    ),
    Rule(
        "SEC-10",
        Group.SECURITY,
        title=Text(
            en="Tasks get the database's password from Secrets Manager",
            es="Las tareas reciben la contraseña de Secrets Manager",
        ),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="Otherwise the password is in the image, in a file or in the environment, where it can be neither "
            "rotated nor traced.",
            es="Si no, la contraseña está en la imagen, en un archivo o en el entorno, donde no se puede rotar ni "
            "rastrear.",
        ),
        fix=Text(
            en="List each field under `Secrets` with `ValueFrom: <secret>:password::`.",
            es="Ponga cada campo en `Secrets` con `ValueFrom: <secreto>:password::`.",
        ),
        findings=every(tiers.SERVED_TASKS, secrets.gets_secrets),
    ),
    Rule(
        "SEC-11",
        Group.SECURITY,
        title=Text(
            en="The execution role may fetch exactly its image and secrets",
            es="El rol de ejecución puede obtener justo su imagen y sus secretos",
        ),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="With less the task does not start; with more, every other application's secrets are readable through "
            "it.",
            es="Con menos la tarea no arranca; con más, a través de él se leen los secretos de las demás aplicaciones.",
        ),
        fix=Text(
            en="Grant `secretsmanager:GetSecretValue` on the secrets that the containers list, and the pull actions "
            "on their repository.",
            es="Conceda `secretsmanager:GetSecretValue` sobre los secretos que enumeran los contenedores y las "
            "acciones de descarga sobre su repositorio.",
        ),
        findings=every(tiers.FARGATE_TASKS, secrets.may_fetch_exactly),
    ),
    Rule(
        "SEC-12",
        Group.SECURITY,
        title=Text(
            en="Roles allow no wildcard actions or resources", es="Los roles no permiten acciones ni recursos comodín"
        ),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="A wildcard also covers what AWS adds to the service next year, and the resources of every other "
            "application.",
            es="Un comodín cubre también lo que AWS añada al servicio el año que viene y los recursos de las demás "
            "aplicaciones.",
        ),
        fix=Text(
            en="List the actions that the code calls, on the ARNs that it calls them on; `*` only where IAM knows no "
            "resource.",
            es="Enumere las acciones que llama el código, sobre los ARN en que las llama; `*` solo donde IAM no "
            "conoce recurso.",
        ),
        findings=every(WORKERS, privileges.is_narrow),
    ),
    Rule(
        "SEC-13",
        Group.SECURITY,
        title=Text(en="The application does not use the execution role", es="La aplicación no usa el rol de ejecución"),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="The execution role belongs to ECS, which pulls and reads secrets with it; the task role is what a "
            "break-in gets.",
            es="El rol de ejecución es de ECS, que descarga y lee secretos con él; el rol de tarea es lo que obtiene "
            "un intruso.",
        ),
        fix=Text(
            en="Give the task a `TaskRoleArn` of its own with what the code needs, or none.",
            es="Dé a la tarea un `TaskRoleArn` propio con lo que el código necesite, o ninguno.",
        ),
        findings=every(tiers.TASKS, privileges.has_roles_of_its_own),
    ),
    Rule(
        "SEC-14",
        Group.SECURITY,
        title=Text(en="No role can be assumed by anybody", es="Ningún rol lo puede asumir cualquiera"),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="`Principal: '*'` without a condition hands the role to every AWS account in the world.",
            es="`Principal: '*'` sin condición entrega el rol a todas las cuentas de AWS del mundo.",
        ),
        fix=Text(
            en="Name the service or account in the trust policy's `Principal`.",
            es="Nombre el servicio o la cuenta en `Principal` de la política de confianza.",
        ),
        findings=every(ROLES, privileges.trusts_somebody),
    ),
    Rule(
        "SEC-15",
        Group.SECURITY,
        title=Text(en="Buckets block public access", es="Los buckets bloquean el acceso público"),
        requirement=good_practice(
            en="open buckets are the leak that is found most often.",
            es="los buckets abiertos son la fuga que más se encuentra.",
        ),
        why=Text(
            en="The block outweighs every policy and access list that is added later by mistake.",
            es="El bloqueo pesa más que cualquier política o lista de acceso que se añada después por error.",
        ),
        fix=Text(
            en="Set all four switches of `PublicAccessBlockConfiguration` to true.",
            es="Ponga en true los cuatro interruptores de `PublicAccessBlockConfiguration`.",
        ),
        findings=every(tiers.BUCKETS, privileges.blocks_public_access),
    ),
    Rule(
        "SEC-16",
        Group.SECURITY,
        title=Text(en="Buckets refuse requests without TLS", es="Los buckets rechazan peticiones sin TLS"),
        requirement=DEMANDS["https"],
        why=Text(
            en="The S3 API answers over plain HTTP too, unless a policy denies it.",
            es="La API de S3 también responde por HTTP sin cifrar si una política no lo deniega.",
        ),
        fix=Text(
            en="Deny everything where `aws:SecureTransport` is `false` (CDK: `enforce_ssl=True`).",
            es="Deniegue todo cuando `aws:SecureTransport` sea `false` (CDK: `enforce_ssl=True`).",
        ),
        findings=every(tiers.BUCKETS, privileges.refuses_http),
    ),
    Rule(
        "SEC-17",
        Group.SECURITY,
        title=Text(
            en="A rotated password reaches the running tasks", es="Una contraseña rotada llega a las tareas en marcha"
        ),
        requirement=good_practice(
            en="ECS injects secrets only when a task starts, so logins fail after each rotation "
            "(aws-games/cloud-game-development-toolkit#776).",
            es="ECS inyecta los secretos solo al arrancar una tarea, así que los accesos fallan tras cada rotación "
            "(aws-games/cloud-game-development-toolkit#776).",
        ),
        why=Text(
            en="Open connections go on, so nothing shows until tasks reconnect: after a failover, or when the service "
            "grows.",
            es="Las conexiones abiertas siguen, así que no se nota hasta reconectar: tras una conmutación por error o "
            "al crecer el servicio.",
        ),
        fix=Text(
            en="Let an event rule on `aws.secretsmanager` start a new deployment, rotate two users in turn, or let "
            "the application read the secret when it connects.",
            es="Haga que una regla sobre `aws.secretsmanager` inicie un despliegue nuevo, rote dos usuarios por "
            "turnos o que la aplicación lea el secreto al conectar.",
        ),
        findings=every(tiers.SERVED_TASKS, secrets.survives_rotation),
    ),
)
