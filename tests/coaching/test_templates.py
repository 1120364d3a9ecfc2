"""A coach writes a program once, gives it to many, and an edit changes a copy only when asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.conftest import MONDAY_EVENING, Clock, Statements
from tests.limitations.limiting import limit
from tests.people import make_link, make_person
from tests.sync.pushing import op, send
from tests.training import apply, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_to, text_of, visit
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.moment import ms_of
from webapp.domain.operations import Operation
from webapp.domain.schedule import Occurrence, occurrences
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Assignment, CoachLink, ProgramChange, Template, User
from webapp.workouts import plans, queries

Counting = Callable[[], AbstractContextManager[Statements]]

TODAY = MONDAY_EVENING.date()


@pytest.fixture
def link(alice: User, carol: User) -> CoachLink:
    return make_link(carol, alice)


@pytest.fixture
def coach(phone_of: PhoneOf, carol: User, link: CoachLink) -> Phone:
    return phone_of(carol)


def begin(coach: Phone, title: str = "Back basics", shape: str = "program", weeks: str = "8") -> str:
    """A new template's address."""
    form = form_to(visit(coach, "/coach/programs"), "/coach/programs")
    form["title"], form["shape"], form["weeks"] = title, shape, weeks
    return str(form.submit(status=303).location).removeprefix("http://localhost").split("?")[0]


def add_day(coach: Phone, at: str, title: str, weekday: int) -> str:
    form = form_to(visit(coach, at), f"{at}/days")
    form["day_title"], form["weekday"] = title, str(weekday)
    return str(form.submit(status=303).location).removeprefix("http://localhost").split("?")[0]


def add_exercise(coach: Phone, day: str, slug: str, *sets: tuple[str, str]) -> str:
    """sets: kind and reps of each."""
    form = form_to(visit(coach, f"{day}?q={slug}"), "/exercises")
    form.action = f"{day}/exercises"
    made = coach.post(f"{day}/exercises", {"exercise": slug, "token": form["token"].value}, status=303)
    at = str(made.location).removeprefix("http://localhost").split("?")[0]
    return write_sets(coach, at, *sets) if sets else at


def write_sets(coach: Phone, at: str, *sets: tuple[str, str], **others: str) -> str:
    page = visit(coach, at)
    fields = {name: form_to(page, "/exercises/")[name].value for name in ("rule", "rest_s", "warmup_rest_s")}
    for number, (kind, reps) in enumerate(sets):
        fields |= {f"kind-{number}": kind, f"reps-{number}": reps}
    token = form_to(page, "/exercises/")["token"].value
    made = coach.post(at, {**fields, "do": "save", "token": token, **others}, status=303)
    return str(made.location).removeprefix("http://localhost").split("?")[0]


def program(coach: Phone) -> tuple[str, str, str]:
    """Two days a week, Monday and Thursday: addresses of the program, of Thursday and of its pulldown."""
    at = begin(coach)
    monday, thursday = add_day(coach, at, "Heavy", 0), add_day(coach, at, "Light", 3)
    add_exercise(coach, monday, "barbell-row", ("warmup", "8"), ("working", "5"), ("amrap", "5+"))
    return at, thursday, add_exercise(coach, thursday, "lat-pulldown", *[("working", "10")] * 3)


def give(coach: Phone, at: str, *to: User, on: str = "2026-11-23", status: int = 303) -> Page:
    token = form_to(visit(coach, f"{at}/give"), "/give")["token"].value
    fields = [("client", str(one.id)) for one in to]
    return coach.post(f"{at}/give", [*fields, ("starts_on", on), ("token", token)], status=status)


def change(coach: Phone, at: str, *names: str, status: int = 303) -> Page:
    """Tick these clients on the page of copies and press Change these."""
    form = form_to(visit(coach, f"{at}/copies"), "/copies")
    page = form.response.html
    copies = {
        box.find_parent("section")["aria-label"]: str(box["value"]) for box in page.select("[name=copy]")
    }
    fields = [("copy", copies[name]) for name in names]
    hidden = [(name, form[name].value) for name in ("token", "version")]
    return coach.post(f"{at}/copies", [*fields, *hidden], status=status)


