"""Rules about monitoring: logs, alarms, who is told, and what it costs."""

from __future__ import annotations

from workbook.audit import alarms, logs, tasks, tiers, vended
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import Subjects, both, every, of_type, required
from workbook.lang import Text

ALARM_TOPICS = Subjects(Text(en="topic of alarms", es="tema de alarmas"), alarms.alarm_topics)
COSTLY = Subjects(Text(en="costly resource", es="recurso costoso"), logs.costly)
DASHBOARDS = of_type(Text(en="dashboard", es="panel"), "AWS::CloudWatch::Dashboard")
ELB, ECS, RDS = "AWS/ApplicationELB", "AWS/ECS", "AWS/RDS"

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
            es="Una tarea de Fargate no deja nada: lo que no se envió mientras corría se va con ella.",
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
        findings=every(tiers.CLUSTERS, logs.ecs_is_recorded),
    ),
    Rule(
        "MON-04",
        Group.MONITORING,
        title=Text(en="Each task is measured", es="Se mide cada tarea"),
        requirement=DEMANDS["ecs logs"],
        why=Text(
            en="Averages of the service hide the one task that is stuck; Container Insights shows it, and how many "
            "run.",
            es="Los promedios del servicio ocultan la tarea atascada; Container Insights la muestra, y cuántas corren.",
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
        title=Text(en="The load balancer's accesses are logged", es="Los accesos al balanceador se registran"),
        requirement=DEMANDS["load balancer logs"],
        why=Text(
            en="Requests that no task answered, and the time that each took, stand nowhere else.",
            es="Las peticiones que ninguna tarea respondió, y lo que tardó cada una, no constan en ningún otro sitio.",
        ),
        fix=Text(
            en="Deliver `ALB_ACCESS_LOGS` by `AWS::Logs::DeliverySource`, `DeliveryDestination` and `Delivery`, or "
            "set `access_logs.s3.enabled`.",
            es="Entregue `ALB_ACCESS_LOGS` con `AWS::Logs::DeliverySource`, `DeliveryDestination` y `Delivery`, o "
            "ponga `access_logs.s3.enabled`.",
        ),
        findings=every(tiers.LOAD_BALANCERS, vended.load_balancer_logs),
    ),
    Rule(
        "MON-06",
        Group.MONITORING,
        title=Text(en="An alarm watches slow responses", es="Una alarma vigila las respuestas lentas"),
        requirement=DEMANDS["latency alarm"],
        why=Text(
            en="An average stays calm while one user in twenty waits for seconds; a percentile does not.",
            es="Un promedio sigue tranquilo mientras uno de cada veinte usuarios espera segundos; un percentil no.",
        ),
        fix=Text(
            en="Add an alarm on `TargetResponseTime` of the load balancer with `ExtendedStatistic: p95`.",
            es="Añada una alarma sobre `TargetResponseTime` del balanceador con `ExtendedStatistic: p95`.",
        ),
        findings=every(
            tiers.LOAD_BALANCERS,
            alarms.alarmed(ELB, "TargetResponseTime", on=alarms.is_high_percentile, wanted="p90 … p99.9"),
        ),
    ),
    Rule(
        "MON-07",
        Group.MONITORING,
        title=Text(en="An alarm watches server errors", es="Una alarma vigila los errores del servidor"),
        requirement=DEMANDS["latency alarm"],
        why=Text(
            en="A broken release answers fast: with 500. Only a count of errors tells.",
            es="Una versión rota responde rápido: con 500. Solo lo dice un recuento de errores.",
        ),
        fix=Text(
            en="Add an alarm on `HTTPCode_Target_5XX_Count`, and one on `HTTPCode_ELB_5XX_Count` for tasks that do "
            "not answer.",
            es="Añada una alarma sobre `HTTPCode_Target_5XX_Count` y otra sobre `HTTPCode_ELB_5XX_Count` para tareas "
            "que no responden.",
        ),
        findings=every(
            tiers.LOAD_BALANCERS, alarms.alarmed(ELB, "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count")
        ),
    ),
    Rule(
        "MON-08",
        Group.MONITORING,
        title=Text(en="An alarm watches unhealthy tasks", es="Una alarma vigila las tareas enfermas"),
        requirement=DEMANDS["availability"],
        why=Text(
            en="A task that fails its health check is replaced in silence, again and again if the cause stays.",
            es="Una tarea que falla su comprobación se reemplaza en silencio, una y otra vez si la causa sigue.",
        ),
        fix=Text(
            en="Add an alarm on `UnHealthyHostCount` with the dimensions LoadBalancer and TargetGroup.",
            es="Añada una alarma sobre `UnHealthyHostCount` con las dimensiones LoadBalancer y TargetGroup.",
        ),
        findings=every(tiers.LOAD_BALANCERS, alarms.alarmed(ELB, "UnHealthyHostCount")),
    ),
    Rule(
        "MON-09",
        Group.MONITORING,
        title=Text(en="An alarm watches the CPU of the tasks", es="Una alarma vigila la CPU de las tareas"),
        requirement=DEMANDS["cpu and memory alarms"],
        why=Text(
            en="Near 100 % although scaling holds less means that the maximum is reached: a person must decide.",
            es="Cerca del 100 % pese al escalado significa que se llegó al máximo: debe decidir una persona.",
        ),
        fix=Text(
            en="Add an alarm on `CPUUtilization` of `AWS/ECS` with ClusterName and ServiceName.",
            es="Añada una alarma sobre `CPUUtilization` de `AWS/ECS` con ClusterName y ServiceName.",
        ),
        findings=every(tiers.SERVICES, alarms.alarmed(ECS, "CPUUtilization")),
    ),
    Rule(
        "MON-10",
        Group.MONITORING,
        title=Text(en="An alarm watches the memory of the tasks", es="Una alarma vigila la memoria de las tareas"),
        requirement=DEMANDS["cpu and memory alarms"],
        why=Text(
            en="At 100 % the kernel kills the task with all its requests; a leak shows hours before.",
            es="Al 100 % el núcleo mata la tarea con todas sus peticiones; una fuga se ve horas antes.",
        ),
        fix=Text(
            en="Add an alarm on `MemoryUtilization` of `AWS/ECS` with ClusterName and ServiceName.",
            es="Añada una alarma sobre `MemoryUtilization` de `AWS/ECS` con ClusterName y ServiceName.",
        ),
        findings=every(tiers.SERVICES, alarms.alarmed(ECS, "MemoryUtilization")),
    ),
    Rule(
        "MON-11",
        Group.MONITORING,
        title=Text(en="An alarm rings when tasks are missing", es="Una alarma suena cuando faltan tareas"),
        requirement=good_practice(
            en="scaling during a deployment can set a wrong count (aws/containers-roadmap#525).",
            es="escalar durante un despliegue puede fijar un número erróneo (aws/containers-roadmap#525).",
        ),
        why=Text(
            en="A service that cannot start tasks keeps serving with those that it has, until the last one goes.",
            es="Un servicio que no puede arrancar tareas sigue con las que tiene, hasta que cae la última.",
        ),
        fix=Text(
            en="Compare `RunningTaskCount` with `DesiredTaskCount` of Container Insights, or watch `HealthyHostCount` "
            "from below.",
            es="Compare `RunningTaskCount` con `DesiredTaskCount` de Container Insights, o vigile `HealthyHostCount` "
            "por debajo.",
        ),
        findings=every(tiers.SERVED, alarms.running_count_watched),
    ),
    Rule(
        "MON-12",
        Group.MONITORING,
        title=Text(en="An alarm watches the database's CPU", es="Una alarma vigila la CPU de la base de datos"),
        requirement=DEMANDS["database alarms"],
        why=Text(
            en="The database does not scale by itself: a query without an index slows every task down.",
            es="La base de datos no escala sola: una consulta sin índice frena todas las tareas.",
        ),
        fix=Text(
            en="Add an alarm on `CPUUtilization` of `AWS/RDS` with DBInstanceIdentifier.",
            es="Añada una alarma sobre `CPUUtilization` de `AWS/RDS` con DBInstanceIdentifier.",
        ),
        findings=every(tiers.DATABASES, alarms.alarmed(RDS, "CPUUtilization")),
    ),
    Rule(
        "MON-13",
        Group.MONITORING,
        title=Text(en="An alarm watches free storage", es="Una alarma vigila el espacio libre"),
        requirement=DEMANDS["database alarms"],
        why=Text(
            en="A full disk stops PostgreSQL, and what fills it is seldom the data: logs and forgotten replication "
            "slots.",
            es="Un disco lleno detiene PostgreSQL, y lo que lo llena rara vez son los datos: registros y ranuras de "
            "replicación olvidadas.",
        ),
        fix=Text(
            en="Add an alarm on `FreeStorageSpace` with DBInstanceIdentifier.",
            es="Añada una alarma sobre `FreeStorageSpace` con DBInstanceIdentifier.",
        ),
        findings=every(tiers.DB_INSTANCES, alarms.alarmed(RDS, "FreeStorageSpace")),
    ),
    Rule(
        "MON-14",
        Group.MONITORING,
        title=Text(en="An alarm watches the database's memory", es="Una alarma vigila la memoria de la base de datos"),
        requirement=DEMANDS["database alarms"],
        why=Text(
            en="When memory runs out the instance swaps, and every query becomes slow at once.",
            es="Cuando se acaba la memoria la instancia usa el disco, y todas las consultas se vuelven lentas a la "
            "vez.",
        ),
        fix=Text(
            en="Add an alarm on `FreeableMemory` with DBInstanceIdentifier.",
            es="Añada una alarma sobre `FreeableMemory` con DBInstanceIdentifier.",
        ),
        findings=every(tiers.DATABASES, alarms.alarmed(RDS, "FreeableMemory")),
    ),
    Rule(
        "MON-15",
        Group.MONITORING,
        title=Text(en="An alarm watches connections", es="Una alarma vigila las conexiones"),
        requirement=DEMANDS["database alarms"],
        why=Text(
            en="PostgreSQL refuses connections above its limit, and scaling out adds tasks that open more "
            "(cisagov/manage.get.gov#3308).",
            es="PostgreSQL rechaza conexiones por encima de su límite, y escalar añade tareas que abren más "
            "(cisagov/manage.get.gov#3308).",
        ),
        fix=Text(
            en="Add an alarm on `DatabaseConnections` at four fifths of `max_connections`.",
            es="Añada una alarma sobre `DatabaseConnections` en cuatro quintos de `max_connections`.",
        ),
        findings=every(tiers.DATABASES, alarms.alarmed(RDS, "DatabaseConnections")),
    ),
    Rule(
        "MON-16",
        Group.MONITORING,
        title=Text(en="A failover is announced", es="Una conmutación por error se anuncia"),
        requirement=DEMANDS["database alarms"],
        why=Text(
            en="No metric shows it; afterwards the zones have changed places and the connections have been cut.",
            es="Ninguna métrica la muestra; después las zonas se han intercambiado y las conexiones se han cortado.",
        ),
        fix=Text(
            en="Add an `AWS::RDS::EventSubscription` with the category `failover` to a topic.",
            es="Añada una `AWS::RDS::EventSubscription` con la categoría `failover` a un tema.",
        ),
        findings=every(tiers.DATABASES, alarms.failover_announced),
    ),
    Rule(
        "MON-17",
        Group.MONITORING,
        title=Text(en="Alarms name dimensions that exist", es="Las alarmas nombran dimensiones que existen"),
        requirement=good_practice(
            en="an alarm with wrong dimensions never gets data and never rings "
            "(aws-quickstart/quickstart-compliance-hipaa#6).",
            es="una alarma con dimensiones erróneas nunca recibe datos ni suena "
            "(aws-quickstart/quickstart-compliance-hipaa#6).",
        ),
        why=Text(
            en="CloudWatch takes any text; a load balancer's ARN instead of its full name is enough for eternal "
            "silence.",
            es="CloudWatch acepta cualquier texto; basta el ARN de un balanceador en vez de su nombre completo para "
            "un silencio eterno.",
        ),
        fix=Text(
            en="Use the dimensions under which AWS publishes the metric, with `LoadBalancerFullName`, "
            "`TargetGroupFullName`, the service's `Name`.",
            es="Use las dimensiones con que AWS publica la métrica, con `LoadBalancerFullName`, `TargetGroupFullName` "
            "y `Name` del servicio.",
        ),
        findings=every(tiers.ALARMS, alarms.has_sound_dimensions),
    ),
    Rule(
        "MON-18",
        Group.MONITORING,
        title=Text(en="Alarms say what silence means", es="Las alarmas dicen qué significa el silencio"),
        requirement=good_practice(
            en="by default missing data leaves an alarm undecided (sul-dlss/dlme#1268, HHS/simpler-grants-gov#1324).",
            es="por omisión la falta de datos deja la alarma sin decidir (sul-dlss/dlme#1268, "
            "HHS/simpler-grants-gov#1324).",
        ),
        why=Text(
            en="No requests means no error count, which is well; no CPU value means that the service is gone, which "
            "is not.",
            es="Sin peticiones no hay recuento de errores, y está bien; sin valor de CPU el servicio no existe, y no "
            "lo está.",
        ),
        fix=Text(
            en="Set `TreatMissingData`: `notBreaching` for counts and latency, `breaching` for what must exist.",
            es="Ponga `TreatMissingData`: `notBreaching` para recuentos y latencia, `breaching` para lo que debe "
            "existir.",
        ),
        findings=every(tiers.ALARMS, alarms.decides_on_silence),
    ),
    Rule(
        "MON-19",
        Group.MONITORING,
        title=Text(en="Alarms reach a person", es="Las alarmas llegan a una persona"),
        requirement=DEMANDS["latency alarm"],
        why=Text(
            en="An alarm without an action, or to a topic without subscribers, only changes the colour of a page.",
            es="Una alarma sin acción, o hacia un tema sin suscriptores, solo cambia el color de una página.",
        ),
        fix=Text(
            en="Name in `AlarmActions` a topic that has an `AWS::SNS::Subscription`.",
            es="Nombre en `AlarmActions` un tema que tenga una `AWS::SNS::Subscription`.",
        ),
        findings=every(tiers.ALARMS, alarms.tells_somebody),
    ),
    Rule(
        "MON-20",
        Group.MONITORING,
        title=Text(en="Topics of alarms are encrypted", es="Los temas de alarmas están cifrados"),
        requirement=good_practice(
            en="messages of alarms hold names, addresses and values of the system.",
            es="los mensajes de las alarmas contienen nombres, direcciones y valores del sistema.",
        ),
        why=Text(
            en="SNS stores messages until they are delivered; without a key they are stored in clear.",
            es="SNS guarda los mensajes hasta entregarlos; sin clave se guardan en claro.",
        ),
        fix=Text(
            en="Set `KmsMasterKeyId` to a key of the template.",
            es="Ponga `KmsMasterKeyId` en una clave de la plantilla.",
        ),
        findings=every(ALARM_TOPICS, logs.encrypted),
    ),
    Rule(
        "MON-21",
        Group.MONITORING,
        title=Text(
            en="CloudWatch may publish to the topics of alarms",
            es="CloudWatch puede publicar en los temas de alarmas",
        ),
        requirement=good_practice(
            en="under the key `alias/aws/sns`, or one whose policy leaves CloudWatch out, alarms are lost without an "
            "error.",
            es="con la clave `alias/aws/sns`, o una cuya política no incluye CloudWatch, las alarmas se pierden sin "
            "error.",
        ),
        why=Text(
            en="The alarm turns red, the action fails, and nobody hears of either.",
            es="La alarma se pone roja, la acción falla y nadie se entera de ninguna de las dos.",
        ),
        fix=Text(
            en="Grant `cloudwatch.amazonaws.com` `kms:Decrypt` and `kms:GenerateDataKey*` in the key's policy and "
            "`sns:Publish` in the topic's.",
            es="Conceda a `cloudwatch.amazonaws.com` `kms:Decrypt` y `kms:GenerateDataKey*` en la política de la "
            "clave y `sns:Publish` en la del tema.",
        ),
        findings=every(ALARM_TOPICS, alarms.lets_cloudwatch_publish),
    ),
    Rule(
        "MON-22",
        Group.MONITORING,
        title=Text(en="A dashboard shows the system", es="Un panel muestra el sistema"),
        requirement=DEMANDS["ecs logs"],
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
        requirement=DEMANDS["database alarms"],
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
        requirement=DEMANDS["database alarms"],
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
)
