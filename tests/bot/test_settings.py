"""Settings come from the environment and `.env`, and a wrong one is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, default_issues, load_settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without `.env`, and no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"WENBAO_{name.upper()}", raising=False)
    return tmp_path


def test_nothing_has_to_be_set_to_read_the_paper() -> None:
    settings = load_settings()
    assert settings.token is None
    assert settings.timezone == "Asia/Shanghai"
    with pytest.raises(SettingsError, match="WENBAO_TOKEN"):
        settings.required_token()


def test_every_setting_stands_in_the_example_with_its_default_and_a_word() -> None:
    lines = EXAMPLE.splitlines()
    shown = {
        found[1]: (found[2], at)
        for at, text in enumerate(lines)
        if (found := re.fullmatch(r"#?(WENBAO_[A-Z_]+)=(.*)", text))
    }
    assert set(shown) == {f"WENBAO_{name.upper()}" for name in Settings.model_fields}
    defaults = Settings()
    for name in Settings.model_fields:
        value, at = shown[f"WENBAO_{name.upper()}"]
        assert lines[at - 1].startswith("#"), name
        default = getattr(defaults, name)
        if value and name not in {"token", "issues"}:
            assert value.lower() == str(default).rstrip("/").removesuffix(".0").lower(), name


def test_the_example_is_taken_as_it_stands(nowhere: Path) -> None:
    text = re.sub(r"(?m)^#(WENBAO_)", r"\1", EXAMPLE)
    (nowhere / ".env").write_text(text, encoding="utf-8")
    settings = load_settings()
    assert settings.required_token().startswith("123456:")
    assert settings.admins == frozenset()


def test_the_environment_wins_over_the_file(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (nowhere / ".env").write_text("WENBAO_EXCERPTS=3\nWENBAO_ADMINS=1, 2；3\n", encoding="utf-8")
    assert load_settings().excerpts == 3
    assert load_settings().admins == {1, 2, 3}
    monkeypatch.setenv("WENBAO_EXCERPTS", "7")
    assert load_settings().excerpts == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "secret-without-number"),
        ("EXCERPTS", "0"),
        ("EXCERPTS", "eleven"),
        ("SEND_RATE", "-1"),
        ("API_URL", "ftp://x"),
        ("PROXY", "somewhere"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("ADMINS", "me"),
        ("LANGUAGE", "tlh"),
        ("LOG_LEVEL", "LOUD"),
        ("WEBHOOK_PORT", "70000"),
        ("METRICS_PORT", "-1"),
        ("FLOOD_LIMIT", "0"),
        ("WEBHOOK_SECRET", "has spaces"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"WENBAO_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert caught.value.variable == f"WENBAO_{name}"
    assert str(caught.value).startswith(f"WENBAO_{name}：")
    assert len(value) < 4 or value not in str(caught.value)


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_WEBHOOK_URL", "https://paper.example/hook")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert caught.value.variable == "WENBAO_WEBHOOK_SECRET"
    monkeypatch.setenv("WENBAO_WEBHOOK_SECRET", "s3cret")
    assert load_settings().webhook_secret is not None


def test_a_file_of_settings_in_another_encoding_is_told_so(nowhere: Path) -> None:
    (nowhere / ".env").write_bytes("WENBAO_LANGUAGE=中文".encode("gb18030"))
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings()


def test_secrets_show_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_TOKEN", "123456:very-secret")
    settings = load_settings()
    assert "very-secret" not in repr(settings) + str(settings)
    assert settings.secrets() == ("123456:very-secret",)


def test_the_issues_beside_the_reader_come_before_the_packaged_ones(nowhere: Path) -> None:
    packaged = default_issues()
    (nowhere / "seeds").mkdir()
    assert default_issues() != packaged
    assert default_issues().resolve() == nowhere / "seeds"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:81", "http://127.0.0.1:81/", "http://127.0.0.1:81/bot"]
)
def test_the_base_url_is_taken_with_and_without_its_end(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("WENBAO_API_URL", url)
    assert load_settings().api_root == "http://127.0.0.1:81"


def test_the_proxy_is_the_setting_or_else_the_one_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert load_settings().api_proxy is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert load_settings().api_proxy == "http://proxy.example:3128"
    monkeypatch.setenv("NO_PROXY", "api.telegram.org")
    assert load_settings().api_proxy is None
    monkeypatch.setenv("WENBAO_PROXY", "http://own.example:3128")
    assert load_settings().api_proxy == "http://own.example:3128/"
