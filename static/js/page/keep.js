/** This page's hold on the phone's store: what the person does goes in here, and is sent when the network allows. */

import { now, zone } from "../shared/clock.js";
import { CannotOpen } from "../shared/database.js";
import { openChannel, openDevice } from "../shared/device.js";
import { makeNetwork } from "../shared/network.js";
import { nextTryMs } from "../shared/retry.js";
import { openStore } from "../shared/store.js";
import { sync } from "../shared/sync.js";

/** @typedef {import("../shared/store.js").Store} Store */
/** @typedef {import("../shared/device.js").Who} Who */
/** @typedef {import("../shared/sync.js").Report} Report */
/** @typedef {import("../shared/view.js").Draft} Draft */
/**
 * outcome: of the last sync; unknown before the first. isElsewhere: another tab, or the worker, is sending.
 * @typedef {{ pending: number, rejected: number, isSending: boolean, isElsewhere: boolean,
 *   outcome: Report["outcome"] | "unknown", message: string }} Standing
 */
/** @typedef {"standing" | "changed" | "unsaved" | "signed-out"} Happening */

const AFTER_A_WRITE_MS = 300;
const WHILE_VISIBLE_MS = 60_000;
const DAYS_EVERY_MS = 3600_000;

/** Whoever uses this page; set once by `keepFor`. */
/** @type {Keeper | null} */
let keeper = null;

/** The page's keeper, where somebody is signed in and the browser keeps anything. */
export const theKeeper = () => keeper;

/**
 * @param {Who} who
 * @returns {Keeper}
 */
export function keepFor(who) {
  keeper ??= new Keeper(who);
  return keeper;
}

export class Keeper extends EventTarget {
  /** @param {Who} who */
  constructor(who) {
    super();
    this.who = who;
    this.device = openDevice();
    this.store = openStore(who.user);
    this.channel = openChannel();
    /** @type {import("../shared/view.js").Operation[]} */
    this.pending = [];
    /** @type {Set<Promise<void>>} what is on its way to the disk */
    this.writing = new Set();
    this.writes = 0;
    /** @type {Standing} */
    this.standing = {
      ...{ pending: 0, rejected: 0, isSending: false, isElsewhere: false },
      ...{ outcome: "unknown", message: "" },
    };
    this.failures = 0;
    this.isAskedAgain = false;
    this.hasEnded = false;
    this.daysAskedAt = -Infinity;
    this.timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
    const ended = new Promise((_resolve, reject) => (this.stopWaiting = reject));
    ended.catch(() => undefined);
    this.network = makeNetwork((path, options) => Promise.race([fetch(path, options), ended]));
    this.channel.onmessage = ({ data }) => this.hear(String(data?.type), data?.synced === true, data?.replanned === true);
  }

  /**
   * Settled when the phone holds what the drafts say. Rejected with CannotOpen where it keeps nothing at all, else
   * when it has no room, which the page says.
   * @param {Draft[]} drafts
   */
  async queue(drafts) {
    const writing = this.put(drafts);
    this.writing.add(writing);
    this.writes += 1;
    try {
      await writing;
    } catch (error) {
      if (!(error instanceof CannotOpen)) this.happen("unsaved");
      throw error;
    } finally {
      this.writing.delete(writing);
    }
    this.channel.postMessage({ type: "changed" });
    // What is saved may be called so; reading the store anew to count takes as long again, and may follow.
    this.stand({ pending: this.pending.length });
    void this.recount().catch(() => undefined);
    this.syncSoon(AFTER_A_WRITE_MS);
  }

  /** @param {Draft[]} drafts */
  async put(drafts) {
    try {
      this.pending.push(...(await this.store.queue(drafts, now())));
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
      await this.store.dropFetched();
      this.pending.push(...(await this.store.queue(drafts, now())));
    }
  }

  /**
   * What the phone holds, with all that was tapped until now: what was read while a tap was on its way to the disk
   * would draw that tap back.
   * @param {{ dates?: string[] }} [wanted]
   */
  async snapshot(wanted) {
    for (;;) {
      await Promise.allSettled(this.writing);
      const { writes } = this;
      const held = await this.store.snapshot(wanted);
      if (this.writes === writes) return held;
    }
  }

  async recount() {
    this.pending = await this.store.pending();
    this.stand(await this.store.counts());
  }

  /** @param {Partial<Standing>} news */
  stand(news) {
    this.standing = { ...this.standing, ...news };
    this.happen("standing");
  }