def template_id(at: str) -> UUID:
    return UUID(at.rsplit("/", 1)[-1])


def planned(lifter: User, number: int) -> Workout | None:
    running = plans.find_running(lifter.id)
    assert running
    found = queries.find_workout(lifter.id, running.plan.workout_id(number))
    db.session.remove()
    return found


def sets_of(workout: Workout | None) -> dict[str, list[str]]:
    """What is shown: reps by exercise."""
    assert workout
    return {
        part.exercise: [
            f"{one.target_reps.min}{'+' if one.target_reps.max is None else ''}"
            for one in part.shown_sets
            if one.target_reps
        ]
        for part in workout.shown_exercises
    }


def test_a_program_is_written_step_by_step_and_given_to_two_at_once(
    coach: Phone, carol: User, alice: User, phone_of: PhoneOf
) -> None:
    bob = make_person("Ben")
    make_link(carol, bob)
    at, _, _ = program(coach)

    give(coach, at, alice, bob)

    for lifter in (alice, bob):
        assert sets_of(planned(lifter, 0)) == {"barbell-row": ["8", "5", "5+"]}
        assert sets_of(planned(lifter, 1)) == {"lat-pulldown": ["10", "10", "10"]}
        assert f"Yours now, from {carol.name}" in text_of(visit(phone_of(lifter), "/programs"))
        words = text_of(visit(phone_of(lifter), "/settings/coaches/changes"))
        assert "Gave you a program" in words
        assert "Back basics" in words
        assert f"given by {carol.name}" in text_of(visit(phone_of(lifter), "/programs/yours"))


def test_the_same_form_twice_gives_it_once(coach: Phone, alice: User) -> None:
    at, _, _ = program(coach)
    token = form_to(visit(coach, f"{at}/give"), "/give")["token"].value
    fields = {"client": str(alice.id), "starts_on": "2026-11-23", "token": token}

    for _ in range(2):
        coach.post(f"{at}/give", fields, status=303)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Assignment)) == 1


def test_a_workout_for_one_date_stands_beside_the_program_that_is_followed(coach: Phone, alice: User) -> None:
    followed = take_program(alice)
    at = begin(coach, "Test day", "workout")
    day = visit(coach, at).html.select_one("a.list-row")["href"]
    add_exercise(coach, day, "pull-up", ("amrap", "5+"))

    give(coach, at, alice, on="2026-12-01")

    running = plans.find_running(alice.id)
    assert running
    assert running.plan.assignment_id == followed.id
    copy = db.session.scalars(sa.select(Assignment).where(Assignment.template_id == template_id(at))).one()
    workout = queries.find_workout(alice.id, plans.plan_of(copy).workout_id(0))
    assert workout
    assert (workout.on.isoformat(), workout.title) == ("2026-12-01", "Test day")
    assert sets_of(workout) == {"pull-up": ["5+"]}


def test_an_edit_changes_no_copy_until_the_coach_says_so(
    coach: Phone, carol: User, alice: User, phone_of: PhoneOf
) -> None:
    bob = make_person("Ben")
    make_link(carol, bob)
    at, _, pulldown = program(coach)
    give(coach, at, alice, bob)

    write_sets(coach, pulldown, *[("working", "8")] * 4)

    assert "2 people follow an earlier version" in text_of(visit(coach, at))
    assert sets_of(planned(alice, 1)) == {"lat-pulldown": ["10"] * 3}
    shown = visit(coach, f"{at}/copies")
    assert "Thursday, Lat pulldown Was 3 × 10 → is 4 × 8" in text_of(shown)
    assert shown.html.select("[name=copy][checked]") == []
    assert shown.html.select(".field-error") == []

    change(coach, at, "Alice")

    assert sets_of(planned(alice, 1)) == {"lat-pulldown": ["8"] * 4}
    assert sets_of(planned(bob, 1)) == {"lat-pulldown": ["10"] * 3}
    words = text_of(visit(phone_of(alice), "/settings/coaches/changes"))
    assert "Changed your program: Thursday, Lat pulldown" in words
    assert "Was 3 × 10 → is 4 × 8" in words
    assert carol.name in words
    assert "reps to aim for" not in words, "its rows have no lines of their own"
    assert "One person follows an earlier version" in text_of(visit(coach, at))


