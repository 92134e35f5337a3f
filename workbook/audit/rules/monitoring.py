"""Rules about monitoring: logs, measurements, and what the system costs."""

from __future__ import annotations

from workbook.audit import logs, tasks, tiers, vended
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import Subjects, both, every, of_type, required
from workbook.lang import Text

COSTLY = Subjects(Text(en="costly resource", es="recurso costoso"), logs.costly)
DASHBOARDS = of_type(Text(en="dashboard", es="panel"), "AWS::CloudWatch::Dashboard")

RULES = (
    Rule(
        "MON-01",
        Group.MONITORING,
        title=Text(
            en="The application's output goes to CloudWatch Logs",
            es="La salida de la aplicación va a CloudWatch Logs",
        ),
        requirement=DEMANDS["application logs"],
        why=Text(
            en="A task on Fargate leaves nothing behind: what was not sent while it ran is gone with it.",
            es="Una tarea de Fargate no deja nada: lo que no se envió mientras se ejecutaba se va con ella.",
        ),
        fix=Text(
            en="Give each container a `LogConfiguration` with the driver `awslogs` and a group of the template.",
            es="Dé a cada contenedor un `LogConfiguration` con el controlador `awslogs` y un grupo de la plantilla.",
        ),
        findings=every(tiers.TASKS, tasks.each_container(logs.writes_to_cloudwatch)),
    ),
    Rule(
        "MON-02",
        Group.MONITORING,
        title=Text(en="Logs expire", es="Los registros caducan"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="The default of CloudWatch, CDK and RDS is to keep every line for ever, at $0.03 per GB and month.",
            es="CloudWatch, CDK y RDS guardan por omisión cada línea para siempre, a 0,03 $ por GB y mes.",
        ),
        fix=Text(
            en="Set `RetentionInDays` on every log group, and create the groups that RDS writes to before it does.",
            es="Ponga `RetentionInDays` en todo grupo de registros y cree los grupos en que escribe RDS antes que él.",
        ),
        findings=both(every(tiers.LOG_GROUPS, logs.expires), every(tiers.DATABASES, logs.exports_to_known_groups)),
    ),
    Rule(
        "MON-03",
        Group.MONITORING,
        title=Text(en="What ECS does is recorded", es="Lo que hace ECS queda registrado"),
        requirement=DEMANDS["ecs logs"],
        why=Text(
            en="Why a task stopped is shown for an hour and then forgotten, unless its events go to a log group.",
            es="El motivo por el que paró una tarea se ve durante una hora y se olvida, salvo que sus eventos vayan a "
            "un grupo de registros.",
        ),
        fix=Text(
            en="Add an `AWS::Events::Rule` on the source `aws.ecs` with a log group as target, or switch Container "
            "Insights on.",
            es="Añada una `AWS::Events::Rule` sobre la fuente `aws.ecs` con un grupo de registros como destino, o "
            "active Container Insights.",
        ),
        findings=logs.ecs_is_recorded,
    ),
    Rule(
        "MON-04",
        Group.MONITORING,
        title=Text(en="Each task is measured", es="Se mide cada tarea"),
        requirement=DEMANDS["ecs logs"],
        why=Text(
            en="Averages of the service hide the one task that is stuck; Container Insights shows it, and how many "
            "run.",
            es="Los promedios del servicio ocultan la tarea atascada; Container Insights la muestra, y cuántas se "
            "ejecutan.",
        ),
        fix=Text(
            en="Set the cluster's setting `containerInsights` to `enabled` or `enhanced`.",
            es="Ponga el ajuste `containerInsights` del clúster en `enabled` o `enhanced`.",
        ),
        findings=every(tiers.CLUSTERS, logs.has_insights),
    ),
    Rule(
        "MON-05",
        Group.MONITORING,
        title=Text(
            en="The load balancer's accesses are logged in CloudWatch",
            es="Los accesos al balanceador se registran en CloudWatch",
        ),
        requirement=DEMANDS["load balancer logs"],
        why=Text(
            en="Requests that no task answered, and the time that each took, stand nowhere else.",
            es="Las peticiones que ninguna tarea respondió, y lo que tardó cada una, no constan en ningún otro sitio.",
        ),
        fix=Text(
            en="Deliver `ALB_ACCESS_LOGS` by `AWS::Logs::DeliverySource`, `DeliveryDestination` and `Delivery` to a "
            "log group; `access_logs.s3.enabled` writes to a bucket only.",
            es="Entregue `ALB_ACCESS_LOGS` con `AWS::Logs::DeliverySource`, `DeliveryDestination` y `Delivery` a un "
            "grupo de registros; `access_logs.s3.enabled` solo escribe en un bucket.",
        ),
        findings=every(tiers.LOAD_BALANCERS, vended.load_balancer_logs),
    ),
    Rule(
        "MON-22",
        Group.MONITORING,
        title=Text(en="A dashboard shows the system", es="Un panel muestra el sistema"),
        requirement=good_practice(
            en="in an outage the first minutes go into finding the numbers.",
            es="en una caída, los primeros minutos se van en encontrar los números.",
        ),
        why=Text(
            en="Who is woken by an alarm needs requests, tasks and database on one page, not a search for metrics.",
            es="A quien despierta una alarma le hacen falta peticiones, tareas y base de datos en una página, no "
            "buscar métricas.",
        ),
        fix=Text(
            en="Add an `AWS::CloudWatch::Dashboard` with the metrics of the alarms.",
            es="Añada un `AWS::CloudWatch::Dashboard` con las métricas de las alarmas.",
        ),
        findings=required(
            DASHBOARDS,
            by=tiers.SERVICES,
            reason=Text(en="no dashboard shows the service", es="ningún panel muestra el servicio"),
        ),
    ),
    Rule(
        "MON-23",
        Group.MONITORING,
        title=Text(en="A budget warns of high costs", es="Un presupuesto avisa de costes altos"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="A loop that writes logs or a forgotten test shows on the bill weeks later; a budget tells within a "
            "day.",
            es="Un bucle que escribe registros o una prueba olvidada se ven en la factura semanas después; un "
            "presupuesto lo dice en un día.",
        ),
        fix=Text(
            en="Add an `AWS::Budgets::Budget` with `NotificationsWithSubscribers`.",
            es="Añada un `AWS::Budgets::Budget` con `NotificationsWithSubscribers`.",
        ),
        findings=logs.budget_warns,
    ),
    Rule(
        "MON-24",
        Group.MONITORING,
        title=Text(en="The database's log goes to CloudWatch", es="El registro de la base de datos va a CloudWatch"),
        requirement=good_practice(
            en="an alarm says that the database suffers; why stands in the engine's log only.",
            es="una alarma dice que la base de datos sufre; el porqué está solo en el registro del motor.",
        ),
        why=Text(
            en="Slow queries, lock waits and refused logins stand in the engine's log, which RDS keeps for three days.",
            es="Las consultas lentas, las esperas por bloqueos y los accesos rechazados están en el registro del "
            "motor, que RDS guarda tres días.",
        ),
        fix=Text(
            en="Set `EnableCloudwatchLogsExports: [postgresql, upgrade]`.",
            es="Ponga `EnableCloudwatchLogsExports: [postgresql, upgrade]`.",
        ),
        findings=every(tiers.DATABASES, logs.exports_its_log),
    ),
    Rule(
        "MON-25",
        Group.MONITORING,
        title=Text(
            en="The database's load is broken down by query", es="La carga de la base de datos se desglosa por consulta"
        ),
        requirement=good_practice(
            en="without it the dear query is found by guessing.",
            es="sin ello, la consulta costosa se encuentra adivinando.",
        ),
        why=Text(
            en="CPU says that the database is busy; Performance Insights says with which query. Seven days are free.",
            es="La CPU dice que la base de datos está ocupada; Performance Insights dice con qué consulta. Siete días "
            "son gratis.",
        ),
        fix=Text(
            en="Set `EnablePerformanceInsights: true`.",
            es="Ponga `EnablePerformanceInsights: true`.",
        ),
        findings=every(tiers.DATABASES, logs.has_insights_of_queries),
    ),
    Rule(
        "MON-26",
        Group.MONITORING,
        title=Text(en="Costly resources say whose they are", es="Los recursos costosos dicen de quién son"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="Without tags the bill is one sum; with them it is a sum per project, owner and cost centre.",
            es="Sin etiquetas la factura es una suma; con ellas es una suma por proyecto, responsable y centro de "
            "coste.",
        ),
        fix=Text(
            en="Tag every resource with project, profile, owner and cost centre (CDK: `Tags.of(app).add`).",
            es="Etiquete todo recurso con proyecto, perfil, responsable y centro de coste (CDK: `Tags.of(app).add`).",
        ),
        findings=every(COSTLY, logs.is_tagged),
    ),
    Rule(
        "MON-27",
        Group.MONITORING,
        title=Text(en="The bucket for access logs takes them", es="El bucket de los registros de accesos los acepta"),
        requirement=good_practice(
            en="with a KMS key or the wrong principal the deployment fails with a misleading “Access Denied” "
            "(aws/aws-cdk#5758, aws/aws-cdk#18367).",
            es="con una clave de KMS o el principal equivocado el despliegue falla con un «Access Denied» engañoso "
            "(aws/aws-cdk#5758, aws/aws-cdk#18367).",
        ),
        why=Text(
            en="Load balancers write to buckets encrypted by S3 itself only, and as a principal that the bucket's "
            "policy must name.",
            es="Los balanceadores solo escriben en buckets cifrados por el propio S3, y como un principal que la "
            "política del bucket debe nombrar.",
        ),
        fix=Text(
            en="Use SSE-S3 (`AES256`) and allow `s3:PutObject` to `logdelivery.elasticloadbalancing.amazonaws.com`.",
            es="Use SSE-S3 (`AES256`) y permita `s3:PutObject` a `logdelivery.elasticloadbalancing.amazonaws.com`.",
        ),
        findings=every(tiers.LOAD_BALANCERS, vended.log_bucket_accepts),
    ),
)
