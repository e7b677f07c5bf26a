"""Settings from the environment and from `.env`; the only reader of both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.request import getproxies, proxy_bypass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError
from bot.wording import Language

__all__ = ["LogLevel", "Settings", "default_issues", "load_settings"]

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
"""Names of severities, least severe first."""

_PREFIX = "WENBAO_"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PACKAGE = Path(__file__).resolve().parent
_PACKAGED_ISSUES = (_PACKAGE / "seeds", _PACKAGE.parent / "seeds")
_WORKING_ISSUES = Path("seeds")


_REASONS = {
    "int_parsing": "应是一个整数",
    "float_parsing": "应是一个数",
    "path_type": "应是一个路径",
    "bool_parsing": "应是 true 或 false",
    "url_parsing": "应是一个网址，例如 https://example.org",
    "url_scheme": "应是一个以 http:// 或 https:// 开头的网址",
    "url_syntax_violation": "应是一个网址，例如 https://example.org",
    "enum": "应是 zh-Hans、zh-Hant、en 之一",
    "literal_error": "应是 DEBUG、INFO、WARNING、ERROR 之一",
    "greater_than": "太小",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
}
"""What pydantic's kinds of error say to an operator."""


def _numbers(value: object) -> object:
    """`12, 34` as (12, 34); anything else as it is, for pydantic to judge."""
    if not isinstance(value, str):
        return value
    return tuple(part for part in re.split(r"[,，;；、\s]+", value) if part)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("zone", "不是已知的时区名，例如 Asia/Shanghai") from error
    return name


_Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)]


class Settings(BaseSettings):
    """What an operator decides. Every field is the variable `WENBAO_` + its name in capitals.

    Attributes:
        token: The bot's token from @BotFather; needed by `wenbao run` only.
        issues: Folder of issue files.
        excerpts: How many excerpts a reader can leaf through for one question.
        language: For readers whose language Telegram does not tell.
        timezone: IANA name; what day "today" is and when subscriptions are due.
        api_url: Base URL of the Bot API, without `/bot`.
        proxy: HTTP proxy towards the Bot API.
        send_rate: Messages a second to all chats together.
        webhook_url: Public https URL; polling where it is not set.
        webhook_secret: Mandatory with `webhook_url`; Telegram sends it along with each update.
        webhook_listen: Address that the webhook listens on.
        webhook_port: Port that the webhook listens on.
        store: SQLite file of chats, subscriptions and feedback.
        cache: Folder where readings of issue files are kept, so that a start reads only new ones.
        admins: Telegram ids of the newsroom.
        allow: Chat or reader ids that alone may use the bot; empty means everybody.
        deny: Chat or reader ids that may not use the bot.
        flood_limit: Messages and presses a minute that one reader may make.
        card: Whether /today and the daily push bring a picture of the headlines besides the text.
        card_font: Font file to draw it with; None looks among the system's fonts.
        metrics_port: Port for `/healthz` and `/metrics` on the local address; 0 for none.
        log_level: Least severe level that is logged.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    token: SecretStr | None = None
    issues: Path | None = None
    excerpts: Annotated[int, Field(ge=1, le=10)] = 5
    language: Language = Language.ZH_HANS
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    proxy: HttpUrl | None = None
    send_rate: Annotated[float, Field(gt=0, le=1000)] = 30
    webhook_url: HttpUrl | None = None
    webhook_secret: SecretStr | None = None
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = 8443
    store: Path = Path("wenbao.sqlite3")
    cache: Path = Path("~/.cache/wenbao")
    admins: _Ids = frozenset()
    allow: _Ids = frozenset()
    deny: _Ids = frozenset()
    flood_limit: Annotated[int, Field(ge=1)] = 30
    card: bool = False
    card_font: Path | None = None
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    log_level: LogLevel = "INFO"

    @field_validator("token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise PydanticCustomError("token", "不像 @BotFather 给的令牌，应形如 123456:ABC-DEF")
        return token

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise PydanticCustomError("secret", "只能用 1 到 256 个字母、数字、下划线或连字符")
        return secret

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> Self:
        if self.webhook_url is not None and self.webhook_secret is None:
            raise PydanticCustomError(
                "webhook",
                "设了 WENBAO_WEBHOOK_URL 就必须设这一项，否则谁都能冒充 Telegram",
                {"variable": "webhook_secret"},
            )
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    @property
    def api_root(self) -> str:
        """`api_url` without a slash at its end, ready for `/bot` to be added."""
        return str(self.api_url).rstrip("/").removesuffix("/bot")

    @property
    def api_proxy(self) -> str | None:
        """URL of the proxy towards the Bot API: `proxy`, else what HTTPS_PROXY and its kin say."""
        if self.proxy is not None:
            return str(self.proxy)
        if proxy_bypass(self.api_url.host or ""):
            return None
        return getproxies().get(self.api_url.scheme)

    def secrets(self) -> tuple[str, ...]:
        """What no log may hold.

        Raises:
            SettingsError: If the token is not set.
        """
        hook = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        return tuple(secret for secret in (self.required_token(), hook) if secret)

    def required_token(self) -> str:
        """The token in clear.

        Raises:
            SettingsError: If it is not set.
        """
        if self.token is None:
            raise SettingsError(f"{_PREFIX}TOKEN", "没有设置；请填 @BotFather 给的令牌")
        return self.token.get_secret_value()


def load_settings() -> Settings:
    """The settings as the environment and `.env` have them.

    Raises:
        SettingsError: Naming the first variable that is malformed.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        context = first.get("ctx", {})
        field = str(first["loc"][0]) if first["loc"] else str(context.get("variable", ""))
        reason = _REASONS.get(first["type"], first["msg"])
        raise SettingsError(f"{_PREFIX}{field.upper()}", reason) from None
    except UnicodeDecodeError:
        raise SettingsError(".env", "不是 UTF-8 编码的文本，请另存为 UTF-8") from None


def default_issues() -> Path:
    """The folder of issues where the setting names none: `./seeds`, else the packaged one."""
    folders = (_WORKING_ISSUES, *_PACKAGED_ISSUES)
    return next((folder for folder in folders if folder.is_dir()), _WORKING_ISSUES)
