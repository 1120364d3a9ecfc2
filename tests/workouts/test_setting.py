"""Another gym and another unit in the middle of a workout, as plain forms."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.training import get_workout, make_workout
from tests.visiting import Page, Phone, PhoneOf, form_in, text_of, visit
from webapp import clock
from webapp.accounts import actions as accounts
from webapp.domain.equipment import Dumbbells, Equipment, Plates, default_equipment
from webapp.domain.ids import new_id
from webapp.domain.load import Load, Unit
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Gym, User


def two_gyms(lifter: User) -> tuple[Gym, Gym]:
    """Beside the ordinary one a cellar with a few large plates."""
    now = clock.utc_now()
    usual = accounts.add_first_gym(lifter, "Iron", default_equipment("kg"), now)
    cellar = accounts.add_gym(lifter, new_id(now), "Cellar", few_plates("kg"))
    db.session.commit()
    return usual, cellar


def few_plates(unit: Unit) -> Equipment:
    def load(value: int) -> Load:
        return Load(Decimal(value), unit)

    plates = (Plates(load(20), 1), Plates(load(5), 2))
    return Equipment((load(20),), plates, Dumbbells(load(4), load(20), load(4)))


def say(phone: Phone, workout: Workout, **said: object) -> Page:
    address = f"/workouts/{workout.id}/setting"
    return phone.post(address, {name: str(value) for name, value in said.items()}, status=303).follow()


def shown(page: Page) -> list[str]:
    return [one.get_text(strip=True) for one in page.html.select(".set-row .load")]


def test_what_is_not_done_is_rounded_to_the_other_gym_and_the_target_stays(
    phone_of: PhoneOf, alice: User
) -> None:
    usual, cellar = two_gyms(alice)
    workout = make_workout(alice, "barbell-row", sets=3, load="62.5", ticked=1)
    phone = phone_of(alice)

    page = say(phone, workout, gym=cellar.id)

    assert shown(page) == ["62.5kg×5", "60kg×5", "60kg×5"]
    assert text_of(page, ".plates") == "20 each side of the 20 kg bar"
    assert text_of(page, ".setting summary").endswith("Cellar · kg")
    assert {
        str(one.target_load.value) for one in get_workout(alice, workout).all_sets if one.target_load
    } == {"62.5"}
    assert form_stepper(page) == "10"
    assert shown(say(phone, workout, gym=usual.id)) == ["62.5kg×5"] * 3
    form = form_in(say(phone, workout, gym=cellar.id), f"#set-{workout.exercises[0].sets[1].id}")
    form["done"] = True
    form.submit()
    assert str(get_workout(alice, workout).exercises[0].sets[1].load) == str(Load(Decimal(60), "kg"))


def test_a_drop_set_is_of_what_the_other_gym_can_load(phone_of: PhoneOf, alice: User) -> None:
    _, cellar = two_gyms(alice)
    workout = make_workout(alice, "barbell-row", load="62.5")
    page = say(phone_of(alice), workout, gym=cellar.id)

    form_in(page, ".menu-items[action*='/sets']").submit("kind", value="drop")

    assert get_workout(alice, workout).exercises[0].sets[-1].target_load == Load(Decimal(40), "kg")


def form_stepper(page: Page) -> str:
    return str(page.html.select(".set-row .stepper")[0]["data-step"])


def test_a_gym_that_was_removed_leaves_the_workout_in_the_usual_one(phone_of: PhoneOf, alice: User) -> None:
    _, cellar = two_gyms(alice)
    workout = make_workout(alice, "barbell-row", load="62.5")
    phone = phone_of(alice)
    say(phone, workout, gym=cellar.id)
    phone.post(f"/settings/gyms/{cellar.id}/remove", status=303)

    assert shown(visit(phone, f"/workouts/{workout.id}")) == ["62.5kg×5"]


def test_somebody_elses_gym_is_no_gym(phone_of: PhoneOf, alice: User, bob: User) -> None:
    _, cellar = two_gyms(bob)
    workout = make_workout(alice)

    page = phone_of(alice).post(f"/workouts/{workout.id}/setting", {"gym": str(cellar.id)}, status=422)

    assert "no such gym" in text_of(page)
    assert get_workout(alice, workout) == workout


def test_the_other_unit_is_for_the_eye_and_nothing_that_was_told_changes(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, "one-arm-dumbbell-row", sets=2, load="22.5", ticked=1)
    phone = phone_of(alice)
    before = get_workout(alice, workout)

    page = say(phone, workout, unit="lb")
    assert shown(page) == ["≈49.6lb×5", "≈49.6lb×5"]
    form = form_in(page, f"#set-{workout.exercises[0].sets[1].id}")
    form["done"] = True
    form.submit()
    page = say(phone, workout, unit="kg")

    assert shown(page) == ["22.5kg×5", "22.5kg×5"]
    after = get_workout(alice, workout).exercises[0].sets
    assert [one.load for one in after] == [Load(Decimal("22.5"), "kg")] * 2
    assert [one.target_load for one in after] == [one.target_load for one in before.exercises[0].sets]


def test_what_is_typed_after_the_switch_is_in_the_new_unit(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="20")
    form = form_in(say(phone_of(alice), workout, unit="lb"), f"#set-{workout.exercises[0].sets[0].id}")
    form["load"] = "22.5"
    form["done"] = True
    form.submit()

    assert get_workout(alice, workout).exercises[0].sets[0].load == Load(Decimal("22.5"), "lb")
    assert shown(say(phone_of(alice), workout, unit="kg")) == ["≈10.2kg×5"]
    assert shown(say(phone_of(alice), workout, unit="lb")) == ["22.5lb×5"]


def test_last_time_stands_as_it_was_told(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="60", on=clock.utc_now().date())
    make_workout(alice, load="60", ticked=1, on=clock.utc_now().date() - timedelta(days=3))

    page = say(phone_of(alice), workout, unit="lb")

    assert text_of(page, ".set-row .last") == "last 60 kg × 5"
