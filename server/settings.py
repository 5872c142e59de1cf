"""What the operator decides, read once from the environment. Nothing below the commands looks there again."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from server.limits import Limits

LogForm = Literal["plain", "json"]
LOCK_NAME = "projection.lock"
LONGEST_PUBLIC_URL = 97  # 734 letters of a QR of 85 modules, less /V/ and a token with the longest names
_IN_A_QR = re.compile(r"https?://[A-Za-z0-9./:-]+")


class Settings(BaseSettings):
    """`YICI_*` variables; values given by a command win over them."""

    model_config = SettingsConfigDict(env_prefix="YICI_", frozen=True)

    data_dir: Path = Path("yici-data")
    hub: SecretStr = SecretStr("")  # a running one, for commands that ask either it or the data directory
    couchdb_url: SecretStr = SecretStr("")  # of the documents; SQLite in the data directory when empty
    upstream_url: SecretStr = SecretStr("")  # of the district, for a village hub; docs/operations.md
    database_url: str = ""  # of the projection; SQLite in the data directory when empty
    public_url: str = ""  # the address tablets and papers carry
    tls_cert: Path | None = None
    tls_key: Path | None = None
    admin_user: str = ""
    admin_password: SecretStr = SecretStr("")
    population_url: str = ""  # where people are looked up; docs/population.md
    population_token: SecretStr = SecretStr("")
    portal_url: str = ""  # where the city's portal is told what becomes of its cases; docs/portal.md
    metrics_token: SecretStr = SecretStr("")  # of who reads /metrics without an account
    logs: LogForm = "plain"
    limits: Limits = Field(default_factory=Limits)

    @field_validator("population_url", "portal_url")
    @classmethod
    def _is_private(cls, url: str) -> str:
        """What is said of people travels there."""
        if url and not re.match(r"https://|http://([^/@]*@)?127\.0\.0\.1(:\d+)?(/|$)", url, re.IGNORECASE):
            raise ValueError("it begins with https://, or http://127.0.0.1")
        return url

    @field_validator("upstream_url")
    @classmethod
    def _is_encrypted(cls, url: SecretStr) -> SecretStr:
        """A password travels there, and all that its offices write."""
        cls._is_private(url.get_secret_value())
        return url

    @field_validator("database_url")
    @classmethod
    def _can_be_opened(cls, url: str) -> str:
        if url and not _names_a_database(url):
            raise ValueError(
                "it is postgresql://name:password@host/database, where `@` and `/` of a password are written "
                "%40 and %2F"
            )
        return url

    @field_validator("public_url")
    @classmethod
    def _fits_a_qr(cls, url: str) -> str:
        """A certificate's QR carries it in capitals, beside the longest token."""
        url = url.rstrip("/")  # as browsers name an origin
        if url and not (len(url) <= LONGEST_PUBLIC_URL and _IN_A_QR.fullmatch(url)):
            raise ValueError(
                f"it begins with http:// or https://, has at most {LONGEST_PUBLIC_URL} letters and none but "
                "A-Z a-z 0-9 . - : /"
            )
        return url

    @property
    def documents_path(self) -> Path:
        """The embedded store: all databases in one file."""
        return self.data_dir / "documents.sqlite3"

    @property
    def arriving_path(self) -> Path:
        """A store that is not whole yet, in a folder where no hub opens it."""
        return self.data_dir / "migrating"

    @property
    def projection_url(self) -> str:
        """What SQLAlchemy opens."""
        return self.database_url or f"sqlite:///{self.data_dir / 'projection.sqlite3'}"

    @property
    def has_documents(self) -> bool:
        """Whether a hub was here before; an Apache CouchDB says so itself."""
        return bool(self.couchdb_url) or self.documents_path.exists()

    @property
    def projection_lock(self) -> Path | None:
        """Held by the one process that fills the projection. None where several hubs may share documents and
        tables: then PostgreSQL holds the lock."""
        is_shared = self.couchdb_url and self.database_url.startswith("postgresql")
        return None if is_shared else self.data_dir / LOCK_NAME

    @property
    def keys_dir(self) -> Path:
        """Private keys, readable by the owner alone."""
        return self.data_dir / "keys"


def _names_a_database(url: str) -> bool:
    from sqlalchemy import make_url  # which takes a while to load
    from sqlalchemy.exc import ArgumentError

    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter of a port that is no number
        return False
    return address.get_backend_name() in ("postgresql", "sqlite") and "@" not in (address.host or "")
