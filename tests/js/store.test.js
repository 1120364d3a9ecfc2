import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { CannotOpen, openDatabase } from "../../static/js/shared/database.js";
import { openDevice } from "../../static/js/shared/device.js";
import { endSession } from "../../static/js/shared/signing-out.js";
import { newId } from "../../static/js/shared/ids.js";
import { makeNetwork } from "../../static/js/shared/network.js";
import { delayMs } from "../../static/js/shared/retry.js";
import { settle } from "../../static/js/shared/settle.js";
import { makePhone, NOON, Server } from "./bench.js";

const VERSIONS = [(database) => database.createObjectStore("things")];

test("ids are UUIDv7, ascend within a millisecond, and when the clock goes back", () => {
  const ids = [...Array(5000)].map((_, index) => newId(NOON - index * 1000));

  assert.ok(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, ids.length);
});

test("times of one phone ascend whatever its clock does", async () => {
  const phone = makePhone(new Server());
  const stamps = [];
  for (const clock of [NOON, NOON, NOON - 500_000, NOON + 5]) {
    phone.clock = clock;
    stamps.push((await phone.tick("s1"))[0].ts);
  }

  assert.deepEqual(stamps, [NOON, NOON + 1, NOON + 2, NOON + 5]);
});

test("half an emoji is left out of what is kept", async () => {
  const phone = makePhone(new Server());

  const f = { note: "elbow 🏋️ \ud83c", pain: { at: ["\udfcb x"] } };
  const [operation] = await phone.queue({ e: "set", eid: "s1", f });

  assert.deepEqual(operation.f, { note: "elbow 🏋️ ", pain: { at: [" x"] } });
});

test("making room takes what can be fetched again and nothing that was done", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  await phone.sync();
  await phone.tick("s2");

  await phone.store.dropFetched();

  assert.equal(await phone.count("base"), 0);
  assert.equal(await phone.count("outbox"), 1);
  assert.equal(await phone.count("sent"), 1);
  await phone.sync();
  assert.equal(await phone.count("base"), 2);
});

test("a first sync is stored in pieces, so that a tap needn't wait for all of it", async (told) => {
  const { store } = makePhone(new Server());
  const put = IDBObjectStore.prototype.put;
  let atOnce = 0;
  let most = 0;
  told.mock.method(IDBObjectStore.prototype, "put", function (...args) {
    most = Math.max(most, ++atOnce);
    const request = put.apply(this, args);
    request.addEventListener("success", () => (atOnce = 0));
    return request;
  });
  const changes = [...Array(200)].map((_, n) => ({ e: "set", eid: `s${n}`, n, f: {} }));

  await settle(store, { acks: [], changes, days: {}, reset: false, more: false, cursor: "200.x", now: NOON }, NOON);

  assert.equal((await store.base()).length, 200);
  assert.ok(most <= 25, `${most} rows without a breath`);
});

test("a snapshot holds the pages of the days that are named, and no others", async () => {
  const phone = makePhone(new Server());
  await phone.tick("s1");
  await phone.store.database.transact(["days"], "readwrite", (stores) => {
    for (const date of ["2026-11-22", "2026-11-23"]) stores.get("days").put({ date, ids: [], html: date });
  });

  const rows = await phone.store.snapshot();
  const named = await phone.store.snapshot({ dates: ["2026-11-23", "2026-11-24"] });

  assert.equal(rows.pending.length, 1);
  assert.deepEqual(rows.days, []);
  assert.deepEqual(named.days.map(({ date }) => date), ["2026-11-23"]);
});

test("a transaction that fails writes nothing", async () => {
  const database = openDatabase("d", VERSIONS, { factory: new IDBFactory() });

  await assert.rejects(
    database.transact(["things"], "readwrite", (stores) => {
      stores.get("things").put(1, "one");
      throw new Error("no");
    }),
    /no/,
  );

  const count = await database.transact(["things"], "readonly", (stores) => answered(stores.get("things").count()));
  assert.equal(count, 0);
});

test("a lost connection is opened anew and the whole transaction done again", async () => {
  const factory = new IDBFactory();
  const real = factory.open.bind(factory);
  let opened = 0;
  factory.open = (...asked) => {
    opened++;
    return real(...asked);
  };
  const database = openDatabase("d", VERSIONS, { factory });
  await database.transact(["things"], "readwrite", (stores) => void stores.get("things").put(1, "one"));
  let tries = 0;
  await database.transact(["things"], "readwrite", (stores) => {
    stores.get("things").put(tries, "two");
    if (tries++ === 0) throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  });

  assert.equal(opened, 2);
  const two = await database.transact(["things"], "readonly", (stores) => answered(stores.get("things").get("two")));
  assert.equal(two, 1);
});