def test_what_was_begun_is_over_or_in_the_coachs_hand_stays(
    coach: Phone, alice: User, phone_of: PhoneOf, clock: Clock
) -> None:
    at, _, pulldown = program(coach)
    give(coach, at, alice)
    first, second, third = (planned(alice, number) for number in range(3))
    assert first
    assert second
    assert third
    one = first.exercises[0].sets[0]
    send(
        phone_of(alice),
        alice,
        op(clock, "set", one.id, ticked_at=ms_of(clock()), load={"v": "40", "u": "kg"}, reps=8),
        op(clock, "workout", first.id, started_at=ms_of(clock())),
    )
    form = form_to(
        visit(coach, f"/coach/clients/{alice.id}/workouts/{third.id}/edit"),
        f"/exercises/{third.exercises[0].id}",
    )
    form["reps"] = "3"
    form.submit(status=303)
    clock.turn_to(MONDAY_EVENING + timedelta(days=1))
    write_sets(coach, pulldown, ("working", "6"))
    monday = visit(coach, at).html.select("a.list-row")[0]["href"]
    add_exercise(coach, monday, "plank", ("working", "1"))

    change(coach, at, "Alice")

    assert sets_of(planned(alice, 0)) == {"barbell-row": ["8", "5", "5+"]}
    assert sets_of(planned(alice, 1)) == {"lat-pulldown": ["6"]}
    assert list(sets_of(planned(alice, 2))) == ["barbell-row"]
    assert sets_of(planned(alice, 2))["barbell-row"][1] == "3"
    assert sets_of(planned(alice, 3)) == {"lat-pulldown": ["6"]}
    assert list(sets_of(planned(alice, 4))) == ["barbell-row", "plank"]


def test_a_new_day_begins_after_the_week_under_way_and_numbers_of_what_was_done_stay(
    coach: Phone, alice: User, clock: Clock
) -> None:
    at, _, _ = program(coach)
    give(coach, at, alice)
    clock.turn_to(MONDAY_EVENING + timedelta(days=1))
    friday = add_day(coach, at, "Arms", 4)
    add_exercise(coach, friday, "barbell-curl")

    change(coach, at, "Alice")

    running = plans.find_running(alice.id)
    assert running
    days = [(one.number, one.week, one.day.title) for one in running.plan.occurrences()][:6]
    assert days == [
        (0, 1, "Heavy"),
        (1, 1, "Light"),
        (2, 2, "Heavy"),
        (3, 2, "Light"),
        (16, 2, "Arms"),
        (4, 3, "Heavy"),
    ]
    assert [getattr(planned(alice, number), "title", None) for number in (2, 3, 16)] == [
        "Heavy",
        "Light",
        "Arms",
    ]


def test_what_a_phone_ticks_before_it_hears_of_a_new_day_stays_with_its_own_day(
    coach: Phone, alice: User, phone_of: PhoneOf, clock: Clock
) -> None:
    at, _, _ = program(coach)
    give(coach, at, alice)
    light = planned(alice, 3)
    assert light
    tuesday = add_day(coach, at, "Newday", 1)
    add_exercise(coach, tuesday, "seal-row", ("working", "8"))
    change(coach, at, "Alice")

    clock.turn_to(MONDAY_EVENING + timedelta(days=10))
    ticked = {"ticked_at": ms_of(clock()), "reps": 10, "load": {"v": "50", "u": "kg"}}
    send(phone_of(alice), alice, op(clock, "set", light.exercises[0].sets[0].id, **ticked))

    after = planned(alice, 3)
    assert after
    assert (after.id, after.on, after.title) == (light.id, light.on, "Light")
    assert list(sets_of(after)) == ["lat-pulldown"]
    assert len(after.ticked_sets) == 1


