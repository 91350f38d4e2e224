"""Settings: the file, the environment, and one message per mistake."""

import re
from pathlib import Path

import pytest

from models.company import Company
from pipelines.creation import create, settings_text
from pipelines.settings import Settings, SettingsFault, read_settings


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "backstock.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_empty_file_means_defaults(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, ""))
    assert settings == Settings()
    assert settings.keep_snapshots == 3
    assert settings.large_table_rows == 250_000
    assert settings.schedule.cron_line == "0 5 * * *"
    assert settings.as_company == Company()


def test_what_init_writes_can_be_read_and_says_what_it_was_given(
    tmp_path: Path,
) -> None:
    company = Company('Æblets "venner"', "EUR", "Europe/Berlin", "da")
    settings = read_settings(written(tmp_path, settings_text(company, ("POST", "M"))))
    assert settings.as_company == company
    assert settings.services.skus == ("POST", "M")
    assert settings.schedule_zone == "Europe/Berlin"


def test_every_commented_setting_is_a_setting(tmp_path: Path) -> None:
    given = re.sub(
        r"^# (\w+ = |\[)", r"\1", settings_text(Company()), flags=re.MULTILINE
    )
    settings = read_settings(written(tmp_path, given))
    assert settings.source("order_lines").aliases["Varenr"] == "sku"
    assert settings.limits.columns == 1_000


def test_sources_are_told_how_they_are_read(tmp_path: Path) -> None:
    text = '[sources.stock_levels]\nmode = "full"\ndecimal = ","\ndates = "day-first"\n'
    source = read_settings(written(tmp_path, text)).source("stock_levels")
    assert (source.mode, source.decimal, source.dates) == ("full", ",", "day-first")
    assert read_settings(tmp_path).source("products").mode == "delta"


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSTOCK_COMPANY__CURRENCY", "EUR")
    monkeypatch.setenv("BACKSTOCK_KEEP_SNAPSHOTS", "7")
    root = written(tmp_path, '[company]\nname = "A"\ncurrency = "SEK"\n')
    settings = read_settings(root)
    assert (settings.company.name, settings.company.currency) == ("A", "EUR")
    assert settings.keep_snapshots == 7


def test_a_variable_that_is_no_setting_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKSTOCK_KEEP_SNAPSHOT", "7")
    with pytest.raises(SettingsFault, match="BACKSTOCK_KEEP_SNAPSHOT is no setting"):
        read_settings(written(tmp_path, ""))


@pytest.mark.parametrize("name", ["BACKSTOCK_WORKSPACE", "BACKSTOCK_TEST_DATA"])
def test_a_variable_that_is_read_elsewhere_is_let_be(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(tmp_path))
    assert read_settings(written(tmp_path, "")).company.name == "Company"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("keep = 3", "keep: unknown key; known here are company, sources"),
        ('[company]\ncurency = "DKK"', r"company\.curency: unknown key.*currency"),
        ("[sources.orders]\n", "sources: .*no such table: orders"),
        ('[sources.products]\nsep = ";"', r"sources\.products\.sep: .*delimiter"),
        ('[sources.products]\nmode = "all"', r"sources\.products\.mode: .*'delta'"),
        ('[company]\ncurrency = "kr"', r"company\.currency: .*'kr'"),
        ('[company]\ntime_zone = "Mars"', "Europe/Copenhagen"),
        ('[schedule]\nat = "25:00"', r"schedule\.at: .*'25:00'"),
        ("keep_snapshots = 0", "keep_snapshots: .*greater than or equal to 1"),
        ("max_reject_rate = 5", "max_reject_rate: .*less than or equal to 1"),
        ("keep_snapshots = ", "not valid TOML"),
    ],
)
def test_a_mistake_names_file_key_and_what_is_allowed(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(SettingsFault, match=message) as fault:
        read_settings(written(tmp_path, text))
    assert "backstock.toml" in str(fault.value)


def test_a_new_workspace_has_default_settings(tmp_path: Path) -> None:
    assert create(tmp_path / "w").settings == Settings()
