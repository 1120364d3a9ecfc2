"""A record is flagged as it is ticked, with no network, and isn't one any more when the numbers say so."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.offline import box, expect_synced, open_and_settle, tick
from tests.people import make_person
from tests.training import make_workout
from webapp.clock import utc_now


def test_a_record_is_found_at_the_tick_with_no_signal(visitor: Visitor) -> None:
    alice = make_person("Alice")
    before = utc_now().date() - timedelta(days=3)
    make_workout(alice, load="60", ticked=1, is_finished=True, on=before)
    workout = make_workout(alice, load="62.5", sets=2)
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.context.set_offline(True)
    row = phone.locator(".set-row").first
    height = row.bounding_box()

    tick(phone, 0)

    expect(row.locator(".flag")).to_have_text("RECORDRecord: heaviest load, 62.5 kg")
    expect(phone.locator("[data-part=told]").first).to_have_text("Record: heaviest load, 62.5 kg")
    assert row.bounding_box() == height

    row.locator("summary").click()
    row.locator("[name=load]").fill("60")
    row.locator("[name=load]").press("Enter")
    expect(row.locator(".flag")).to_have_count(0)

    row.locator("summary").click()
    row.locator("[name=reps]").fill("7")
    row.locator("[name=reps]").press("Enter")
    expect(row.locator(".flag")).to_contain_text("highest estimated maximum")

    box(phone, 0).uncheck()
    expect(row.locator(".flag")).to_have_count(0)

    box(phone, 0).check()
    expect(row.locator(".flag")).to_be_visible()

    row.locator("summary").click()
    row.get_by_role("button", name="Strike out the record").click()
    expect(row.locator(".flag")).to_have_count(0)
    expect(row.locator(".last").first).to_contain_text("not a record")
    row.get_by_role("button", name="Count the record again").click()
    expect(row.locator(".flag")).to_be_visible()
    phone.context.set_offline(False)
    expect_synced(phone)
    phone.reload()
    expect(row.locator(".flag")).to_be_visible()
