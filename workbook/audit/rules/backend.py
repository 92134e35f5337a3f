"""Rules about the backend: ECS services, their tasks and the load balancer's view of them."""

from __future__ import annotations

from workbook.audit import services, tasks, tiers
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import at_least, every, is_one_of, satisfies, some
from workbook.lang import Text

PLATFORM = "RuntimePlatform"
DEPLOYMENT = "DeploymentConfiguration"

RULES = (
    Rule(
        "BACK-01",
        Group.BACKEND,
        title=Text(en="Services run on Fargate", es="Los servicios se ejecutan en Fargate"),
        requirement=DEMANDS["containers"],
        why=Text(
            en="On Fargate there is no machine to patch, size or leave half empty; a task is paid for while it runs.",
            es="En Fargate no hay máquina que parchear, dimensionar ni dejar medio vacía; una tarea se paga mientras "
            "se ejecuta.",
        ),
        fix=Text(
            en="Set `LaunchType: FARGATE`, or a capacity provider strategy of FARGATE and FARGATE_SPOT.",
            es="Ponga `LaunchType: FARGATE`, o una estrategia de proveedores FARGATE y FARGATE_SPOT.",
        ),
        findings=every(tiers.SERVICES, services.runs_on_fargate),
    ),
    Rule(
        "BACK-02",
        Group.BACKEND,
        title=Text(
            en="An application load balancer stands before a service",
            es="Hay un balanceador de carga de aplicaciones delante de un servicio",
        ),
        requirement=DEMANDS["load balancer"],
        why=Text(
            en="It is what lets tasks come and go unnoticed: it checks them, spreads the requests, ends TLS and "
            "drains a task before it stops.",
            es="Es lo que permite que las tareas vayan y vengan sin que se note: las comprueba, reparte las "
            "peticiones, termina TLS y vacía una tarea antes de que pare.",
        ),
        fix=Text(
            en="Register the service in a target group (`LoadBalancers`) that a listener of an application load "
            "balancer forwards to.",
            es="Registre el servicio en un grupo de destino (`LoadBalancers`) al que reenvíe un agente de escucha de "
            "un balanceador de aplicaciones.",
        ),
        findings=some(tiers.SERVICES, services.behind_load_balancer),
    ),
    Rule(
        "BACK-03",
        Group.BACKEND,
        title=Text(en="Tasks have no public address", es="Las tareas no tienen dirección pública"),
        requirement=DEMANDS["subnets"],
        why=Text(
            en="A public address is one wrong security group rule away from an application without TLS, log or "
            "limits, and each costs $3.65 a month.",
            es="Una dirección pública está a una regla errónea de exponer la aplicación sin TLS, registro ni límites, "
            "y cada una cuesta 3,65 $ al mes.",
        ),
        fix=Text(en="Set `AssignPublicIp: DISABLED`.", es="Ponga `AssignPublicIp: DISABLED`."),
        findings=every(tiers.SERVICES, services.has_no_public_address),
    ),
    Rule(
        "BACK-04",
        Group.BACKEND,
        title=Text(en="The processor of the tasks is stated", es="El procesador de las tareas está indicado"),
        requirement=good_practice(
            en="an image built on another processor stops with `exec format error` (aws/aws-cdk#12472).",
            es="una imagen construida en otro procesador se detiene con `exec format error` (aws/aws-cdk#12472).",
        ),
        why=Text(
            en="The default is X86_64, while images built on a current Mac are ARM64; ARM64 also costs 20 % less.",
            es="El valor por omisión es X86_64, mientras que las imágenes hechas en un Mac actual son ARM64; además "
            "ARM64 cuesta un 20 % menos.",
        ),
        fix=Text(
            en="State `RuntimePlatform.CpuArchitecture` and `OperatingSystemFamily`, and build the image for the same "
            "platform.",
            es="Indique `RuntimePlatform.CpuArchitecture` y `OperatingSystemFamily`, y construya la imagen para esa "
            "plataforma.",
        ),
        findings=every(
            tiers.FARGATE_TASKS,
            is_one_of(f"{PLATFORM}.CpuArchitecture", "ARM64", "X86_64"),
            satisfies(f"{PLATFORM}.OperatingSystemFamily", bool, "LINUX"),
        ),
    ),
    Rule(
        "BACK-05",
        Group.BACKEND,
        title=Text(
            en="Containers cannot write their own files", es="Los contenedores no pueden escribir sus propios archivos"
        ),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="Who breaks into a container with a read-only root can neither change the application nor leave a "
            "program behind.",
            es="Quien entra en un contenedor con raíz de solo lectura no puede cambiar la aplicación ni dejar un "
            "programa.",
        ),
        fix=Text(
            en="Set `ReadonlyRootFilesystem: true`; mount a volume at `/tmp` and point gunicorn's `--worker-tmp-dir` "
            "at `/dev/shm`.",
            es="Ponga `ReadonlyRootFilesystem: true`; monte un volumen en `/tmp` y dirija `--worker-tmp-dir` de "
            "gunicorn a `/dev/shm`.",
        ),
        findings=every(tiers.TASKS, tasks.each_container(tasks.is_read_only)),
    ),
    Rule(
        "BACK-06",
        Group.BACKEND,
        title=Text(en="The image cannot change unnoticed", es="La imagen no puede cambiar sin que se note"),
        requirement=good_practice(
            en="with `latest` a replaced task runs other code than its neighbour, and CDK reverts what CI deployed "
            "(aws-actions/amazon-ecs-deploy-task-definition#728).",
            es="con `latest` una tarea reemplazada ejecuta otro código que su vecina, y CDK revierte lo que desplegó "
            "CI (aws-actions/amazon-ecs-deploy-task-definition#728).",
        ),
        why=Text(
            en="A digest or a unique tag, handed in by the pipeline, makes every deployment repeatable and every "
            "rollback exact.",
            es="Un digest o una etiqueta única, que entrega la canalización, hace repetible cada despliegue y exacta "
            "cada reversión.",
        ),
        fix=Text(
            en="Name the image by `@sha256:…` or by a tag that the pipeline passes as a parameter.",
            es="Nombre la imagen por `@sha256:…` o por una etiqueta que la canalización pase como parámetro.",
        ),
        findings=every(tiers.TASKS, tasks.each_container(tasks.has_fixed_image)),
    ),
    Rule(
        "BACK-07",
        Group.BACKEND,
        title=Text(en="A failing deployment is rolled back", es="Un despliegue que falla se revierte"),
        requirement=good_practice(
            en="without the circuit breaker a broken release starts and stops tasks for hours "
            "(aws/containers-roadmap#1206, aws/copilot-cli#1879).",
            es="sin el disyuntor una versión rota arranca y para tareas durante horas (aws/containers-roadmap#1206, "
            "aws/copilot-cli#1879).",
        ),
        why=Text(
            en="ECS counts tasks that fail to start or to become healthy and, with rollback, returns to the last "
            "version that did.",
            es="ECS cuenta las tareas que no arrancan o no llegan a estar sanas y, con la reversión, vuelve a la "
            "última versión que sí.",
        ),
        fix=Text(
            en="Set `DeploymentCircuitBreaker: {Enable: true, Rollback: true}`.",
            es="Ponga `DeploymentCircuitBreaker: {Enable: true, Rollback: true}`.",
        ),
        findings=every(tiers.SERVICES, services.rolls_back),
    ),
    Rule(
        "BACK-08",
        Group.BACKEND,
        title=Text(
            en="A deployment starts new tasks before it stops old ones",
            es="Un despliegue arranca tareas nuevas antes de parar las viejas",
        ),
        requirement=DEMANDS["availability"],
        why=Text(
            en="CDK's default of 50 % stops half of the tasks first, so the others carry twice the load during each "
            "release.",
            es="El 50 % por omisión de CDK para primero la mitad de las tareas, y las demás llevan el doble de carga "
            "en cada versión.",
        ),
        fix=Text(
            en="Set `MinimumHealthyPercent: 100` and `MaximumPercent: 200`.",
            es="Ponga `MinimumHealthyPercent: 100` y `MaximumPercent: 200`.",
        ),
        findings=every(
            tiers.SERVICES,
            at_least(f"{DEPLOYMENT}.MinimumHealthyPercent", 100, default=100),
            at_least(f"{DEPLOYMENT}.MaximumPercent", 101, default=200),
        ),
    ),
    Rule(
        "BACK-09",
        Group.BACKEND,
        title=Text(
            en="New tasks get time before they are judged", es="Las tareas nuevas tienen tiempo antes de ser juzgadas"
        ),
        requirement=good_practice(
            en="a slow first start must not be taken for a failure and repeated for ever.",
            es="un primer arranque lento no debe tomarse por un fallo y repetirse sin fin.",
        ),
        why=Text(
            en="Without a grace period ECS kills a task as soon as the load balancer finds it unhealthy, which it is "
            "while Django starts.",
            es="Sin periodo de gracia ECS mata una tarea en cuanto el balanceador la ve en mal estado, y lo está "
            "mientras Django arranca.",
        ),
        fix=Text(
            en="Set `HealthCheckGracePeriodSeconds` to the slowest start that you accept, for instance 60.",
            es="Ponga `HealthCheckGracePeriodSeconds` en el arranque más lento que acepte, por ejemplo 60.",
        ),
        findings=every(tiers.SERVED, at_least("HealthCheckGracePeriodSeconds", 1, default=0)),
    ),
    Rule(
        "BACK-10",
        Group.BACKEND,
        title=Text(en="A stopping task may finish its requests", es="Una tarea que para puede terminar sus peticiones"),
        requirement=good_practice(
            en="requests are cut when the container is killed before gunicorn's graceful timeout ends "
            "(benoitc/gunicorn#2839).",
            es="las peticiones se cortan si se mata el contenedor antes de que acabe el tiempo de gracia de gunicorn "
            "(benoitc/gunicorn#2839).",
        ),
        why=Text(
            en="ECS waits 30 s between SIGTERM and SIGKILL, exactly as long as gunicorn waits for its workers: the "
            "two race.",
            es="ECS espera 30 s entre SIGTERM y SIGKILL, justo lo que gunicorn espera a sus procesos: compiten entre "
            "sí.",
        ),
        fix=Text(
            en="Set `StopTimeout` above gunicorn's `--graceful-timeout` (30 s by default, 120 s at most on Fargate).",
            es="Ponga `StopTimeout` por encima de `--graceful-timeout` de gunicorn (30 s por omisión; 120 s como "
            "máximo en Fargate).",
        ),
        findings=every(tiers.SERVED_TASKS, tasks.each_container(tasks.can_stop_in_time)),
    ),
    Rule(
        "BACK-11",
        Group.BACKEND,
        title=Text(
            en="A task leaves the load balancer before it stops",
            es="Una tarea sale del balanceador antes de parar",
        ),
        requirement=good_practice(
            en="a deregistration delay longer than the stop timeout sends requests to a task that is already gone "
            "(benoitc/gunicorn#2839).",
            es="un retardo de baja más largo que el tiempo de parada envía peticiones a una tarea que ya no está "
            "(benoitc/gunicorn#2839).",
        ),
        why=Text(
            en="The default delay is 300 s, and each release also waits that long for every old task.",
            es="El retardo por omisión es de 300 s, y cada versión espera además ese tiempo por cada tarea vieja.",
        ),
        fix=Text(
            en="Set the target group attribute `deregistration_delay.timeout_seconds` below the container's "
            "`StopTimeout`, for instance 30.",
            es="Ponga el atributo `deregistration_delay.timeout_seconds` del grupo de destino por debajo del "
            "`StopTimeout` del contenedor, por ejemplo 30.",
        ),
        findings=every(tiers.SERVED, services.leaves_before_it_stops),
    ),
    Rule(
        "BACK-12",
        Group.BACKEND,
        title=Text(
            en="gunicorn keeps connections longer than the load balancer",
            es="gunicorn mantiene las conexiones más que el balanceador",
        ),
        requirement=good_practice(
            en="sporadic 502 answers come from a server that closes first (conbench/conbench#1156, "
            "alphagov/notifications-admin#4826).",
            es="los 502 esporádicos vienen de un servidor que cierra antes (conbench/conbench#1156, "
            "alphagov/notifications-admin#4826).",
        ),
        why=Text(
            en="gunicorn closes idle connections after 2 s, the load balancer reuses them for 60 s: a request sent "
            "into the gap is lost.",
            es="gunicorn cierra las conexiones inactivas a los 2 s, el balanceador las reutiliza 60 s: una petición "
            "enviada en medio se pierde.",
        ),
        fix=Text(
            en="Set gunicorn's `--keep-alive` above the attribute `idle_timeout.timeout_seconds`, for instance 75.",
            es="Ponga `--keep-alive` de gunicorn por encima del atributo `idle_timeout.timeout_seconds`, por ejemplo "
            "75.",
        ),
        findings=every(tiers.SERVED, services.keep_alive_is_told),
    ),
    Rule(
        "BACK-13",
        Group.BACKEND,
        title=Text(
            en="The health check asks one path and expects 200",
            es="La comprobación de estado pide una ruta y espera 200",
        ),
        requirement=good_practice(
            en="`/` answers with a redirect or a login, and a wide matcher calls a broken application healthy "
            "(mozilla/glam#109, mdn/developer-portal#22).",
            es="`/` responde con una redirección o un acceso, y un rango amplio da por sana una aplicación rota "
            "(mozilla/glam#109, mdn/developer-portal#22).",
        ),
        why=Text(
            en="The load balancer asks by address, not by name, so only a path that the application exempts from host "
            "and HTTPS checks answers 200.",
            es="El balanceador pregunta por dirección, no por nombre: solo responde 200 una ruta exenta de las "
            "comprobaciones de host y HTTPS.",
        ),
        fix=Text(
            en="Set `HealthCheckPath` to a path of its own, which does not ask the database, and `Matcher.HttpCode: "
            "'200'`.",
            es="Ponga `HealthCheckPath` en una ruta propia, que no consulte la base de datos, y `Matcher.HttpCode: "
            "'200'`.",
        ),
        findings=every(tiers.TARGET_GROUPS, tasks.is_probed_exactly),
    ),
    Rule(
        "BACK-14",
        Group.BACKEND,
        title=Text(en="Migrations run in a task of their own", es="Las migraciones se ejecutan en una tarea propia"),
        requirement=good_practice(
            en="tasks that migrate on boot collide: DuplicateColumn (gyrinx-app/gyrinx#1845, "
            "johnpooch/diplicity-react#995).",
            es="las tareas que migran al arrancar chocan: DuplicateColumn (gyrinx-app/gyrinx#1845, "
            "johnpooch/diplicity-react#995).",
        ),
        why=Text(
            en="Two tasks start at the same time in every release; a migration that fails must also stop the release, "
            "not the service.",
            es="En cada versión arrancan dos tareas a la vez; y una migración que falla debe parar la versión, no el "
            "servicio.",
        ),
        fix=Text(
            en="Declare a second task definition whose command is `migrate`; let the pipeline run it once before it "
            "updates the service.",
            es="Declare una segunda definición de tarea con la orden `migrate`; que la canalización la ejecute una "
            "vez antes de actualizar el servicio.",
        ),
        findings=tasks.migrates_apart,
    ),
    Rule(
        "BACK-15",
        Group.BACKEND,
        title=Text(
            en="The service registers a port that its container publishes",
            es="El servicio registra un puerto que su contenedor publica",
        ),
        requirement=DEMANDS["load balancer"],
        why=Text(
            en="A name or port that the task definition lacks is refused only when the service is created.",
            es="Un nombre o puerto que falta en la definición de tarea se rechaza solo al crear el servicio.",
        ),
        fix=Text(
            en="Make `LoadBalancers[].ContainerName` and `ContainerPort` equal to a container and one of its "
            "`PortMappings`.",
            es="Iguale `LoadBalancers[].ContainerName` y `ContainerPort` a un contenedor y uno de sus `PortMappings`.",
        ),
        findings=every(tiers.SERVED, services.publishes_its_port),
    ),
    Rule(
        "BACK-16",
        Group.BACKEND,
        title=Text(en="Fargate offers the size of the tasks", es="Fargate ofrece el tamaño de las tareas"),
        requirement=DEMANDS["containers"],
        why=Text(
            en="CPU and memory come in fixed pairs; another pair is refused when the stack is deployed.",
            es="La CPU y la memoria vienen en parejas fijas; otra pareja se rechaza al desplegar la pila.",
        ),
        fix=Text(
            en="Choose memory between two and eight times the CPU units, for instance 512 and 1024.",
            es="Elija una memoria entre dos y ocho veces las unidades de CPU, por ejemplo 512 y 1024.",
        ),
        findings=every(tiers.FARGATE_TASKS, tasks.has_a_fargate_size),
    ),
)