  /**
   * @param {Happening} what
   * @param {unknown} [detail]
   */
  happen(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  /** Whoever is told to wait is tried again by what happens next: a tap, the network, coming back to the page. */
  start() {
    const wake = () => {
      this.failures = 0;
      this.syncSoon(0);
    };
    addEventListener("online", wake);
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) void this.recount().then(() => this.happen("changed"));
      if (persisted) wake();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible") return;
      this.daysAskedAt = -Infinity;
      wake();
    });
    setInterval(() => {
      const isDue = this.standing.pending > 0 || now() - this.daysAskedAt > DAYS_EVERY_MS;
      if (document.visibilityState === "visible" && isDue) this.syncSoon(0);
    }, WHILE_VISIBLE_MS);
    void this.recount().then(() => this.syncSoon(0));
  }

  /** Its person leaves: this page sends nothing more, waits for no answer and draws nothing. */
  end() {
    this.hasEnded = true;
    clearTimeout(this.timer);
    this.stopWaiting(new Error("left"));
  }

  /** Ask for the days' fragments, too, at the next sync. */
  wantDays() {
    this.daysAskedAt = -Infinity;
  }

  /** @param {number} inMs */
  syncSoon(inMs) {
    if (this.hasEnded) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.syncNow(), inMs);
  }

  /** @returns {Promise<Report["outcome"]>} */
  async syncNow() {
    if (this.hasEnded) return "busy";
    if (this.standing.isSending) {
      this.isAskedAgain = true;
      return "busy";
    }
    clearTimeout(this.timer);
    this.isAskedAgain = false;
    const wantsDays = now() - this.daysAskedAt > DAYS_EVERY_MS;
    if (wantsDays) this.daysAskedAt = now(); // before: who wants them meanwhile wants them anew
    this.stand({ isSending: true });
    const report = await this.attempt(wantsDays);
    if (this.hasEnded) return report.outcome;
    this.failures = report.outcome === "later" ? this.failures + 1 : 0;
    if (wantsDays ? report.outcome !== "synced" : report.isReplanned) this.wantDays();
    if (!wantsDays && report.isReplanned) this.isAskedAgain = true;
    const isElsewhere = report.outcome === "busy";
    this.standing = { ...this.standing, isSending: false, isElsewhere, message: report.message ?? "" };
    if (report.outcome !== "busy") this.standing.outcome = report.outcome;
    await this.recount();
    if (report.changed.size > 0) this.happen("changed", report.changed);
    this.channel.postMessage({ type: "changed", synced: report.outcome === "synced" });
    const { failures, isAskedAgain } = this;
    const inMs = nextTryMs(report, { pending: this.standing.pending, failures, isAskedAgain });
    if (inMs !== null) this.syncSoon(inMs);
    return report.outcome;
  }

  /** Send until nothing waits, or until sending gets nowhere. */
  async drain() {
    const news = () => new Promise((resolve) => this.addEventListener("standing", resolve, { once: true }));
    while (this.standing.isSending) await news();
    if (this.standing.pending > 0) await this.syncNow();
  }

  /**
   * The same, but no longer than a person would wait.
   * @param {number} ms
   */
  async drainWithin(ms) {
    await Promise.race([this.drain(), new Promise((resolve) => setTimeout(resolve, ms))]);
  }

  /**
   * @param {boolean} wantsDays
   * @returns {Promise<Report>}
   */
  async attempt(wantsDays) {
    const { store, network } = this;
    const build = document.body.dataset.build ?? "";
    try {
      const device = await this.device.id(now());
      const locks = navigator.locks;
      return await sync({ store, network, now, device, build, zone: zone(), wantsDays, ...(locks ? { locks } : {}) });
    } catch (error) {
      if (error instanceof DOMException && error.name === "QuotaExceededError") await this.store.dropFetched();
      return { outcome: "later", changed: new Set() };
    }
  }

  /**
   * @param {string} type what another tab, or the worker, tells
   * @param {boolean} [isSynced] so that all the phone holds is as new as the server
   * @param {boolean} [isReplanned] so that what it holds of the days is older than their rows
   */
  hear(type, isSynced = false, isReplanned = false) {
    if (this.hasEnded) return;
    if (isReplanned) {
      this.wantDays();
      this.syncSoon(0);
    }
    if (type === "changed") this.standing.isElsewhere = false;
    if (isSynced && !this.standing.isSending) this.standing.outcome = "synced";
    if (type === "changed") void this.recount().then(() => this.happen("changed", isSynced ? "all" : undefined), () => undefined);
    else if (type === "signed-out" || type === "user-changed") this.happen("signed-out");
  }
}
