import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "../../static/js/shared/sync.js";
import { error, makePhone, NOON, Server } from "./bench.js";

test("what was ticked reaches the server once and stays on the phone as sent", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");

  const { outcome } = await phone.sync();

  assert.equal(outcome, "synced");
  assert.equal(await phone.count("outbox"), 0);
  assert.equal(await phone.count("sent"), 1);
  assert.equal(server.field("set", "s1", "reps"), 5);
});

test("a lost answer leaves everything where it was, and asking again counts once", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  const network = phone.network;
  phone.network = async (...asked) => (await network(...asked), null);

  assert.equal((await phone.sync()).outcome, "later");
  assert.equal(await phone.count("outbox"), 1);
  phone.network = network;
  assert.equal((await phone.sync()).outcome, "synced");

  assert.equal(server.applied.length, 1);
  assert.equal(await phone.count("outbox"), 0);
});

test("an answer that arrives twice changes nothing the second time", async () => {
  const server = new Server();
  const phone = makePhone(server);
  const [operation] = await phone.tick("s1");
  await phone.sync();
  const late = await phone.network("/api/sync", JSON.stringify(server.requests[0]));

  assert.deepEqual(late.body.acks, [{ id: operation.id, s: "dup", eff: NOON }]);
  assert.equal(server.applied.length, 1);
});

test("what is done while a request is under way stays in the outbox", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  const network = phone.network;
  let asked = 0;
  phone.network = async (...request) => {
    if (asked++ === 0) await phone.tick("s2");
    return asked === 1 ? network(...request) : null;
  };

  await phone.sync();

  assert.deepEqual((await phone.all("outbox")).map(({ eid }) => eid), ["s2"]);
});

for (const [status, outcome, why] of [
  [401, "signed-out", "the session is over"],
  [409, "other-user", "somebody else is signed in"],
  [426, "too-old", "the server no longer speaks this schema"],
  [429, "later", "too much at once"],
  [500, "later", "the server is broken"],
  [503, "later", "the server is being updated"],
  [200, "later", "a page that only looks like an answer"],
])
  test(`${status} keeps everything: ${why}`, async () => {
    const phone = makePhone(new Server());
    await phone.tick("s1");
    phone.network = async () => error(status, "x", status === 503 ? 300_000 : null);

    const report = await phone.sync();

    assert.equal(report.outcome, outcome);
    assert.equal(report.retryAfterMs, status === 503 ? 300_000 : null);
    assert.equal(await phone.count("outbox"), 1);
  });

test("another person's session never gets what the first one did", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  phone.network = server.answerTo("bob");

  assert.equal((await phone.sync()).outcome, "other-user");
  assert.equal(server.applied.length, 0);
  phone.network = server.answerTo("alice");
  assert.equal((await phone.sync()).outcome, "synced");
});

test("two people on one device have nothing in common", async () => {
  const server = new Server();
  const alice = makePhone(server);
  const bob = makePhone(server, { user: "bob", factory: alice.factory });
  await alice.tick("s1");

  await bob.sync();

  assert.equal(await bob.count("outbox"), 0);
  assert.equal(server.applied.length, 0);
  assert.equal(await alice.count("outbox"), 1);
});

test("a poisoned operation is set aside and the rest goes through", async () => {
  const server = new Server();
  const phone = makePhone(server);
  server.poison.add("bad");
  await phone.tick("s1");
  await phone.tick("bad");
  await phone.tick("s2");

  assert.equal((await phone.sync()).outcome, "synced");

  const [{ eid, code, msg }, ...others] = await phone.all("rejected");
  assert.deepEqual([eid, code, msg], ["bad", "bad", "reps: no"]);
  assert.deepEqual(others, []);
  assert.equal(await phone.count("sent"), 2);
});

test("a refused operation is corrected and sent again under its own id", async () => {
  const server = new Server();
  const phone = makePhone(server);
  server.poison.add("s1");
  const [operation] = await phone.tick("s1", 50_000);
  await phone.sync();
  server.poison.clear();

  await phone.store.retry(operation.id, { reps: 5 });
  await phone.sync();

  assert.deepEqual(server.applied, [operation.id]);
  assert.equal(server.field("set", "s1", "reps"), 5);
  assert.equal(await phone.count("rejected"), 0);
});

test("a batch that is too much is halved until it fits", async () => {
  const server = new Server();
  server.most = 3;
  const phone = makePhone(server);
  for (let index = 0; index < 20; index++) await phone.tick(`s${index}`);

  assert.equal((await phone.sync()).outcome, "synced");

  assert.equal(server.applied.length, 20);
  assert.ok(server.requests.some(({ ops }) => ops.length === 20), "it began with all of them");
});

test("an operation that no request can carry is set aside alone", async () => {
  const server = new Server();
  const phone = makePhone(server);
  for (const eid of ["s1", "bad", "s2", "s3"]) await phone.tick(eid);
  const network = phone.network;
  phone.network = async (path, body) => (body?.includes('"bad"') ? error(400, "unreadable") : network(path, body));

  assert.equal((await phone.sync()).outcome, "synced");

  assert.deepEqual((await phone.all("rejected")).map(({ eid }) => eid), ["bad"]);
  assert.equal(server.applied.length, 3);
});

test("at most 200 operations and 512 kB go in one request", async () => {
  const server = new Server();
  const phone = makePhone(server);
  const note = "x".repeat(3900);
  await phone.queue(...Array.from({ length: 450 }, (_, index) => ({ e: "set", eid: `s${index}`, f: { note } })));

  await phone.sync();

  assert.equal(server.applied.length, 450);
  for (const request of server.requests) {
    assert.ok(request.ops.length <= 200);
    assert.ok(JSON.stringify(request).length <= 512_000);
  }
});

