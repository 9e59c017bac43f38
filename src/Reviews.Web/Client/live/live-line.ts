import type { HubLink, HubDialer } from "./hub-link.ts";
import type { Rating } from "./rating.ts";

/** The connection's events, for its user. */
export interface LineListener {
  /** The connection is open, and the server does not know what was watched before. */
  lineOpened(): void;
  /** The connection is down; it comes back by itself. */
  lineLost(): void;
  ratingPushed(rating: Rating): void;
}

/** A restart takes some seconds, and is over before the waits grow long. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, ...Array<number>(10).fill(8_000)];
const MAX_RETRY_DELAY_MS = 30_000;
/** A page in the background keeps its connection this long, for readers who come back soon. */
const REST_AFTER_MS = 60_000;

/** A third of each wait is random, so that a restarted server is not stormed. */
export function retryDelay(attempt: number): number {
  const delay = RETRY_DELAYS_MS[attempt] ?? MAX_RETRY_DELAY_MS;
  return delay * (1 - Math.random() / 3);
}

/**
 * The page's one connection to the live hub, over one link after another. Once wanted, it is retried forever, and at once when the network
 * or the reader comes back. It pauses while nobody looks: on a page long in the background, or in the back-forward cache.
 */
export class LiveLine {
  readonly #listener: LineListener;
  readonly #dial: HubDialer;
  #connection: HubLink | undefined;
  #wanted = false;
  #resting = false;
  #attempt = 0;
  #timer: number | undefined;

  constructor(listener: LineListener, dial: HubDialer) {
    this.#listener = listener;
    this.#dial = dial;
    addEventListener("pagehide", () => this.#rest());
    addEventListener("pageshow", () => this.#wake());
    addEventListener("offline", () => this.#listener.lineLost());
    addEventListener("online", () => this.#renew());
    document.addEventListener("visibilitychange", () => this.#onVisibility());
  }

  get isOpen(): boolean {
    return this.#connection?.isOpen === true;
  }

  /** From now on, the connection is kept open. */
  want(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#connect();
  }

  /** Calls the hub; fails when the connection breaks in the meantime. */
  async call<Answer>(method: string, filmIds: string[]): Promise<Answer> {
    if (!this.#connection) throw new Error("The line is down.");
    return this.#connection.invoke<Answer>(method, filmIds);
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#wanted || this.#resting || this.#connection) return;
    const connection: HubLink = this.#dial(this.#attempt, {
      ratingPushed: (rating) => this.#listener.ratingPushed(rating),
      linkClosed: () => this.#lost(connection),
    });
    this.#connection = connection;
    try {
      await connection.start();
    } catch (error) {
      console.warn("The live line is not there; trying again.", error);
      this.#lost(connection);
      return;
    }
    if (this.#connection !== connection) return;
    this.#attempt = 0;
    this.#listener.lineOpened();
  }

  /** A connection that we closed ourselves was not lost. */
  #lost(connection: HubLink): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#listener.lineLost();
    this.#timer = window.setTimeout(() => void this.#connect(), retryDelay(this.#attempt++));
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = undefined;
    if (!connection) return;
    this.#listener.lineLost();
    connection.stop().catch((error: unknown) => console.warn("The live line did not end cleanly", error));
  }

  /** A lost network leaves connections that look open but are dead. */
  #renew(): void {
    if (this.#resting) return;
    this.#letGo();
    this.#attempt = 0;
    void this.#connect();
  }

  #rest(): void {
    this.#resting = true;
    this.#letGo();
  }

  #wake(): void {
    this.#resting = false;
    void this.#connect();
  }

  #onVisibility(): void {
    if (!document.hidden) this.#wake();
    else if (this.isOpen) this.#timer = window.setTimeout(() => this.#rest(), REST_AFTER_MS);
  }
}
