/**
 * IndexedDB that is opened late, reopened when its connection is lost, and never kept shut by another tab.
 */

/** @typedef {(database: IDBDatabase) => void} Version makes what this version adds; never changed later */
/** @typedef {{ get(store: string): IDBObjectStore }} Stores */
/**
 * @typedef {object} Database
 * @property {<T>(names: string[], mode: "readonly" | "readwrite", work: (stores: Stores) => Promise<T> | T,
 *   options?: { strict?: boolean }) => Promise<T>} transact settled when the transaction is complete; `work` may
 *   await requests only, and may run a second time when the connection was lost
 * @property {() => void} close
 * @property {() => Promise<void>} erase deletes the database for good: whoever had it open, in this page or another,
 *   keeps nothing any more and doesn't make it anew
 */

const OPEN_WITHIN_MS = 3000;
const LOST = new Set(["UnknownError", "InvalidStateError"]);

/** The database couldn't be opened: storage is off, broken, or held by an older tab. */
export class CannotOpen extends Error {}

/**
 * @param {string} name
 * @param {Version[]} versions an append-only list
 * @param {{ factory?: IDBFactory, openWithinMs?: number }} [options]
 * @returns {Database}
 */
export function openDatabase(name, versions, { factory = indexedDB, openWithinMs = OPEN_WITHIN_MS } = {}) {
  /** @type {Promise<IDBDatabase> | null} */
  let connection = null;
  let isErased = false;

  const forget = () => (connection = null);
  const giveUp = () => {
    isErased = true;
    forget();
  };
  const connect = () => {
    if (isErased) return Promise.reject(new CannotOpen(`${name} was deleted`));
    connection ??= twice(() => open(name, versions, factory, openWithinMs, forget, giveUp)).catch((error) => {
      forget();
      throw error;
    });
    return connection;
  };

  return {
    async transact(names, mode, work, { strict = false } = {}) {
      const attempt = async () => {
        const database = await connect();
        const durability = strict ? "strict" : "default";
        return complete(database.transaction(names, mode, { durability }), work);
      };
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof DOMException) || !LOST.has(error.name)) throw error;
        forget();
        return attempt();
      }
    },
    close() {
      void connection?.then((database) => database.close());
      forget();
    },
    erase() {
      this.close();
      giveUp();
      return new Promise((resolve) => {
        const request = factory.deleteDatabase(name);
        const timer = setTimeout(resolve, openWithinMs); // a tab doesn't let go: it is deleted as soon as that closes
        request.onsuccess = request.onerror = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/**
 * A request as a promise.
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBTransaction} transaction
 * @param {(stores: Stores) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
function complete(transaction, work) {
  return new Promise((resolve, reject) => {
    /** @type {unknown} */
    let failure = null;
    /** @type {T} */
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(failure ?? transaction.error ?? new DOMException("aborted", "AbortError"));
    (async () => work({ get: (store) => transaction.objectStore(store) }))().then(
      (value) => (result = value),
      (error) => {
        failure = error;
        try {
          transaction.abort();
        } catch {
          reject(error);
        }
      },
    );
  });
}

/**
 * @param {string} name
 * @param {Version[]} versions
 * @param {IDBFactory} factory
 * @param {number} withinMs
 * @param {() => void} forget
 * @param {() => void} giveUp it is being deleted
 * @returns {Promise<IDBDatabase>}
 */
function open(name, versions, factory, withinMs, forget, giveUp) {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const request = ask(factory, name, versions.length);
    const timer = setTimeout(() => {
      isLate = true;
      reject(new CannotOpen(`${name} didn't open in time`));
    }, withinMs);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const version of versions.slice(oldVersion)) version(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(new CannotOpen(String(request.error), { cause: request.error }));
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (isLate) return database.close();
      database.onversionchange = ({ newVersion }) => {
        database.close();
        if (newVersion === null) giveUp();
        else forget();
      };
      database.onclose = forget;
      resolve(database);
    };
  });
}

/**
 * Where storage is forbidden, asking for it throws.
 * @param {IDBFactory} factory
 * @param {string} name
 * @param {number} version
 */
function ask(factory, name, version) {
  try {
    return factory.open(name, version);
  } catch (error) {
    throw new CannotOpen(String(error), { cause: error });
  }
}

/**
 * @template T
 * @param {() => Promise<T>} attempt
 * @returns {Promise<T>}
 */
async function twice(attempt) {
  try {
    return await attempt();
  } catch {
    return attempt();
  }
}
