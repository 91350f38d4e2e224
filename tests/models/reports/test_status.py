from models.company import Company
from models.reports import formats
from models.reports.status import status_text
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF, DAY

SCOPE = frame("scope", {"as_of": AS_OF, "currency": "DKK", "time_zone": "UTC"})


def test_status_tells_the_numbers_of_the_frames() -> None:
    tables = plan(30) | {"scope": SCOPE}
    told = status_text(tables, Company(language="en"))
    assert formats.money(tables["suggestions"]["amount"].sum(), "DKK", "en") in told
    assert "30 lines" in told
    assert "Grades: A 72" in told


def test_status_warns_of_old_data_only_when_they_are_old() -> None:
    tables = {"scope": SCOPE}
    company = Company(language="da")
    assert "Data slutter for 4 dage siden" in status_text(
        tables, company, AS_OF + 4 * DAY
    )
    assert "Data slutter" not in status_text(tables, company, AS_OF + 3 * DAY)


def test_status_without_a_plan_says_so() -> None:
    assert status_text({}, Company()).startswith("Nothing is published yet")


def test_data_do_not_steer_the_terminal() -> None:
    line = {"suggestion_id": "a", "supplier_id": "\x1b[31mred\x07", "order_on": AS_OF}
    tables = {"scope": SCOPE, "suggestions": frame("suggestions", line)}
    told = status_text(tables, Company())
    assert "\x1b" not in told
    assert "\x07" not in told