def test_a_day_taken_away_moves_no_other_and_comes_back_as_itself(coach: Phone, alice: User) -> None:
    at, _, _ = program(coach)
    give(coach, at, alice)
    heavy, light = planned(alice, 2), planned(alice, 3)
    assert heavy
    assert light
    monday = visit(coach, at).html.select("a.list-row")[0]["href"]
    page = form_to(visit(coach, monday), f"{monday}/remove").submit(status=303).follow()
    change(coach, at, "Alice")
    gone, kept = planned(alice, 2), planned(alice, 3)
    assert gone
    assert kept
    assert (gone.withdrawn, kept.withdrawn, kept.title) == (True, False, "Light")

    form_to(page, "/undo").submit(status=303)
    change(coach, at, "Alice")

    back, kept = planned(alice, 2), planned(alice, 3)
    assert back
    assert kept
    assert (back.id, back.withdrawn, back.title) == (heavy.id, False, "Heavy")
    assert (kept.id, kept.title) == (light.id, "Light")


def test_a_day_that_is_new_twice_over_has_a_number_that_no_day_had(coach: Phone, alice: User) -> None:
    at, _, _ = program(coach)
    give(coach, at, alice)
    for title, weekday in (("One", 1), ("Two", 2)):
        day = add_day(coach, at, title, weekday)
        add_exercise(coach, day, "seal-row", ("working", "8"))
        change(coach, at, "Alice")
        if title == "One":
            one = {d.number for d in _occurrences(alice) if d.day.title == "One"}
            form_to(visit(coach, day), f"{day}/remove").submit(status=303)
            change(coach, at, "Alice")

    numbers = [day.number for day in _occurrences(alice)]
    assert len(set(numbers)) == len(numbers)
    assert one.isdisjoint(numbers)
    first = {day.number for day in _occurrences(alice) if day.day.title in ("Heavy", "Light")}
    assert first == set(range(16))


def _occurrences(lifter: User) -> list[Occurrence]:
    running = plans.find_running(lifter.id)
    assert running
    found = running.plan.occurrences()
    db.session.remove()
    return found


def test_another_kind_of_set_is_another_row_and_the_old_ones_are_withdrawn(coach: Phone, alice: User) -> None:
    at, _, pulldown = program(coach)
    give(coach, at, alice)
    before = planned(alice, 1)
    assert before

    write_sets(coach, pulldown, ("warmup", "12"), ("working", "10"), ("working", "10"))
    change(coach, at, "Alice")

    after = planned(alice, 1)
    assert after
    assert sets_of(after) == {"lat-pulldown": ["12", "10", "10"]}
    assert {one.id for one in before.all_sets}.isdisjoint(
        one.id for part in after.shown_exercises for one in part.shown_sets
    )
    assert all(part.withdrawn for part in after.exercises if part.id == before.exercises[0].id)


def test_weeks_that_are_taken_away_take_their_planned_days_along(
    coach: Phone, alice: User, phone_of: PhoneOf
) -> None:
    at, _, _ = program(coach)
    give(coach, at, alice)
    coach.post(
        at, {"title": "Back basics", "summary": "", "weeks-0": "1", "token": _token(coach, at)}, status=303
    )

    change(coach, at, "Alice")

    assert [one.withdrawn for one in (planned(alice, number) for number in range(3)) if one] == [
        False,
        False,
        True,
    ]
    running = plans.find_running(alice.id)
    assert running
    assert running.plan.program.weeks == 1


def _token(coach: Phone, at: str) -> str:
    return str(form_to(visit(coach, at), at)["token"].value)


def test_a_client_whose_link_ended_between_page_and_post_gets_nothing_and_nobody_else_does(
    coach: Phone, carol: User, alice: User
) -> None:
    bob = make_person("Ben")
    link = make_link(carol, bob)
    at, _, _ = program(coach)
    token = form_to(visit(coach, f"{at}/give"), "/give")["token"].value
    db.session.execute(sa.update(CoachLink).where(CoachLink.id == link.id).values(state="ended"))
    db.session.commit()

    fields = [("client", str(one.id)) for one in (alice, bob)]
    page = coach.post(f"{at}/give", [*fields, ("starts_on", "2026-11-23"), ("token", token)], status=422)

    assert "Nobody was given anything" in text_of(page)
    assert page.html.select_one(f"[value='{alice.id}'][checked]"), "who was chosen still is"
    assert plans.find_running(alice.id) is None