test("a database that never opens is an error, not a page that waits for ever", async () => {
  const database = openDatabase("d", VERSIONS, { factory: { open: () => ({}) }, openWithinMs: 5 });

  await assert.rejects(database.transact(["things"], "readonly", () => null), CannotOpen);
});

test("an older connection makes way for a newer version", async () => {
  const factory = new IDBFactory();
  const old = openDatabase("d", VERSIONS, { factory });
  await old.transact(["things"], "readwrite", (stores) => void stores.get("things").put(1, "one"));
  const newer = openDatabase("d", [...VERSIONS, (database) => database.createObjectStore("more")], { factory });

  const one = await newer.transact(["things", "more"], "readonly", (stores) => answered(stores.get("things").get("one")));

  assert.equal(one, 1);
});

test("a device keeps its id and forgets who was there", async () => {
  const device = openDevice({ factory: new IDBFactory() });
  const who = { user: "alice", name: "Alice", unit: "kg", zone: "UTC", day_start_min: 240 };
  await device.remember(who);

  assert.equal(await device.id(NOON), await device.id(NOON + 1));
  assert.deepEqual(await device.who(), who);
  await device.remember(null);
  assert.equal(await device.who(), undefined);
});

const LEFT = { ok: true, url: "http://localhost/?out=1" };

for (const [what, told, isAnswered, isLeaving] of [
  ["ends the session", LEFT, true, false],
  ["doesn't answer", null, false, true],
  ["is a captive portal", { ok: true, url: "http://localhost/welcome" }, true, true],
])
  test(`who signed out is ${isLeaving ? "still" : "no longer"} to be told of where the server ${what}`, async () => {
    const device = openDevice({ factory: new IDBFactory() });
    await device.leave();
    const network = async () => told ?? Promise.reject(new TypeError("no network"));

    assert.equal(await endSession(device, network), isAnswered);

    assert.equal(await device.isLeaving(), isLeaving);
    assert.equal(await device.who(), undefined);
  });

for (const [name, response, wanted] of [
  ["a captive portal", new Response("<h1>Welcome</h1>", { status: 200 }), null],
  ["half of an answer", new Response('{"acks":[', { headers: { "X-Backday": "1" } }), null],
  ["a proxy without its server", new Response("Bad gateway", { status: 502 }), null],
  ["a busy proxy", new Response("", { status: 503, headers: { "Retry-After": "7" } }), [503, 7000]],
  ["our own", new Response("{}", { status: 401, headers: { "X-Backday": "1" } }), [401, null]],
])
  test(`whether ${name} answered is told from its header and its JSON`, async () => {
    const answer = await makeNetwork(async () => response)("/api/sync", "{}");

    assert.deepEqual(answer && [answer.status, answer.retryAfterMs], wanted);
  });

test("a network that throws is no answer", async () => {
  const network = makeNetwork(async () => {
    throw new TypeError("Failed to fetch");
  });

  assert.equal(await network("/api/sync", "{}"), null);
});

test("the wait grows to five minutes, is never the same for all, and obeys the server", () => {
  assert.deepEqual([1, 2, 3].map((failures) => delayMs(failures, null, () => 1)), [2000, 4000, 8000]);
  assert.equal(delayMs(30, null, () => 1), 300_000);
  assert.ok(delayMs(5, null, () => 0.5) < delayMs(5, null, () => 0.9));
  assert.equal(delayMs(1, 90_000), 90_000);
});

const answered = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));

test("a database that was deleted isn't made anew by another tab that had it open, nor by its own", async () => {
  const server = new Server();
  const phone = makePhone(server);
  const other = makePhone(server, { factory: phone.factory });
  await phone.tick("s1");
  await other.tick("s2");

  await phone.store.erase();

  await assert.rejects(other.tick("s3"), CannotOpen);
  await assert.rejects(phone.store.pending(), CannotOpen);
  await assert.rejects(other.sync(), CannotOpen);
  assert.deepEqual(await phone.factory.databases(), []);
});

test("who signs in again after a deletion has an empty store", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  await phone.store.erase();

  const again = makePhone(server, { factory: phone.factory });

  assert.deepEqual(await again.store.pending(), []);
});
