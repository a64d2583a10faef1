from certificates.models.certificate import Certificate, CertificateLine
from certificates.models.signing import SignOff, StandIn, Tier

__all__ = ["Certificate", "CertificateLine", "SignOff", "StandIn", "Tier"]