@pytest.mark.parametrize("its", [{"state": "pending"}, {"state": "ended"}, {"shares_logs": False}])
def test_it_is_given_to_nobody_who_doesnt_share_workouts(
    phone_of: PhoneOf, carol: User, bob: User, its: dict[str, Any]
) -> None:
    make_link(carol, bob, **its)
    coach = phone_of(carol)
    at, _, _ = program(coach)

    assert bob.name not in text_of(visit(coach, f"{at}/give"))
    give(coach, at, bob, status=422)
    assert plans.find_running(bob.id) is None


def test_the_copy_of_a_client_who_left_is_neither_shown_nor_changed(
    coach: Phone, alice: User, link: CoachLink
) -> None:
    at, _, pulldown = program(coach)
    give(coach, at, alice)
    write_sets(coach, pulldown, ("working", "6"))
    form = form_to(visit(coach, f"{at}/copies"), "/copies")
    copy = str(form.response.html.select_one("[name=copy]")["value"])
    db.session.execute(sa.update(CoachLink).where(CoachLink.id == link.id).values(state="ended"))
    db.session.commit()

    page = coach.post(
        f"{at}/copies", {"copy": copy, **{n: form[n].value for n in ("token", "version")}}, status=409
    )

    assert alice.name not in text_of(page)
    assert sets_of(planned(alice, 1)) == {"lat-pulldown": ["10"] * 3}


def test_a_page_of_copies_from_before_another_edit_changes_nothing(coach: Phone, alice: User) -> None:
    at, _, pulldown = program(coach)
    give(coach, at, alice)
    write_sets(coach, pulldown, ("working", "6"))
    form = form_to(visit(coach, f"{at}/copies"), "/copies")
    copy = str(form.response.html.select_one("[name=copy]")["value"])
    write_sets(coach, pulldown, ("working", "4"))

    page = coach.post(
        f"{at}/copies", {"copy": copy, **{n: form[n].value for n in ("token", "version")}}, status=409
    )

    assert "Look again" in text_of(page)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ProgramChange)) == 0


def test_somebody_elses_program_isnt_there(phone_of: PhoneOf, coach: Phone, dana: User) -> None:
    at, thursday, pulldown = program(coach)
    other = phone_of(dana)

    for address in (at, thursday, pulldown, f"{at}/give", f"{at}/copies"):
        visit(other, address, status=404)
    form = form_to(visit(other, "/coach/programs"), "/copy")
    page = other.post(
        "/coach/programs/copy", {"of": at.rsplit("/", 1)[-1], "token": form["token"].value}, status=422
    )
    assert "Choose a program of the list" in text_of(page)


def test_an_edit_and_a_deletion_can_be_taken_back(coach: Phone) -> None:
    at, thursday, _ = program(coach)
    page = form_to(visit(coach, thursday), "/remove").submit(status=303).follow()
    assert "Lat pulldown" not in text_of(page)

    form_to(page, "/undo").submit(status=303)
    assert "Lat pulldown" in text_of(visit(coach, thursday))

    page = form_to(visit(coach, at), "/delete").submit(status=303).follow()
    visit(coach, at, status=404)
    form_to(page, "/restore").submit(status=303)
    visit(coach, at)


def the_day(coach: Phone, day: str) -> Any:
    """The form for what the day itself says."""
    return next(form for form in visit(coach, day).forms.values() if "day_title" in form.fields)


def test_a_day_is_saved_as_it_was_and_with_another_focus_on_its_own_weekday(coach: Phone) -> None:
    _, thursday, _ = program(coach)
    the_day(coach, thursday).submit(status=303)
    form = the_day(coach, thursday)
    form["focus"] = "Width"

    form.submit(status=303)

    form = the_day(coach, thursday)
    assert (form["focus"].value, form["weekday"].value) == ("Width", "3")


