"""The study of one item: a page for every past, and a command that writes it."""

import datetime as dt
import html
import re
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner, Result

from models.company import Company
from models.reports.study.days import step_days
from pipelines import study_page
from pipelines.cli import main
from pipelines.past_forecasts import past_forecasts
from pipelines.publishing import Snapshot, published
from pipelines.study import subject
from pipelines.study_subject import Subject
from pipelines.workspace import Workspace
from tests.models.reports.study.past_days import FIRST, PLACE, SKU, days, weekly

Language = Literal["en", "da"]
PASTS: dict[str, pl.DataFrame] = {
    "no_days": days([]),
    "one_day": days([3.0]),
    "short": days([1.0, 0.0, 4.0] * 4),
    "no_sale": days([0.0] * 90),
    "one_sale": days([0.0] * 60 + [5.0] + [0.0] * 40),
    "two_sales": days([0.0] * 60 + [5.0] + [0.0] * 40 + [1.0]),
    "constant": days([2.0] * 90),
    "rhythm": days([7.0, 0, 0, 0, 0, 0, 0] * 20),
    "line": days([float(number) for number in range(60)]),
    "huge": days([1e8, 3e8, 2e8, 1e8] * 20),
    "never_seen": days([0.0] * 60, [0.0] * 60),
    "all_closed": days([0.0] * 60, closed=range(60)),
    "gone_of_late": days([5.0, 4.0] * 40, [1.0] * 45 + [0.0] * 35),
    "weekly": days(weekly(120)),
    "parts": days([0.25, 1.75, 2.5, 0.125, 3.0] * 20),
}


def page(
    past: pl.DataFrame, language: Language = "en", *, forecast: bool = True
) -> str:
    last = past["on"].to_list()[-1] if past.height else FIRST
    coming = [last + dt.timedelta(days=number + 1) for number in range(91)]
    said = past["on"].to_list()[-28:] if past.height > 28 else []
    shown = Subject(
        sku=SKU,
        location_id=PLACE,
        title="Cup <b>red</b>",
        as_of=last,
        days=past,
        step_days=step_days(past),
        item_class={"pattern": "smooth", "abc": "A"} if forecast else {},
        basis={
            "basis": "own_history",
            "reason": "Reason.",
            "reason_da": "Grund.",
            "method": "ses",
            "daily_mean": 2.0,
        }
        if forecast
        else {},
        coming=pl.DataFrame(
            {
                "on": coming,
                **dict.fromkeys(("mean", "q0.05", "q0.2", "q0.8", "q0.95"), [2.0] * 91),
            }
        )
        if forecast
        else pl.DataFrame(schema={"on": pl.Date, "mean": pl.Float64}),
        past=pl.DataFrame(
            {"on": said, "mean": [2.0] * len(said)},
            schema={"on": pl.Date, "mean": pl.Float64},
        ),
    )
    return study_page.page(shown, Company("Hus & Hjem", language=language))


def read(source: str) -> str:
    """Return what people read: the page without styles and scripts."""
    kept = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", kept))


@pytest.mark.parametrize("name", PASTS)
def test_every_past_has_a_page_and_every_section_says_something(name: str) -> None:
    source = page(PASTS[name], forecast=name != "never_seen")
    sections = re.findall(r'<section id="(\w+)">(.*?)</section>', source, re.DOTALL)
    assert [section for section, _ in sections] == [
        *("today", "study_past", "study_parts", "study_echo", "study_model"),
        *("study_left", "study_rivals"),
    ]
    for section, text in sections[1:]:
        assert "<figure>" in text or 'class="empty"' in text, section
        assert text.count("<figure>") <= text.count('class="reading"') + (
            section == "study_rivals"
        )
    assert "nan" not in read(source).split()


def test_every_figure_has_a_sentence_and_the_numbers_are_those_of_the_data() -> None:
    past = days(weekly(120), [0.0] * 3 + [1.0] * 117)
    text = read(page(past))
    units = int(past["demanded"].sum())
    assert (
        f"In 120 days it was asked for on {120 - (past['demanded'] == 0).sum()}" in text
    )
    assert f"{units:,} units in all; it was sold out on 3 days" in text
    assert "3 days could not be seen wholly and are filled" in text
    assert "the best weekday is Saturday" in text
    assert "the week repeats itself" in text
    assert "ETS(A,N,A), of 4 forms the one of least AICc" in text
    assert "would have been better: its root mean squared error is" in text


