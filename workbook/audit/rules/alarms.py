"""Rules about alarms: what each of them watches, and whom they reach."""

from __future__ import annotations

from workbook.audit import alarms, tiers, topics
from workbook.audit.alarms import FALLS, PERCENT, RISES, Watch, alarmed
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import Subjects, every
from workbook.lang import Text

ALARM_TOPICS = Subjects(Text(en="topic of alarms", es="tema de alarmas"), topics.alarm_topics)
ELB, ECS, RDS = "AWS/ApplicationELB", "AWS/ECS", "AWS/RDS"

RULES = (
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
        findings=alarmed(
            tiers.LOAD_BALANCERS, Watch(ELB, ("TargetResponseTime",), alarms.is_high_percentile, "p90 … p99.9", RISES)
        ),
    ),
    Rule(
        "MON-07",
        Group.MONITORING,
        title=Text(en="An alarm watches server errors", es="Una alarma vigila los errores del servidor"),
        requirement=good_practice(
            en="a release that answers every request with 500 is fast, so no alarm on latency rings.",
            es="una versión que responde 500 a todo es rápida, así que ninguna alarma de latencia suena.",
        ),
        why=Text(
            en="Only a count of errors tells that the application, or the way to it, is broken.",
            es="Solo un recuento de errores dice que la aplicación, o el camino hasta ella, está rota.",
        ),
        fix=Text(
            en="Add an alarm on `HTTPCode_Target_5XX_Count`, and one on `HTTPCode_ELB_5XX_Count` for tasks that do "
            "not answer.",
            es="Añada una alarma sobre `HTTPCode_Target_5XX_Count` y otra sobre `HTTPCode_ELB_5XX_Count` para tareas "
            "que no responden.",
        ),
        findings=alarmed(
            tiers.LOAD_BALANCERS, Watch(ELB, ("HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"), direction=RISES)
        ),
    ),
    Rule(
        "MON-08",
        Group.MONITORING,
        title=Text(en="An alarm watches unhealthy tasks", es="Una alarma vigila las tareas en mal estado"),
        requirement=DEMANDS["availability"],
        why=Text(
            en="A task that fails its health check is replaced in silence, again and again if the cause stays.",
            es="Una tarea que falla su comprobación de estado se reemplaza en silencio, una y otra vez si la causa "
            "sigue.",
        ),
        fix=Text(
            en="Add an alarm on `UnHealthyHostCount` with the dimensions LoadBalancer and TargetGroup.",
            es="Añada una alarma sobre `UnHealthyHostCount` con las dimensiones LoadBalancer y TargetGroup.",
        ),
        findings=alarmed(tiers.LOAD_BALANCERS, Watch(ELB, ("UnHealthyHostCount",), direction=RISES)),
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
        findings=alarmed(tiers.SERVICES, Watch(ECS, ("CPUUtilization",), direction=RISES, most=PERCENT)),
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
        findings=alarmed(tiers.SERVICES, Watch(ECS, ("MemoryUtilization",), direction=RISES, most=PERCENT)),
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
        findings=alarmed(
            tiers.SERVED,
            Watch("ECS/ContainerInsights", ("RunningTaskCount",), direction=FALLS),
            Watch(ELB, ("HealthyHostCount",), direction=FALLS),
        ),
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
        findings=alarmed(tiers.DATABASES, Watch(RDS, ("CPUUtilization",), direction=RISES, most=PERCENT)),
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
        findings=alarmed(tiers.DB_INSTANCES, Watch(RDS, ("FreeStorageSpace",), direction=FALLS)),
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
        findings=alarmed(tiers.DATABASES, Watch(RDS, ("FreeableMemory",), direction=FALLS)),
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
        findings=alarmed(tiers.DATABASES, Watch(RDS, ("DatabaseConnections",), direction=RISES)),
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
        findings=alarms.failover_announced,
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
        findings=every(ALARM_TOPICS, topics.encrypted),
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
        findings=every(ALARM_TOPICS, topics.lets_cloudwatch_publish),
    ),
)
