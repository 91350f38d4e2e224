"""What a workspace is set to: ``backstock.toml``, overridden by the environment.

The one place that reads the environment. ``BACKSTOCK_COMPANY__CURRENCY=EUR`` wins over
``currency`` under ``[company]``; ``BACKSTOCK_WORKSPACE`` names the workspace itself.
"""

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from models import tables
from models.company import Company
from models.deciding.limits import Limits
from models.deciding.rules import Rule

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "backstock.toml"
PREFIX = "BACKSTOCK_"
WORKSPACE_VARIABLE = "BACKSTOCK_WORKSPACE"
TEST_DATA_VARIABLE = "BACKSTOCK_TEST_DATA"
NOT_SETTINGS = frozenset({WORKSPACE_VARIABLE, TEST_DATA_VARIABLE})


class SettingsFault(ValueError):  # noqa: N818  # a fault has a name
    """A setting is wrong; the message says which, where and what is allowed."""


def _known_zone(name: str) -> str:
    """Refuse a time zone that does not exist."""
    if name not in available_timezones():
        message = f"{name!r} is no time zone; allowed are names as Europe/Copenhagen"
        raise ValueError(message)
    return name


def _known_tables(sources: dict[str, Any]) -> dict[str, Any]:
    """Refuse sources that are no table."""
    if unknown := sorted(set(sources) - set(tables.SOURCES)):
        message = f"no such table: {', '.join(unknown)}; `backstock tables` lists them"
        raise ValueError(message)
    return sources


TimeZone = Annotated[str, AfterValidator(_known_zone)]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]


class Section(BaseModel):
    """A part of the settings; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CompanySettings(Section):
    """The company the plan is for."""

    name: str = "Company"
    currency: Currency = "DKK"
    time_zone: TimeZone = "Europe/Copenhagen"
    language: Literal["en", "da"] = "en"
    abc_by: Literal["revenue", "margin", "hits"] = "revenue"


class SourceSettings(Section):
    """How the files of one table are read; what is left out is detected."""

    mode: Literal["delta", "full"] = "delta"
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    encoding: Literal["utf-8", "utf-16", "windows-1252"] | None = None
    quote: Literal['"', "'"] | None = None
    decimal: Literal[",", "."] | None = None
    dates: Literal["iso", "day-first", "month-first"] | None = None
    sheet: str | None = None
    time_zone: TimeZone | None = None
    aliases: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class LimitSettings(Section):
    """Above these a file is refused as a whole."""

    file_bytes: int = Field(default=20_000_000_000, gt=0)
    rows: int = Field(default=500_000_000, gt=0)
    columns: int = Field(default=1_000, gt=0)
    line_bytes: int = Field(default=1_000_000, gt=0)


class ScheduleSettings(Section):
    """When the job runs by itself: every day at a time, or by a cron line."""

    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = (
        "05:00"
    )
    cron: str | None = None
    time_zone: TimeZone | None = None

    @property
    def cron_line(self) -> str:
        """The schedule as a cron line."""
        hour, minute = self.at.split(":")
        return self.cron or f"{int(minute)} {int(hour)} * * *"


class ApprovalSettings(Section):
    """Who may approve how much alone, of a plan from one supplier; company currency."""

    second_above: float | None = Field(default=None, ge=0)
    limit: float | None = Field(default=None, ge=0)
    limits: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)

    @property
    def as_limits(self) -> Limits:
        """The limits as the models know them."""
        return Limits(self.second_above, self.limit, self.limits)


class RuleSettings(Section):
    """What is approved, and sent, by itself once a plan is published."""

    name: Annotated[str, StringConstraints(pattern=r"^[\w -]{1,40}$")]
    max_order_amount: float = Field(gt=0)
    max_line_amount: float | None = Field(default=None, gt=0)
    suppliers: tuple[str, ...] = ()
    classes: tuple[Literal["A", "B", "C"], ...] = ()
    max_deviation_rate: float | None = Field(default=0.5, ge=0)
    max_data_age_days: int = Field(default=2, ge=0)
    sends: bool = False

    @property
    def as_rule(self) -> Rule:
        """The rule as the models know it."""
        return Rule(**self.model_dump())


class MailSettings(Section):
    """The server that takes orders to suppliers; without a host none are mailed."""

    host: str | None = None
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    sender: str | None = None
    copy_to: str | None = None
    wait_seconds: float = Field(default=30, gt=0, le=600)

    @model_validator(mode="after")
    def has_sender(self) -> Self:
        """Refuse a server without an address to send from."""
        if self.host and not self.sender:
            message = "sender is missing: the address that orders are sent from"
            raise ValueError(message)
        return self


class ServiceSettings(Section):
    """Skus that are no goods (postage, fees): kept, never planned."""

    skus: tuple[str, ...] = ()


class Settings(BaseSettings):
    """Everything a workspace can be set to."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    company: CompanySettings = CompanySettings()
    sources: Annotated[dict[str, SourceSettings], AfterValidator(_known_tables)] = (
        Field(default_factory=dict)
    )
    services: ServiceSettings = ServiceSettings()
    approvals: ApprovalSettings = ApprovalSettings()
    mail: MailSettings = MailSettings()
    rules: tuple[RuleSettings, ...] = ()
    limits: LimitSettings = LimitSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    stock_files_complete: bool = False
    max_reject_rate: float = Field(default=0.05, ge=0, le=1)
    keep_snapshots: int = Field(default=3, ge=1, le=1000)
    large_table_rows: int = Field(default=250_000, ge=1)
    decisions: str | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @property
    def as_company(self) -> Company:
        """The company as the models know it."""
        return Company(
            **self.company.model_dump(), stock_files_complete=self.stock_files_complete
        )

    @property
    def schedule_zone(self) -> str:
        """Time zone of the schedule: its own, else the company's."""
        return self.schedule.time_zone or self.company.time_zone

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.company.time_zone)

    def source(self, table: str) -> SourceSettings:
        """Return how the files of ``table`` are read."""
        return self.sources.get(table, SourceSettings())


