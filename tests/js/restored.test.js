import assert from "node:assert/strict";
import { test } from "node:test";
import { makePhone, NOON, Server } from "./bench.js";

test("a server restored from a backup gets back what it had lost", async () => {
  const server = new Server();
  const phone = makePhone(server);
  const early = server.backup();
  await phone.queue(
    { e: "workout", eid: "w", f: { on: "2027-01-15" } },
    { e: "workout_exercise", eid: "x", f: { workout: "w", exercise: "row", position: "1" } },
    { e: "set", eid: "s1", f: { workout_exercise: "x", position: "1", reps: 5 } },
  );
  await phone.sync();
  await phone.tick("s1", 8);
  await phone.sync();

  server.restore(early);
  server.take({ ops: [{ id: "other", ts: NOON, e: "set", eid: "s9", f: { reps: 1 } }], cursor: null });
  assert.equal((await phone.sync()).outcome, "synced");

  assert.equal(server.field("set", "s1", "reps"), 8);
  assert.equal(server.field("workout", "w", "on"), "2027-01-15");
  assert.equal(await phone.count("outbox"), 0);
  assert.equal(await phone.count("sent"), 4);
  const base = new Map((await phone.all("base")).map((row) => [row.eid, row.f]));
  assert.equal(base.get("s9").reps, 1);
  assert.equal(base.get("s1").reps, 8);
});

test("rows sent again to a restored server create what is missing and beat nothing", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.queue({ e: "set", eid: "s1", f: { reps: 5, workout_exercise: "x", position: "1" } });
  await phone.sync();
  server.data.commits = [["1", "another"]];
  server.take({ ops: [{ id: "coach", ts: NOON + 5, e: "set", eid: "s1", f: { reps: 9 } }], cursor: null });
  server.now = NOON + 10;

  await phone.sync();

  const again = server.requests.flatMap(({ ops }) => ops).filter(({ ts }) => ts === 0);
  assert.equal(again.length, 1);
  assert.equal(server.field("set", "s1", "position"), "1");
});

test("a tick that a restored server hasn't seen comes after the rows that it rests on", async () => {
  const server = new Server();
  const phone = makePhone(server);
  server.take({
    ops: [
      { id: "1", ts: 1, e: "workout", eid: "w", f: { on: "2027-01-15" } },
      { id: "2", ts: 1, e: "workout_exercise", eid: "x", f: { workout: "w", exercise: "row", position: "1" } },
      { id: "3", ts: 1, e: "set", eid: "s1", f: { workout_exercise: "x", position: "1" } },
    ],
    cursor: null,
  });
  await phone.sync();
  await phone.tick("s1");
  server.restore(new Server().backup());
  server.requests = [];

  assert.equal((await phone.sync()).outcome, "synced");

  const taken = server.requests[1].ops.map(({ e, ts }) => [e, ts === 0]);
  assert.deepEqual(taken, [["workout", true], ["workout_exercise", true], ["set", true], ["set", false]]);
  assert.equal(server.field("set", "s1", "position"), "1");
  assert.equal(server.field("set", "s1", "reps"), 5);
  assert.equal(await phone.count("outbox"), 0);
});

test("a server that never knows where a phone was isn't asked for ever", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.sync();
  const network = phone.network;
  phone.network = async (path, body) => {
    const answer = await network(path, body);
    return { ...answer, body: { ...answer.body, reset: true } };
  };

  assert.equal((await phone.sync()).outcome, "later");
});