def test_how_long_a_day_takes_is_worked_out_where_the_coach_doesnt_say(coach: Phone, alice: User) -> None:
    at, thursday, _ = program(coach)
    assert the_day(coach, thursday)["minutes"].value == ""

    form = the_day(coach, thursday)
    form["minutes"] = "75"
    form.submit(status=303)

    give(coach, at, alice)
    heavy, light = planned(alice, 0), planned(alice, 1)
    assert heavy
    assert light
    assert [one.plan["minutes"] for one in (heavy, light)] == [10, 75]


def test_a_day_cant_take_the_weekday_of_another(coach: Phone) -> None:
    _, thursday, _ = program(coach)
    form = the_day(coach, thursday)
    form["weekday"] = "0"

    assert "Monday is taken" in text_of(form.submit(status=422))


def test_an_eighth_day_is_refused_beside_the_form_that_the_summary_leads_to(coach: Phone) -> None:
    at = begin(coach)
    for weekday in range(7):
        add_day(coach, at, f"Day {weekday}", weekday)
    form = form_to(visit(coach, at), f"{at}/days")
    form["day_title"] = "One more"

    page = form.submit(status=422)

    link = page.html.select_one(".notice a")
    assert "all of them are taken" in link.get_text()
    assert page.html.select_one(str(link["href"])).find_parent("form")["action"] == f"{at}/days"


def test_a_program_that_lacks_something_says_what_and_cant_be_given(coach: Phone, alice: User) -> None:
    at = begin(coach)
    assert "The program has no training day yet." in text_of(visit(coach, at))
    add_day(coach, at, "Heavy", 0)

    assert "Heavy has no exercise yet." in text_of(visit(coach, at))
    page = coach.post(f"{at}/give", {"client": str(alice.id), "starts_on": "2026-11-23"}, status=422)
    assert "still missing" in text_of(page)


def test_a_built_in_program_is_copied_and_changed(coach: Phone, alice: User) -> None:
    form = form_to(visit(coach, "/coach/programs"), "/copy")
    fields = {"of": "heavy-and-light-back", "token": form["token"].value}
    for _ in range(2):
        at = coach.post("/coach/programs/copy", fields, status=303).location.removeprefix("http://localhost")

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Template)) == 1
    assert "Heavy and light back (copy)" in text_of(visit(coach, at))
    give(coach, at, alice)
    running = plans.find_running(alice.id)
    assert running
    assert len(occurrences(running.plan.program, TODAY)) == 16


def test_sets_are_added_moved_and_taken_out(coach: Phone) -> None:
    _, _, pulldown = program(coach)

    def press(do: str) -> list[str]:
        form = form_to(visit(coach, pulldown), "/exercises/")
        form.submit(name="do", value=do, status=303)
        page = visit(coach, pulldown)
        return [box["value"] for box in page.html.select("[name^=reps-]")]

    write_sets(coach, pulldown, ("working", "10"), ("working", "8"), ("working", "6"))
    assert press("add") == ["10", "8", "6", "6"]
    assert press("up-1") == ["8", "10", "6", "6"]
    assert press("remove-0") == ["10", "6", "6"]
    assert press("down-0") == ["6", "10", "6"]


def test_the_pages_ask_the_database_no_more_for_more_clients(
    coach: Phone, carol: User, alice: User, statements: Counting
) -> None:
    at, _, pulldown = program(coach)
    give(coach, at, alice)
    write_sets(coach, pulldown, ("working", "6"))
    pages = (at, f"{at}/give", f"{at}/copies", "/coach/programs")
    visit(coach, at)
    before = []
    for page in pages:
        with statements() as sent:
            visit(coach, page)
        before.append(sent.count)
    others = [make_person(f"Client {number}") for number in range(5)]
    for other in others:
        make_link(carol, other)
    give(coach, at, *others)
    write_sets(coach, pulldown, ("working", "5"))

    after = []
    for page in pages:
        with statements() as sent:
            visit(coach, page)
        after.append(sent.count)

    assert after == before


