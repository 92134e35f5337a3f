"""Rules about the database: engine, standby, backups, encryption and credentials."""

from __future__ import annotations

from workbook.audit import postgres
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import at_least, every, is_one_of
from workbook.audit.tiers import DATABASES, DB_INSTANCES
from workbook.lang import Text

RULES = (
    Rule(
        "DB-01",
        Group.DATABASE,
        title=Text(en="The database is PostgreSQL", es="La base de datos es PostgreSQL"),
        requirement=DEMANDS["postgresql"],
        why=Text(
            en="Django's migrations, locks and JSON fields are tested against one engine; another one behaves "
            "otherwise.",
            es="Las migraciones, los bloqueos y los campos JSON de Django se prueban con un solo motor; otro se "
            "comporta de otra manera.",
        ),
        fix=Text(
            en="Set `Engine: postgres` on the DB instance (or `aurora-postgresql` on a cluster).",
            es="Ponga `Engine: postgres` en la instancia (o `aurora-postgresql` en un clúster).",
        ),
        findings=every(DATABASES, is_one_of("Engine", *postgres.ENGINES)),
    ),
    Rule(
        "DB-02",
        Group.DATABASE,
        title=Text(
            en="The database has a standby in another zone",
            es="La base de datos tiene una réplica en espera en otra zona",
        ),
        requirement=DEMANDS["multi-az"],
        why=Text(
            en="With one instance, the loss of its zone or a patch of its host stops the application until RDS has "
            "rebuilt it; with a standby the name moves to it within one or two minutes and no committed row is lost.",
            es="Con una sola instancia, perder su zona o parchear su servidor detiene la aplicación hasta que RDS la "
            "reconstruye; con una réplica en espera el nombre pasa a ella en uno o dos minutos y no se pierde ninguna "
            "fila confirmada.",
        ),
        fix=Text(
            en="Set `MultiAZ: true` on the instance; give an Aurora cluster at least two instances.",
            es="Ponga `MultiAZ: true` en la instancia; dé al menos dos instancias a un clúster de Aurora.",
        ),
        findings=every(DATABASES, postgres.has_standby),
    ),
    Rule(
        "DB-03",
        Group.DATABASE,
        title=Text(
            en="Automatic backups are kept for seven days or more",
            es="Las copias automáticas se conservan siete días o más",
        ),
        requirement=DEMANDS["backups"],
        why=Text(
            en="CloudFormation's default is one day, so a fault found after a weekend can no longer be undone.",
            es="El valor por omisión de CloudFormation es un día: un fallo descubierto tras un fin de semana ya no se "
            "puede deshacer.",
        ),
        fix=Text(
            en="Set `BackupRetentionPeriod` to 7 or more (35 at most).",
            es="Ponga `BackupRetentionPeriod` en 7 o más (35 como máximo).",
        ),
        findings=every(DATABASES, at_least("BackupRetentionPeriod", 7, default=1)),
    ),
    Rule(
        "DB-04",
        Group.DATABASE,
        title=Text(en="The database has no public address", es="La base de datos no tiene dirección pública"),
        requirement=DEMANDS["database access"],
        why=Text(
            en="A public address puts the login of the database in front of the whole internet: one wrong security "
            "group rule is then enough. What the default is depends on the subnets, so only a stated `false` counts.",
            es="Una dirección pública pone el acceso a la base de datos delante de todo internet: basta entonces una "
            "regla errónea de un grupo de seguridad. El valor por omisión depende de las subredes, así que solo "
            "cuenta un `false` explícito.",
        ),
        fix=Text(
            en="Set `PubliclyAccessible: false`.",
            es="Ponga `PubliclyAccessible: false`.",
        ),
        findings=every(DATABASES, postgres.is_private),
    ),
    Rule(
        "DB-05",
        Group.DATABASE,
        title=Text(en="The storage is encrypted", es="El almacenamiento está cifrado"),
        requirement=good_practice(
            en="CDK and CloudFormation create RDS storage unencrypted unless told otherwise, and encryption cannot be "
            "switched on later without copying the database.",
            es="CDK y CloudFormation crean el almacenamiento de RDS sin cifrar si no se pide otra cosa, y el cifrado "
            "no se puede activar después sin copiar la base de datos.",
        ),
        why=Text(
            en="Backups, snapshots and the standby inherit it; without it a copied snapshot is readable by whoever "
            "has it.",
            es="Las copias, las instantáneas y la réplica lo heredan; sin él, quien tenga una copia puede leerla.",
        ),
        fix=Text(
            en="Set `StorageEncrypted: true`, with or without a key of your own in `KmsKeyId`.",
            es="Ponga `StorageEncrypted: true`, con o sin clave propia en `KmsKeyId`.",
        ),
        findings=every(DATABASES, is_one_of("StorageEncrypted", True, default=False)),
    ),
    Rule(
        "DB-06",
        Group.DATABASE,
        title=Text(en="Connections without TLS are refused", es="Se rechazan las conexiones sin TLS"),
        requirement=DEMANDS["https"],
        why=Text(
            en="Without `rds.force_ssl` a client that asks for no encryption sends its password and data in clear. It "
            "is 1 by default from PostgreSQL 15 on RDS and 17 on Aurora; a parameter group can switch it off "
            "(pgbouncer/pgbouncer#812 shows the refusal that clients then meet).",
            es="Sin `rds.force_ssl`, un cliente que no pide cifrado envía su contraseña y sus datos en claro. Vale 1 "
            "por omisión desde PostgreSQL 15 en RDS y 17 en Aurora; un grupo de parámetros puede desactivarlo "
            "(pgbouncer/pgbouncer#812 muestra el rechazo que ven entonces los clientes).",
        ),
        fix=Text(
            en="Set `rds.force_ssl: '1'` in the parameter group, and `sslmode=verify-full` in the application.",
            es="Ponga `rds.force_ssl: '1'` en el grupo de parámetros y `sslmode=verify-full` en la aplicación.",
        ),
        findings=every(DATABASES, postgres.forces_tls),
    ),
    Rule(
        "DB-07",
        Group.DATABASE,
        title=Text(
            en="The database is protected against deletion", es="La base de datos está protegida contra el borrado"
        ),
        requirement=good_practice(
            en="one wrong `destroy` or a renamed construct must not delete the data.",
            es="un `destroy` equivocado o un constructo renombrado no debe borrar los datos.",
        ),
        why=Text(
            en="With deletion protection RDS refuses the call, whoever makes it and by whatever tool.",
            es="Con la protección, RDS rechaza la llamada, la haga quien la haga y con la herramienta que sea.",
        ),
        fix=Text(en="Set `DeletionProtection: true`.", es="Ponga `DeletionProtection: true`."),
        findings=every(DATABASES, is_one_of("DeletionProtection", True, default=False)),
    ),
    Rule(
        "DB-08",
        Group.DATABASE,
        title=Text(
            en="Removing the database leaves its data behind", es="Quitar la base de datos deja sus datos a salvo"
        ),
        requirement=good_practice(
            en="a resource that leaves the template must leave a snapshot or stay.",
            es="un recurso que sale de la plantilla debe dejar una instantánea o quedarse.",
        ),
        why=Text(
            en="With `DeletionPolicy: Delete` the automatic backups go with the instance, and nothing is left to "
            "restore.",
            es="Con `DeletionPolicy: Delete` las copias automáticas se van con la instancia y no queda nada que "
            "restaurar.",
        ),
        fix=Text(
            en="Set `DeletionPolicy` to `Snapshot` or `Retain` (the default of CloudFormation is `Snapshot`).",
            es="Ponga `DeletionPolicy` en `Snapshot` o `Retain` (CloudFormation usa `Snapshot` por omisión).",
        ),
        findings=every(DATABASES, postgres.leaves_data),
    ),
    Rule(
        "DB-09",
        Group.DATABASE,
        title=Text(
            en="The PostgreSQL version is in standard support",
            es="La versión de PostgreSQL está en soporte estándar",
        ),
        requirement=good_practice(
            en="a version past its standard support is moved to Extended Support by itself and billed per vCPU-hour, "
            "the standby included.",
            es="una versión sin soporte estándar pasa sola al soporte extendido y se cobra por vCPU y hora, también "
            "en la réplica.",
        ),
        why=Text(
            en="The price is about $0.10 per vCPU-hour in the first two years and twice that in the third, more than "
            "a small instance costs. End dates as read on {read_on} from {source}.",
            es="El precio es de unos 0,10 $ por vCPU y hora los dos primeros años y el doble el tercero, más de lo "
            "que cuesta una instancia pequeña. Fechas de fin leídas el {read_on} en {source}.",
        ).format(read_on=postgres.READ_ON, source=postgres.SOURCE),
        fix=Text(
            en="Use a supported major version and upgrade a year before its end.",
            es="Use una versión mayor con soporte y actualice un año antes de su fin.",
        ),
        findings=every(DATABASES, postgres.is_supported),
    ),
    Rule(
        "DB-10",
        Group.DATABASE,
        title=Text(en="Only the major version is pinned", es="Solo se fija la versión mayor"),
        requirement=good_practice(
            en="minor versions disappear and the deployment fails with “Cannot find version” (aws/aws-cdk#30131, "
            "widdix/mastodon-on-aws#44).",
            es="las versiones menores desaparecen y el despliegue falla con «Cannot find version» (aws/aws-cdk#30131, "
            "widdix/mastodon-on-aws#44).",
        ),
        why=Text(
            en="RDS withdraws old minor versions and upgrades running ones, so a pinned minor version breaks the next "
            "new environment and reads as drift in the old one.",
            es="RDS retira versiones menores antiguas y actualiza las que funcionan: una versión menor fijada rompe "
            "el siguiente entorno nuevo y se ve como deriva en el antiguo.",
        ),
        fix=Text(
            en="Write the major version only, for instance `EngineVersion: '17'`.",
            es="Escriba solo la versión mayor, por ejemplo `EngineVersion: '17'`.",
        ),
        findings=every(DATABASES, postgres.pins_major_only),
    ),
    Rule(
        "DB-11",
        Group.DATABASE,
        title=Text(
            en="Extended Support is declined at creation",
            es="Se renuncia al soporte extendido al crear la base de datos",
        ),
        requirement=DEMANDS["cost"],
        why=Text(
            en="RDS enrols new databases in paid Extended Support unless this is said when they are created; it "
            "cannot be said afterwards. Declined, the engine is upgraded at its end of support instead of being "
            "billed.",
            es="RDS inscribe las bases de datos nuevas en el soporte extendido de pago si no se dice lo contrario al "
            "crearlas; después ya no se puede. Si se renuncia, el motor se actualiza al acabar su soporte en vez de "
            "cobrarse.",
        ),
        fix=Text(
            en="Set `EngineLifecycleSupport: open-source-rds-extended-support-disabled`.",
            es="Ponga `EngineLifecycleSupport: open-source-rds-extended-support-disabled`.",
        ),
        findings=every(DATABASES, is_one_of("EngineLifecycleSupport", "open-source-rds-extended-support-disabled")),
    ),
    Rule(
        "DB-12",
        Group.DATABASE,
        title=Text(en="The master user's name is not reserved", es="El nombre del usuario maestro no está reservado"),
        requirement=good_practice(
            en="`admin` is reserved on PostgreSQL and the creation fails (aws/aws-cdk#5076, aws/aws-cdk#10597).",
            es="`admin` está reservado en PostgreSQL y la creación falla (aws/aws-cdk#5076, aws/aws-cdk#10597).",
        ),
        why=Text(
            en="RDS refuses reserved names only when the stack is deployed, after the network has been built.",
            es="RDS rechaza los nombres reservados solo al desplegar la pila, cuando la red ya está creada.",
        ),
        fix=Text(
            en="Choose a name of your own, for instance that of the application followed by `_owner`.",
            es="Elija un nombre propio, por ejemplo el de la aplicación seguido de `_owner`.",
        ),
        findings=every(DATABASES, postgres.has_free_user_name),
    ),
    Rule(
        "DB-13",
        Group.DATABASE,
        title=Text(en="The master password is generated by AWS", es="La contraseña maestra la genera AWS"),
        requirement=good_practice(
            en="a password that a person chose ends up in the template, in its history or in a shell "
            "(knowsuchagency/airflow-cdk#4).",
            es="una contraseña elegida por una persona acaba en la plantilla, en su historial o en una terminal "
            "(knowsuchagency/airflow-cdk#4).",
        ),
        why=Text(
            en="A generated secret is seen by nobody, can be rotated, and who reads it is written to CloudTrail.",
            es="Un secreto generado no lo ve nadie, se puede rotar, y quién lo lee queda escrito en CloudTrail.",
        ),
        fix=Text(
            en="Let a `AWS::SecretsManager::Secret` with `GenerateSecretString` give the password by a dynamic "
            "reference, or set `ManageMasterUserPassword: true`.",
            es="Haga que un `AWS::SecretsManager::Secret` con `GenerateSecretString` dé la contraseña por referencia "
            "dinámica, o ponga `ManageMasterUserPassword: true`.",
        ),
        findings=every(DATABASES, postgres.has_generated_password),
    ),
    Rule(
        "DB-14",
        Group.DATABASE,
        title=Text(en="The storage is of a current type", es="El almacenamiento es de un tipo actual"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="`gp2`, which CDK takes by default, ties the speed to the size; `gp3` gives 3000 IOPS at any size for "
            "the same price per GB.",
            es="`gp2`, que CDK usa por omisión, ata la velocidad al tamaño; `gp3` da 3000 IOPS con cualquier tamaño y "
            "al mismo precio por GB.",
        ),
        fix=Text(en="Set `StorageType: gp3`.", es="Ponga `StorageType: gp3`."),
        findings=every(DB_INSTANCES, is_one_of("StorageType", "gp3", "io1", "io2")),
    ),
    Rule(
        "DB-15",
        Group.DATABASE,
        title=Text(en="The storage grows by itself", es="El almacenamiento crece por sí solo"),
        requirement=DEMANDS["availability"],
        why=Text(
            en="A full disk stops PostgreSQL at once; storage autoscaling adds space before it happens, up to a bound "
            "that also bounds the cost.",
            es="Un disco lleno detiene PostgreSQL en el acto; el escalado del almacenamiento añade espacio antes, "
            "hasta un límite que también limita el coste.",
        ),
        fix=Text(
            en="Set `MaxAllocatedStorage` above `AllocatedStorage`.",
            es="Ponga `MaxAllocatedStorage` por encima de `AllocatedStorage`.",
        ),
        findings=every(DB_INSTANCES, postgres.storage_grows),
    ),
    Rule(
        "DB-16",
        Group.DATABASE,
        title=Text(en="Minor versions are applied automatically", es="Las versiones menores se aplican solas"),
        requirement=good_practice(
            en="security fixes of PostgreSQL come as minor versions, every three months.",
            es="las correcciones de seguridad de PostgreSQL llegan como versiones menores, cada tres meses.",
        ),
        why=Text(
            en="Switched off, known holes stay open until somebody remembers; switched on, RDS closes them in the "
            "maintenance window.",
            es="Si se desactiva, los fallos conocidos siguen abiertos hasta que alguien se acuerda; activado, RDS los "
            "cierra en la ventana de mantenimiento.",
        ),
        fix=Text(
            en="Leave `AutoMinorVersionUpgrade` out or set it to true.",
            es="Omita `AutoMinorVersionUpgrade` o póngalo en true.",
        ),
        findings=every(DB_INSTANCES, is_one_of("AutoMinorVersionUpgrade", True, default=True)),
    ),
)
