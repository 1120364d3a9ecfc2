import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutSyncs } from "../../static/js/shared/sync.js";
import { makePhone, Server } from "./bench.js";

test("what is dropped at signing out isn't fetched anew: a sync under way ends first, and none begins", async () => {
  const { locks } = navigator;
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  const answer = phone.network;
  let letGo = () => {};
  const held = new Promise((resolve) => (letGo = resolve));
  phone.network = async (path, body) => {
    const told = await answer(path, body);
    await held;
    return told;
  };
  const underWay = phone.sync({ locks });
  const seen = [];

  const leaving = withoutSyncs(locks, "alice", 5000, async () => {
    seen.push((await underWay).outcome, (await phone.sync({ locks })).outcome);
    await phone.store.dropFetched();
  });
  letGo();
  await leaving;

  assert.deepEqual(seen, ["synced", "busy"]);
  assert.equal(await phone.count("base"), 0);
});

test("a sync that doesn't end holds up signing out no longer than a person waits", async () => {
  const { locks } = navigator;
  const phone = makePhone(new Server());
  phone.network = () => new Promise(() => {});
  phone.sync({ locks }).catch(() => undefined);
  let isDone = false;

  await withoutSyncs(locks, "alice", 20, async () => void (isDone = true));

  assert.ok(isDone);
});

test("what fails while nobody syncs is told, not done again", async () => {
  let times = 0;
  const work = async () => {
    times += 1;
    throw new Error("no room");
  };

  await assert.rejects(withoutSyncs(navigator.locks, "bea", 20, work), /no room/);

  assert.equal(times, 1);
});
