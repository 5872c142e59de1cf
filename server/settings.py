"""What the operator decides, read once from the environment. Nothing below the commands looks there again."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from server.limits import Limits


class Settings(BaseSettings):
    """`YICI_*` variables; values given by a command win over them."""

    model_config = SettingsConfigDict(env_prefix="YICI_", frozen=True)

    data_dir: Path = Path("yici-data")
    database_url: str = ""  # of the projection; SQLite in the data directory when empty
    public_url: str = ""  # the address tablets and papers carry
    tls_cert: Path | None = None
    tls_key: Path | None = None
    admin_user: str = ""
    admin_password: SecretStr = SecretStr("")
    limits: Limits = Field(default_factory=Limits)

    @property
    def documents_path(self) -> Path:
        """The embedded store: all databases in one file."""
        return self.data_dir / "documents.sqlite3"

    @property
    def projection_url(self) -> str:
        """What SQLAlchemy opens."""
        return self.database_url or f"sqlite:///{self.data_dir / 'projection.sqlite3'}"

    @property
    def projection_lock(self) -> Path:
        """Held by the one process that fills the projection."""
        return self.data_dir / "projection.lock"

    @property
    def keys_dir(self) -> Path:
        """Private keys, readable by the owner alone."""
        return self.data_dir / "keys"