test("403 asks once who is signed in, tries once more, and then waits for a person", async () => {
  const phone = makePhone(new Server());
  await phone.tick("s1");
  const paths = [];
  phone.network = async (path) => (paths.push(path), error(403, "csrf"));

  assert.equal((await phone.sync()).outcome, "signed-out");

  assert.deepEqual(paths, ["/api/sync", "/api/session", "/api/sync"]);
});

test("an operation that the server doesn't mention isn't taken for answered", async () => {
  const server = new Server();
  const phone = makePhone(server);
  await phone.tick("s1");
  const network = phone.network;
  phone.network = async (...asked) => {
    const answer = await network(...asked);
    return { ...answer, body: { ...answer.body, acks: [] } };
  };

  assert.equal((await phone.sync()).outcome, "later");
  assert.equal(await phone.count("outbox"), 1);
});

test("a clock that jumps back doesn't let an older wish win", async () => {
  const server = new Server();
  const phone = makePhone(server);
  phone.clock = NOON + 100_000;
  server.now = NOON + 200_000;
  await phone.tick("s1", 5);
  phone.clock = NOON - 500_000;
  await phone.tick("s1", 6);

  await phone.sync();

  assert.equal(server.field("set", "s1", "reps"), 6);
});

test("what a phone does after a sync counts as later than all the server has told it", async () => {
  const server = new Server();
  const phone = makePhone(server);
  server.now = NOON + 50_000;
  phone.clock = NOON + 50_000;
  await phone.tick("s1", 5);
  await phone.sync();
  phone.clock = NOON - 3_600_000;
  const [later] = await phone.tick("s1", 7);

  assert.ok(later.ts > NOON + 50_000);
});

test("a base that comes in pages takes the old one's place only when it is whole", async () => {
  const server = new Server();
  const phone = makePhone(server);
  const row = (eid, n) => ({ e: "set", eid, n, f: { reps: n }, del: false });
  const pages = [
    { changes: [row("old", 1)], reset: false, more: false, cursor: "1.a" },
    { changes: [row("new", 2)], reset: true, more: true, cursor: "2.b" },
    null,
    { changes: [row("newer", 3)], reset: false, more: false, cursor: "3.c" },
  ];
  phone.network = async () => {
    const page = pages.shift();
    return page ? { status: 200, retryAfterMs: null, body: { now: NOON, acks: [], days: {}, ...page } } : null;
  };

  await phone.sync();
  assert.equal((await phone.sync()).outcome, "later");
  assert.deepEqual((await phone.all("base")).map(({ eid }) => eid), ["old"]);
  await phone.sync();

  assert.deepEqual((await phone.all("base")).map(({ eid }) => eid), ["new", "newer"]);
});

test("only one tab syncs at a time", async () => {
  const phone = makePhone(new Server());
  await phone.tick("s1");
  const locks = { request: async (_name, _options, work) => work(null) };

  assert.equal((await phone.sync({ locks })).outcome, "busy");
  assert.equal(await phone.count("outbox"), 1);
});

test("days are asked for only when they are wanted and nothing more is to be sent", async () => {
  const server = new Server();
  server.most = 200;
  const phone = makePhone(server);
  await phone.queue(...Array.from({ length: 201 }, (_, index) => ({ e: "set", eid: `s${index}`, f: { reps: 1 } })));

  await phone.sync({ wantsDays: true });
  await phone.sync();

  assert.deepEqual(server.requests.map(({ have }) => have), [null, {}, null]);
});

test("rows that somebody else changed are told apart from what this phone sent", async () => {
  const server = new Server();
  const [phone, other] = [makePhone(server), makePhone(server)];
  await phone.tick("s1");
  assert.equal((await phone.sync()).isReplanned, false);
  await other.queue({ e: "set", eid: "s2", f: { target_reps: { min: 6, max: 6 } } });
  await other.queue({ e: "message", eid: "m1", f: { text: "Slower" } });
  await other.sync();

  await phone.tick("s1");
  assert.equal((await phone.sync()).isReplanned, true);
  await other.queue({ e: "message", eid: "m2", f: { text: "Slower" } });
  await other.sync();

  assert.equal((await phone.sync()).isReplanned, false, "a message is drawn without its day");
});

test("a tick is sent alone, however much the phone holds", async () => {
  const server = new Server();
  const phone = makePhone(server);
  for (let index = 0; index < 300; index++) await phone.tick(`s${index}`);
  await phone.sync();
  server.requests = [];
  await phone.tick("one");

  await phone.sync();

  assert.deepEqual(server.requests.map(({ ops }) => ops.map(({ eid }) => eid)), [["one"]]);
  assert.ok(JSON.stringify(server.requests[0]).length < 1000);
});

test("sent operations are kept for 30 days", async () => {
  const phone = makePhone(new Server());
  await phone.tick("s1");
  await phone.sync();
  phone.clock = NOON + 31 * 24 * 3600 * 1000;

  await phone.sync();

  assert.equal(await phone.count("sent"), 0);
});

test("an answer counts only if it is whole", () => {
  assert.equal(judge(null), "stop");
  assert.equal(judge({ status: 200, body: {}, retryAfterMs: null }), "stop");
  assert.equal(judge({ status: 200, body: { acks: [], changes: [], cursor: "1.a" }, retryAfterMs: null }), "taken");
});
