"""Rules about the frontend: the bucket, CloudFront in front of it, and what browsers get."""

from __future__ import annotations

from workbook.audit import certificates, origins, site, tiers, vended
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import every, is_one_of, of_type
from workbook.lang import Text

TLS_POLICIES = ("TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025")
"""The security policies of CloudFront without a known weakness (CloudFront Developer Guide, supported protocols)."""

UPLOADS = of_type(
    Text(en="CDK bucket deployment", es="despliegue de bucket de CDK"),
    "Custom::CDKBucketDeployment",
)

RULES = (
    Rule(
        "FRONT-01",
        Group.FRONTEND,
        title=Text(en="CloudFront serves the site from a bucket", es="CloudFront sirve el sitio desde un bucket"),
        requirement=DEMANDS["static site"],
        why=Text(
            en="A built React application is a folder of files: a bucket behind CloudFront serves it to any number of "
            "users without a server that could fail or must be paid for while idle.",
            es="Una aplicación React compilada es una carpeta de archivos: un bucket tras CloudFront la sirve a "
            "cualquier número de usuarios sin un servidor que falle o que se pague parado.",
        ),
        fix=Text(
            en="Make an S3 bucket the origin of the distribution's `DefaultCacheBehavior`.",
            es="Haga de un bucket de S3 el origen del `DefaultCacheBehavior` de la distribución.",
        ),
        findings=site.serves_a_site,
    ),
    Rule(
        "FRONT-02",
        Group.FRONTEND,
        title=Text(en="Every path is served over HTTPS only", es="Todas las rutas se sirven solo por HTTPS"),
        requirement=DEMANDS["https"],
        why=Text(
            en="One behaviour with `allow-all` is enough for a session cookie to travel in clear.",
            es="Basta un comportamiento con `allow-all` para que una cookie de sesión viaje en claro.",
        ),
        fix=Text(
            en="Set `ViewerProtocolPolicy` to `redirect-to-https` or `https-only` in every behaviour.",
            es="Ponga `ViewerProtocolPolicy` en `redirect-to-https` o `https-only` en todos los comportamientos.",
        ),
        findings=every(
            tiers.DISTRIBUTIONS,
            site.each_behavior(
                "ViewerProtocolPolicy",
                lambda text: text in {"redirect-to-https", "https-only"},
                "redirect-to-https | https-only",
                default="allow-all",
            ),
        ),
    ),
    Rule(
        "FRONT-03",
        Group.FRONTEND,
        title=Text(
            en="The distribution has its own name and an ACM certificate",
            es="La distribución tiene nombre propio y un certificado de ACM",
        ),
        requirement=DEMANDS["certificate"],
        why=Text(
            en="Without them users see a `cloudfront.net` name that changes with the distribution, and the TLS floor "
            "of the default certificate cannot be raised. ACM renews its certificates by itself.",
            es="Sin ellos los usuarios ven un nombre `cloudfront.net` que cambia con la distribución, y el mínimo de "
            "TLS del certificado por omisión no se puede subir. ACM renueva sus certificados solo.",
        ),
        fix=Text(
            en="Set `Aliases` and `ViewerCertificate.AcmCertificateArn`.",
            es="Ponga `Aliases` y `ViewerCertificate.AcmCertificateArn`.",
        ),
        findings=every(tiers.DISTRIBUTIONS, site.has_own_certificate),
    ),
    Rule(
        "FRONT-04",
        Group.FRONTEND,
        title=Text(en="CloudFront accepts TLS 1.2 and newer only", es="CloudFront acepta solo TLS 1.2 o posterior"),
        requirement=DEMANDS["https"],
        why=Text(
            en="The default of an API or template is TLS 1.0, which browsers gave up in 2020 and auditors refuse.",
            es="El valor por omisión de una API o plantilla es TLS 1.0, que los navegadores abandonaron en 2020 y que "
            "las auditorías rechazan.",
        ),
        fix=Text(
            en="Set `ViewerCertificate.MinimumProtocolVersion: TLSv1.2_2021` or newer.",
            es="Ponga `ViewerCertificate.MinimumProtocolVersion: TLSv1.2_2021` o posterior.",
        ),
        findings=every(
            tiers.DISTRIBUTIONS,
            is_one_of("DistributionConfig.ViewerCertificate.MinimumProtocolVersion", *TLS_POLICIES, default="TLSv1"),
        ),
    ),
    Rule(
        "FRONT-05",
        Group.FRONTEND,
        title=Text(
            en="CloudFront's certificate lies in us-east-1", es="El certificado de CloudFront está en us-east-1"
        ),
        requirement=DEMANDS["certificate"],
        why=Text(
            en="CloudFront takes certificates from that region only, and the deployment fails late with an error that "
            "does not say so (aws/aws-cdk#3464, aws/aws-cdk#9274).",
            es="CloudFront solo toma certificados de esa región, y el despliegue falla tarde con un error que no lo "
            "dice (aws/aws-cdk#3464, aws/aws-cdk#9274).",
        ),
        fix=Text(
            en="Declare certificate and distribution in a stack whose region is us-east-1.",
            es="Declare el certificado y la distribución en una pila cuya región sea us-east-1.",
        ),
        findings=every(tiers.DISTRIBUTIONS, certificates.edge_certificate_is_global),
    ),
    Rule(
        "FRONT-06",
        Group.FRONTEND,
        title=Text(
            en="Buckets are called with Origin Access Control", es="Se llama a los buckets con Origin Access Control"
        ),
        requirement=good_practice(
            en="origin access identities are the older way: no SSE-KMS, no regions opened after 2022, no flat-rate "
            "plan (aws/aws-cdk#37857).",
            es="las identidades de acceso de origen son la forma antigua: sin SSE-KMS, sin regiones abiertas después "
            "de 2022, sin plan de tarifa plana (aws/aws-cdk#37857).",
        ),
        why=Text(
            en="With signed requests the bucket stays private and S3 can tell the distribution from everybody else.",
            es="Con peticiones firmadas el bucket sigue siendo privado y S3 distingue la distribución de cualquier "
            "otro.",
        ),
        fix=Text(
            en="Create an `AWS::CloudFront::OriginAccessControl` (`SigningBehavior: always`) and name it in the "
            "origin's `OriginAccessControlId`.",
            es="Cree un `AWS::CloudFront::OriginAccessControl` (`SigningBehavior: always`) y nómbrelo en "
            "`OriginAccessControlId` del origen.",
        ),
        findings=every(tiers.DISTRIBUTIONS, origins.signs_requests),
    ),
    Rule(
        "FRONT-07",
        Group.FRONTEND,
        title=Text(
            en="Only this distribution may read the site's bucket",
            es="Solo esta distribución puede leer el bucket del sitio",
        ),
        requirement=DEMANDS["least privilege"],
        why=Text(
            en="The service principal of CloudFront stands for every distribution of every AWS customer; without a "
            "condition on `AWS:SourceArn` any of them may read the bucket.",
            es="El principal de servicio de CloudFront representa todas las distribuciones de todos los clientes de "
            "AWS; sin una condición sobre `AWS:SourceArn` cualquiera de ellas puede leer el bucket.",
        ),
        fix=Text(
            en="Allow `s3:GetObject` to `cloudfront.amazonaws.com` with `StringEquals: AWS:SourceArn` of the "
            "distribution, and to nobody else.",
            es="Permita `s3:GetObject` a `cloudfront.amazonaws.com` con `StringEquals: AWS:SourceArn` de la "
            "distribución, y a nadie más.",
        ),
        findings=every(site.SITES, origins.is_read_by_it_alone),
    ),
    Rule(
        "FRONT-08",
        Group.FRONTEND,
        title=Text(en="Pages are sent with security headers", es="Las páginas llevan cabeceras de seguridad"),
        requirement=good_practice(
            en="S3 sends none of the headers by which browsers confine scripts, frames and downgrades to HTTP.",
            es="S3 no envía ninguna de las cabeceras con que los navegadores limitan scripts, marcos y degradaciones "
            "a HTTP.",
        ),
        why=Text(
            en="Without a Content-Security-Policy one injected script reads everything that the user may see; without "
            "HSTS the first request of a visit can be redirected elsewhere.",
            es="Sin Content-Security-Policy un script inyectado lee todo lo que el usuario puede ver; sin HSTS la "
            "primera petición de una visita se puede desviar.",
        ),
        fix=Text(
            en="Attach an `AWS::CloudFront::ResponseHeadersPolicy` that sets HSTS (a year), CSP, nosniff, frame "
            "options and referrer policy.",
            es="Asocie una `AWS::CloudFront::ResponseHeadersPolicy` con HSTS (un año), CSP, nosniff, opciones de "
            "marco y política de referencia.",
        ),
        findings=every(site.SITES, site.sends_security_headers),
    ),
    Rule(
        "FRONT-09",
        Group.FRONTEND,
        title=Text(
            en="Deep links are answered with the application", es="Los enlaces profundos se responden con la aplicación"
        ),
        requirement=good_practice(
            en="behind Origin Access Control a missing key is 403, or 404 where CloudFront may list the bucket, so "
            "reloading `/items/7` fails (aws/aws-pdk#915).",
            es="tras Origin Access Control una clave ausente es un 403, o un 404 si CloudFront puede listar el bucket, "
            "así que recargar `/items/7` falla "
            "(aws/aws-pdk#915).",
        ),
        why=Text(
            en="The routes of a single-page application exist in the browser only; the bucket holds no file of that "
            "name.",
            es="Las rutas de una aplicación de una sola página existen solo en el navegador; el bucket no tiene "
            "ningún archivo con ese nombre.",
        ),
        fix=Text(
            en="Rewrite paths without an extension to `/index.html` with a CloudFront Function on `viewer-request`.",
            es="Reescriba las rutas sin extensión a `/index.html` con una CloudFront Function en `viewer-request`.",
        ),
        findings=every(site.SITES, site.answers_deep_links),
    ),
    Rule(
        "FRONT-10",
        Group.FRONTEND,
        title=Text(en="No error is turned into a page", es="Ningún error se convierte en página"),
        requirement=good_practice(
            en="custom error responses hold for the whole distribution, so a 404 of the API or a missing script "
            "becomes `200 index.html` (aws-samples/sample-voice-of-customer-datalake#374).",
            es="las respuestas de error valen para toda la distribución: un 404 de la API o un script ausente se "
            "vuelve `200 index.html` (aws-samples/sample-voice-of-customer-datalake#374).",
        ),
        why=Text(
            en="Clients then read HTML where they expect JSON or JavaScript, and monitoring sees no error at all.",
            es="Los clientes leen entonces HTML donde esperan JSON o JavaScript, y la supervisión no ve ningún error.",
        ),
        fix=Text(
            en="Remove `CustomErrorResponses` that answer with a 200 and rewrite deep links by a function instead.",
            es="Quite los `CustomErrorResponses` que responden 200 y reescriba los enlaces profundos con una función.",
        ),
        findings=every(site.SITES, site.keeps_error_codes),
    ),
    Rule(
        "FRONT-11",
        Group.FRONTEND,
        title=Text(en="HTTP/2 and HTTP/3 are on", es="HTTP/2 y HTTP/3 están activados"),
        requirement=good_practice(
            en="HTTP/3 spares a round trip at every start and copes with lossy mobile networks, at no cost.",
            es="HTTP/3 ahorra un viaje en cada inicio y soporta redes móviles con pérdidas, sin coste.",
        ),
        why=Text(
            en="CloudFormation's default is HTTP/1.1, over which the many small files of a built frontend queue up.",
            es="El valor por omisión de CloudFormation es HTTP/1.1, en el que los muchos archivos pequeños hacen cola.",
        ),
        fix=Text(en="Set `HttpVersion: http2and3`.", es="Ponga `HttpVersion: http2and3`."),
        findings=every(
            tiers.DISTRIBUTIONS, is_one_of("DistributionConfig.HttpVersion", "http2and3", default="http1.1")
        ),
    ),
    Rule(
        "FRONT-12",
        Group.FRONTEND,
        title=Text(en="Files are compressed", es="Los archivos se comprimen"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="JavaScript shrinks to about a quarter; transfer is what a distribution is charged for and what users "
            "wait for.",
            es="JavaScript se reduce a cerca de un cuarto; la transferencia es lo que se paga y lo que el usuario "
            "espera.",
        ),
        fix=Text(
            en="Set `Compress: true` in the behaviours of the bucket, with a cache policy that keeps compressed forms; "
            "a page that is not to be kept gets a behaviour of its own.",
            es="Ponga `Compress: true` en los comportamientos del bucket, con una política de caché que conserve "
            "formas comprimidas; una página que no deba conservarse recibe un comportamiento propio.",
        ),
        findings=every(site.SITES, origins.compresses),
    ),
    Rule(
        "FRONT-13",
        Group.FRONTEND,
        title=Text(en="CloudFront's accesses are logged", es="Los accesos a CloudFront se registran"),
        requirement=good_practice(
            en="what the edge answers itself never reaches a log of the application.",
            es="lo que el borde responde por sí mismo nunca llega a un registro de la aplicación.",
        ),
        why=Text(
            en="Errors of the frontend and attacks on it can be read nowhere else.",
            es="Los errores del frontend y los ataques contra él no se pueden leer en ningún otro sitio.",
        ),
        fix=Text(
            en="Deliver `ACCESS_LOGS` by `AWS::Logs::DeliverySource`, `DeliveryDestination` and `Delivery`, or set "
            "`Logging.Bucket`.",
            es="Entregue `ACCESS_LOGS` con `AWS::Logs::DeliverySource`, `DeliveryDestination` y `Delivery`, o ponga "
            "`Logging.Bucket`.",
        ),
        findings=every(tiers.DISTRIBUTIONS, vended.distribution_logs),
    ),
    Rule(
        "FRONT-14",
        Group.FRONTEND,
        title=Text(en="The bare name leads to the start page", es="El nombre a secas lleva a la página inicial"),
        requirement=DEMANDS["static site"],
        why=Text(
            en="Without a default root object CloudFront asks the bucket for `/`, which is its list of files: a 403, "
            "or the list itself where CloudFront may see it.",
            es="Sin objeto raíz por omisión, CloudFront pide al bucket `/`, que es su lista de archivos: un 403, o la "
            "propia lista si CloudFront puede verla.",
        ),
        fix=Text(en="Set `DefaultRootObject: index.html`.", es="Ponga `DefaultRootObject: index.html`."),
        findings=every(site.SITES, site.has_a_start_page),
    ),
    Rule(
        "FRONT-15",
        Group.FRONTEND,
        title=Text(
            en="The viewer's Host header is kept from the bucket",
            es="La cabecera Host del visitante no llega al bucket",
        ),
        requirement=good_practice(
            en="the policy AllViewer on a bucket's behaviour makes every file 403 or 404 "
            "(aws-samples/amazon-cloudfront-functions#56).",
            es="la política AllViewer en el comportamiento de un bucket convierte todo archivo en 403 o 404 "
            "(aws-samples/amazon-cloudfront-functions#56).",
        ),
        why=Text(
            en="S3 finds the bucket by the Host header, and the signature covers it.",
            es="S3 encuentra el bucket por la cabecera Host, y la firma la incluye.",
        ),
        fix=Text(
            en="Use no origin request policy for buckets, or one without Host; AllViewer belongs to the load "
            "balancer's behaviour.",
            es="No use política de petición de origen con buckets, o una sin Host; AllViewer es para el "
            "comportamiento del balanceador.",
        ),
        findings=every(tiers.DISTRIBUTIONS, origins.keeps_own_host),
    ),
    Rule(
        "FRONT-16",
        Group.FRONTEND,
        title=Text(en="CloudFront calls servers over HTTPS", es="CloudFront llama a los servidores por HTTPS"),
        requirement=DEMANDS["https"],
        why=Text(
            en="Between the edge and the origin lies the internet; and an application that sees HTTP builds wrong "
            "links and refuses CSRF checks (braintrustdata/terraform-aws-braintrust-data-plane#296).",
            es="Entre el borde y el origen está internet; y una aplicación que ve HTTP construye enlaces erróneos y "
            "rechaza las comprobaciones CSRF (braintrustdata/terraform-aws-braintrust-data-plane#296).",
        ),
        fix=Text(
            en="Set `CustomOriginConfig.OriginProtocolPolicy: https-only`.",
            es="Ponga `CustomOriginConfig.OriginProtocolPolicy: https-only`.",
        ),
        findings=every(tiers.DISTRIBUTIONS, origins.calls_origins_over_tls),
    ),
    Rule(
        "FRONT-17",
        Group.FRONTEND,
        title=Text(
            en="An upload leaves the files of the version before",
            es="Una subida conserva los archivos de la versión anterior",
        ),
        requirement=good_practice(
            en="pruned chunks give ChunkLoadError to everybody who has the page open (jetbridge/cdk-nextjs#211, "
            "cloudposse/atmos#3103).",
            es="borrar los fragmentos da ChunkLoadError a quien tiene la página abierta (jetbridge/cdk-nextjs#211, "
            "cloudposse/atmos#3103).",
        ),
        why=Text(
            en="A page loaded before the deployment asks for its own hashed files for as long as it is open.",
            es="Una página cargada antes del despliegue pide sus propios archivos con hash mientras siga abierta.",
        ),
        fix=Text(
            en="Set `prune=False` and let a lifecycle rule remove old files days later.",
            es="Ponga `prune=False` y deje que una regla de ciclo de vida quite los archivos viejos días después.",
        ),
        findings=every(UPLOADS, site.keeps_old_files),
    ),
)
