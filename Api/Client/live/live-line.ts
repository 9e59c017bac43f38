import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import type { Rating } from "./rating.ts";

/** What becomes of the line, for whoever speaks over it. */
export interface LineListener {
  /** The line stands, and the server knows nothing of what was watched before. */
  lineOpened(): void;
  /** The line is down; it comes back by itself. */
  lineLost(): void;
  ratingPushed(rating: Rating): void;
}

/** A restart takes some seconds, and is over before the waits grow long. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, ...Array<number>(10).fill(8_000)];
const MAX_RETRY_DELAY_MS = 30_000;
/** A page in the background keeps its line this long: who comes back soon finds it as he left it. */
const REST_AFTER_MS = 60_000;
/** A WebSocket at once: one request, which any API behind any balancer can answer. Where WebSockets are blocked, each third try asks first what there is. */
const NEGOTIATE_EVERY = 3;
const WEB_SOCKET = { transport: HttpTransportType.WebSockets, skipNegotiation: true };

/** A third of each wait is random, so that a restarted server is not stormed. */
export function retryDelay(attempt: number): number {
  const delay = RETRY_DELAYS_MS[attempt] ?? MAX_RETRY_DELAY_MS;
  return delay * (1 - Math.random() / 3);
}

/**
 * The page's one connection to the live hub. Once wanted it is tried for ever, and at once when the network or the reader comes back.
 * It rests while nobody looks: a page in the background for long, or one that the browser keeps for its back button.
 */
export class LiveLine {
  readonly #listener: LineListener;
  #connection: HubConnection | undefined;
  #wanted = false;
  #resting = false;
  #attempt = 0;
  #timer: number | undefined;

  constructor(listener: LineListener) {
    this.#listener = listener;
    addEventListener("pagehide", () => this.#rest());
    addEventListener("pageshow", () => this.#wake());
    addEventListener("offline", () => this.#listener.lineLost());
    addEventListener("online", () => this.#renew());
    document.addEventListener("visibilitychange", () => this.#onVisibility());
  }

  get isOpen(): boolean {
    return this.#connection?.state === HubConnectionState.Connected;
  }

  /** From now on the line is kept. */
  want(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#connect();
  }

  /** Calls the hub; fails when the line breaks meanwhile. */
  async call<Answer>(method: string, filmIds: string[]): Promise<Answer> {
    if (!this.#connection) throw new Error("The line is down.");
    return this.#connection.invoke<Answer>(method, filmIds);
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#wanted || this.#resting || this.#connection) return;
    const connection = this.#build(this.#attempt % NEGOTIATE_EVERY === NEGOTIATE_EVERY - 1);
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

  #build(negotiates: boolean): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl("/hubs/ratings", negotiates ? {} : WEB_SOCKET)
      // What breaks is told below, once.
      .configureLogging(LogLevel.None)
      .build();
    connection.on("RatingChanged", (rating: Rating) => this.#listener.ratingPushed(rating));
    connection.onclose(() => this.#lost(connection));
    return connection;
  }

  /** A line that we let go ourselves is no loss. */
  #lost(connection: HubConnection): void {
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

  /** A network that was away leaves lines that look whole and are not. */
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
