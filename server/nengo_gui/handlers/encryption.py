"""What encrypts the connections, where other machines may reach the server."""

from __future__ import annotations

import ssl
from pathlib import Path


class CertificateTrouble(Exception):
    """The certificate or its key cannot be used."""


def encryption(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """Return how to encrypt: TLS 1.2 or later.

    Parameters
    ----------
    certificate : pathlib.Path
        In PEM form, with those that vouch for it.
    key : pathlib.Path, optional
        Its private key, not encrypted; None if it is in the same file.

    Raises
    ------
    CertificateTrouble
        If one of them is missing or no good.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for file in filter(None, (certificate, key)):
        if not file.is_file():
            raise CertificateTrouble(f"{file} does not exist. Check its name.")
    try:
        # An empty password, so that nobody is asked for one in the middle of a start.
        context.load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise CertificateTrouble(
            f"{certificate} cannot be used: {str(reason).replace('_', ' ').lower()}. "
            "Give a certificate in PEM form with --cert, and its private key with --key."
        ) from error
    return context