def read_settings(root: Path) -> Settings:
    """Read the settings of the workspace at ``root``, or say what is wrong."""
    path = root / FILE_NAME
    _refuse_unknown_variables()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return Settings(**given)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        message = f"{path}: not valid TOML: {fault}"
        raise SettingsFault(message) from fault
    except ValidationError as fault:
        raise SettingsFault(_in_words(path, fault)) from fault


def workspace_from_environment() -> Path | None:
    """Return the workspace that the environment names, if it does."""
    named = os.environ.get(WORKSPACE_VARIABLE)
    return Path(named) if named else None


def _refuse_unknown_variables() -> None:
    """Refuse a variable that looks like a setting and is none."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        name = variable.upper().partition("__")[0]
        if name.startswith(PREFIX) and name not in known | NOT_SETTINGS:
            message = f"environment: {variable} is no setting of Backstock"
            raise SettingsFault(message)


def _in_words(path: Path, fault: ValidationError) -> str:
    """Say file, key and what is allowed, one line per mistake."""
    return "\n".join(
        f"{path}: {'.'.join(map(str, error['loc']))}: {_allowed(error)}"
        for error in fault.errors()
    )


def _allowed(error: "ErrorDetails") -> str:
    """Return what is wrong with one key, and what is allowed there."""
    if error["type"] == "extra_forbidden":
        known = ", ".join(_known_keys(error["loc"][:-1]))
        return f"unknown key; known here are {known}"
    said = error["msg"].removeprefix("Value error, ")
    said = said.replace("Input should be", "it should be")
    given = error["input"]
    return said if isinstance(given, dict) else f"{said} (it is {given!r})"


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are known at ``place``."""
    if not place:
        return list(Settings.model_fields)
    section = Settings.model_fields[str(place[0])].annotation
    several: dict[str, type[Section]] = {
        "sources": SourceSettings,
        "rules": RuleSettings,
    }
    model = several.get(str(place[0]), section)
    return list(getattr(model, "model_fields", ()))
