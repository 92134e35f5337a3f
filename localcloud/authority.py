"""A certificate authority of this machine, made on first use, and certificates for the names of the deployment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from localcloud.storage import write_whole

_YEARS = dt.timedelta(days=3650)
_MONTHS = dt.timedelta(days=397)  # browsers take no longer one
_EARLIER = dt.timedelta(minutes=5)  # clocks differ


class Authority:
    """Signs certificates with a key that never leaves the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certificate_file = folder / "authority.pem"
        key_file = folder / "authority.key"
        if not self.certificate_file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            key = _new_key(key_file)
            name = _name("Inventory local authority")
            signed = _signed(name, name, key, key, _YEARS, [(x509.BasicConstraints(ca=True, path_length=0), True)])
            write_whole(self.certificate_file, signed.public_bytes(serialization.Encoding.PEM))
        self._key = cast("ec.EllipticCurvePrivateKey", serialization.load_pem_private_key(key_file.read_bytes(), None))
        self._certificate = x509.load_pem_x509_certificate(self.certificate_file.read_bytes())

    def sign(self, name: str) -> tuple[Path, Path]:
        """Files of a certificate for a name and of its key; the name has to be one, since files are named after it."""
        key_file, certificate_file = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        key = _new_key(key_file)
        extensions: list[tuple[x509.ExtensionType, bool]] = [
            (x509.SubjectAlternativeName([x509.DNSName(name)]), False),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
            (x509.BasicConstraints(ca=False, path_length=None), True),
        ]
        signed = _signed(_name(name), self._certificate.subject, key, self._key, _MONTHS, extensions)
        write_whole(certificate_file, signed.public_bytes(serialization.Encoding.PEM))
        return certificate_file, key_file


def _new_key(file: Path) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write_whole(file, key.private_bytes(*pem), mode=0o600)
    return key


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    lasting: dt.timedelta,
    extensions: Iterable[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + lasting)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, critical=is_critical)
    return builder.sign(by, hashes.SHA256())