def test_the_page_that_gives_it_says_what_each_client_finds_while_training(
    coach: Phone, carol: User, alice: User
) -> None:
    at, day, _ = program(coach)
    add_exercise(coach, day, "plank", ("working", "10"))  # nothing is loaded, so nothing is found
    half, none, deleted = (make_person(name) for name in ("Half", "None", "Deleted"))
    for one in (half, none, deleted):
        make_link(carol, one)
    make_workout(alice, "barbell-row", "lat-pulldown", ticked=2)
    make_workout(half, "barbell-row", "lat-pulldown", ticked=1)
    gone = make_workout(deleted, "barbell-row", ticked=1)
    operation = Operation(new_id(clock.utc_now()), "workout", gone.id, {"deleted_at": clock.utc_now()})
    apply(deleted, [operation])

    page = visit(coach, f"{at}/give")

    assert [" ".join(one.get_text(" ").split()) for one in page.html.select("label.checkbox")] == [
        "Alice knows all loads",
        "Deleted finds 2 loads while training",
        "Half finds 1 load while training",
        "None finds 2 loads while training",
        "Yourself finds 2 loads while training",
    ]


def test_what_is_saved_as_it_was_is_no_new_version(coach: Phone) -> None:
    at, _, pulldown = program(coach)
    before = db.session.get_one(Template, template_id(at)).version
    db.session.remove()

    write_sets(coach, pulldown, *[("working", "10")] * 3)

    assert db.session.get_one(Template, template_id(at)).version == before


def test_a_long_program_is_changed_in_as_few_statements_as_a_short_one(
    phone_of: PhoneOf, carol: User, statements: Counting
) -> None:
    coach, counts = phone_of(carol), []
    for weeks in ("4", "52"):
        client = make_person(f"Client of {weeks} weeks")
        make_link(carol, client)
        at = begin(coach, title=f"{weeks} weeks", weeks=weeks)
        for weekday in (0, 2, 4):
            day = add_day(coach, at, f"Day {weekday}", weekday)
            row = add_exercise(coach, day, "barbell-row", ("working", "8-12"))
        give(coach, at, client)
        write_sets(coach, row, ("working", "5-6"))
        page = visit(coach, f"{at}/copies")
        form = form_to(page, "/copies")
        fields = [("copy", str(page.html.select("[name=copy]")[0]["value"]))]
        fields += [(name, form[name].value) for name in ("token", "version")]

        with statements() as sent:
            coach.post(f"{at}/copies", fields, status=303)
        counts.append(sent.count)

        assert sets_of(planned(client, 2)) == {"barbell-row": ["5"]}
    assert counts[0] == counts[1] <= 40


def test_what_a_client_must_not_do_is_said_where_it_is_given_to_them(
    coach: Phone, alice: User, bob: User, carol: User
) -> None:
    make_link(carol, bob)
    limit(alice, "movement", "loaded_hinge", "no loaded hinge")
    at = begin(coach)
    add_exercise(coach, add_day(coach, at, "Heavy", 0), "good-morning", ("working", "5"))

    give = visit(coach, f"{at}/give")
    built_in = visit(coach, f"/coach/clients/{alice.id}/programs/heavy-and-light-back")

    said = {one.input["value"]: one.get_text() for one in give.html.select("label.checkbox")}
    assert "Not for them: Good morning: no loaded hinge" in said[str(alice.id)]
    assert "Not for them" not in said[str(bob.id)]
    assert text_of(built_in, ".limit") == f"Not for {alice.name}: Good morning: no loaded hinge"


def test_one_workout_has_neither_weeks_nor_weekdays_until_a_program_is_made_of_it(coach: Phone) -> None:
    at = begin(coach, "Grip day", shape="workout")
    page = visit(coach, at)
    day = page.html.select_one(".list-row")["href"]

    assert page.html.select_one("[name=weeks-0]")["type"] == "hidden"
    assert text_of(page, "details:not([open]) > summary") == "Make a program of it"
    assert not visit(coach, day).html.select("select[name=weekday]")
    add_exercise(coach, day, "barbell-curl")
    offered = [one.get_text() for one in visit(coach, "/coach/publications/new").html.select("option")]
    assert [one for one in offered if one.startswith("Grip day")] == ["Grip day (workout)"] == offered[:1]

    add_day(coach, at, "Legs", 3)

    page = visit(coach, at)
    assert page.html.select_one("[name=weeks-0]")["type"] != "hidden"
    assert not page.html.select("details")
    assert visit(coach, day).html.select("select[name=weekday]")
