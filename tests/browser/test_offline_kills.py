"""A browser that is killed at any moment has lost nothing that it drew as saved, and sends nothing twice."""

from __future__ import annotations

import os
import random
import secrets
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from uuid import UUID

import sqlalchemy as sa
from playwright.sync_api import Error, Page, expect

from tests.browser.offline import PocketPhone, expect_synced, open_and_settle
from tests.browser.proxy import Fault, FaultProxy
from tests.training import make_workout
from webapp.extensions import db
from webapp.models import Operation, User

KILLS = 30
WITHIN_S = 0.7
"""From the first tap to the kill, at most."""

NETWORKS = (None, None, Fault.NONE, Fault.ANSWER_LOST, Fault.SWALLOWED)
"""One of these, while sets are ticked; None is no network at all."""

TAP = """async (first) => {
  const rows = [...document.querySelectorAll(".set-row")];
  const tap = (row) => row.querySelector("input.tick").click();
  const isSaved = (row) => new Promise((resolve) => {
    const watch = new MutationObserver(() => row.dataset.ticked === "" && resolve(watch.disconnect()));
    watch.observe(row, { attributes: true, attributeFilter: ["data-ticked"] });
  });
  for (let index = first; ; index++) {
    const row = rows[index % rows.length];
    const id = row.id.slice("set-".length);
    if (row.dataset.ticked !== undefined) {
      await window.untapped(id);
      tap(row);
    }
    const from = Date.now();
    const saved = isSaved(row);
    tap(row);
    await saved;
    window.saved(id, from, Date.now());
  }
}"""
"""Every box in turn, as fast as the page takes it; one that is ticked is unticked and ticked again."""


@dataclass
class Told:
    """What the page said before it died.

    ticks: each that was drawn as saved, with when it was tapped, from and to, in ms since the epoch.
    standing: the sets that were last seen ticked and saved, and that nobody has touched since.
    """

    ticks: list[tuple[UUID, int, int]] = field(default_factory=list)
    standing: set[UUID] = field(default_factory=set)

    def listen_to(self, phone: Page) -> None:
        phone.expose_function("saved", self._saved)
        phone.expose_function("untapped", lambda one: self.standing.discard(UUID(one)))

    def _saved(self, one: str, since: int, until: int) -> None:
        self.ticks.append((UUID(one), since, until))
        self.standing.add(UUID(one))


@contextmanager
def dying(pocket: PocketPhone, after_s: float) -> Iterator[None]:
    """The browser is killed in the middle of what is done meanwhile."""
    processes = pocket.processes()

    def kill() -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    death = Timer(after_s, kill)
    death.start()
    with suppress(Error):
        yield
    death.join()
    pocket.close()


def open_offline(pocket: PocketPhone, lifter: User, told: Told) -> Page:
    phone = pocket.open(lifter)
    told.listen_to(phone)
    phone.context.set_offline(True)
    phone.goto("/today")
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "waiting")
    return phone


def test_no_tick_that_was_drawn_as_saved_is_lost_when_the_browser_is_killed(
    pocket: PocketPhone, proxy: FaultProxy, alice: User
) -> None:
    seed = int(os.environ.get("KILLS_SEED") or secrets.randbelow(1_000_000))
    print(f"KILLS_SEED={seed} repeats the moments and the networks of this run")  # noqa: T201
    chance, told = random.Random(seed), Told()
    make_workout(alice, "barbell-row", "good-morning", "seated-cable-row", sets=8)
    pocket.url = proxy.url
    open_and_settle(pocket.open(alice), "/today")
    pocket.kill()

    for _ in range(KILLS):
        proxy.fault = Fault.NONE
        phone = open_offline(pocket, alice, told)
        assert told.standing <= shown_as_ticked(phone)
        network = chance.choice(NETWORKS)
        if network:
            proxy.fault = network
            phone.context.set_offline(False)
        with dying(pocket, chance.uniform(0, WITHIN_S)):
            phone.evaluate(TAP, chance.randrange(24))

    proxy.fault = Fault.NONE
    phone = open_offline(pocket, alice, told)
    phone.context.set_offline(False)
    expect_synced(phone)
    assert len(told.ticks) > KILLS, "it was hardly ever in the middle of anything"
    assert times_taken(alice, told.ticks) == [1] * len(told.ticks)


def shown_as_ticked(phone: Page) -> set[UUID]:
    ids = phone.locator(".set-row[data-ticked]").evaluate_all("(rows) => rows.map((row) => row.id)")
    return {UUID(one.removeprefix("set-")) for one in ids}


def times_taken(lifter: User, ticks: Sequence[tuple[UUID, int, int]]) -> list[int]:
    """How often the server counted each."""
    rows = db.session.scalars(sa.select(Operation).where(Operation.lifter_id == lifter.id)).all()
    at = [(row.entity_id, row.fields.get("ticked_at")) for row in rows]
    return [
        sum(one == other and since <= (t or 0) <= until for other, t in at) for one, since, until in ticks
    ]