def test_it_speaks_danish() -> None:
    text = read(page(PASTS["weekly"], "da"))
    assert "den bedste ugedag er lørdag" in text
    assert "Grund." in text
    assert "Ljung-Box-test" in text
    assert not re.search(r"\b(the|of|units|with)\b", text)


@pytest.mark.parametrize("language", get_args(Language))
def test_what_is_missing_is_said_in_words(language: Language) -> None:
    said = {
        "short": ("12 days are known and it takes 28", "12 dage er kendt"),
        "no_sale": ("nobody asked for it", "ingen har spurgt"),
        "one_sale": ("a single sale has no pattern", "et enkelt salg"),
        "constant": ("always the same", "altid det samme"),
        "no_days": ("no day of this item is known", "ingen dag for varen"),
    }
    for name, words in said.items():
        assert words[get_args(Language).index(language)] in read(
            page(PASTS[name], language)
        )


def test_the_page_asks_nobody_for_anything_and_escapes_names() -> None:
    source = page(PASTS["weekly"])
    assert "default-src 'none'" in source
    assert source.count("plotly.js v") == 1
    assert not re.search(r'\b(?:src|href)="(?!#)', source.partition("<script>")[0])
    assert "Cup <b>red</b>" not in source
    assert "Cup &lt;b&gt;red&lt;/b&gt;" in source


def asked(workspace: Workspace, sku: str, place: str = "main") -> Result:
    return CliRunner().invoke(main, ["study", str(workspace.root), sku, place])


@pytest.fixture(scope="module")
def danish_snapshot(danish_shop: Workspace, danish: Snapshot) -> Snapshot:
    assert danish.run
    return published(danish_shop)


def test_the_command_writes_a_page_and_says_where(
    danish_shop: Workspace, danish_snapshot: Snapshot
) -> None:
    result = asked(danish_shop, "Kølle-1")
    assert result.exit_code == 0, result.output
    file = danish_shop.reports / "study_Kølle-1_main.html"
    assert str(file) in result.output
    text = read(file.read_text("utf-8"))
    assert "Kølle-1 at main" in text
    assert danish_snapshot.as_of.strftime("%Y") in text


def test_every_item_has_a_study(
    danish_shop: Workspace, danish_snapshot: Snapshot
) -> None:
    for sku in ("uden salg", "ukendt", "udsolgt"):
        result = asked(danish_shop, sku)
        assert result.exit_code == 0, result.output
        files = danish_shop.reports.glob(f"study_{sku.replace(' ', '_')}*_main.html")
        assert [Path(file).parent for file in files] == [danish_shop.reports]
    assert danish_snapshot.folder.exists()


def test_an_unknown_item_is_refused_with_what_is_near_it(
    danish_shop: Workspace, danish_snapshot: Snapshot
) -> None:
    before = danish_snapshot.tables
    result = asked(danish_shop, "KØLLE-2")
    assert result.exit_code == 2
    assert "no item KØLLE-2; skus are case-sensitive; near it: Kølle-1" in result.output
    result = asked(danish_shop, "Kølle-1", "Main")
    assert result.exit_code == 2
    assert "no Kølle-1 at Main; it is known at main" in result.output
    assert published(danish_shop).tables == before


def test_our_past_forecast_knows_nothing_of_what_came(
    danish_snapshot: Snapshot, tmp_path: Path
) -> None:
    studied = subject(danish_snapshot, "Kølle-1", "main")
    assert studied.past.height == 28
    assert np.isfinite(studied.past["mean"].to_numpy()).all()
    origin = danish_snapshot.as_of - dt.timedelta(days=28)
    changed = Snapshot(tmp_path / "changed")
    changed.folder.mkdir()
    for path in danish_snapshot.folder.iterdir():
        (changed.folder / path.name).symlink_to(path)
    later = pl.col("on") > origin
    planted = danish_snapshot.read("demand_daily").with_columns(
        pl.when(later).then(999).otherwise("demanded_qty").cast(pl.Decimal(18, 3))
    )
    (changed.folder / "demand_daily.parquet").unlink(missing_ok=True)
    if (changed.folder / "demand_daily").exists():
        (changed.folder / "demand_daily").unlink()
    planted.write_parquet(changed.folder / "demand_daily.parquet")
    assert past_forecasts(changed, "Kølle-1", "main", origin).equals(
        past_forecasts(danish_snapshot, "Kølle-1", "main", origin)
    )
