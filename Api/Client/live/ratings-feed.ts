import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection, type IRetryPolicy } from "@microsoft/signalr";
import type { Rating } from "./rating.ts";

/** Whether news arrives at once: from "connecting" to "live", and to and fro whenever the line breaks. */
export type FeedState = "connecting" | "live";

export interface RatingListener {
  ratingChanged(rating: Rating): void;
  feedStateChanged(state: FeedState): void;
}

/** The hub watches no more films than this for one connection; films beyond it stay as the server rendered them. */
const MAX_FILMS = 100;
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000];
const MAX_RETRY_DELAY_MS = 30_000;
/** A WebSocket at once: one request, which any API behind any balancer can answer. Where WebSockets are blocked, each third try asks first what there is. */
const NEGOTIATE_EVERY = 3;
const WEB_SOCKET = { transport: HttpTransportType.WebSockets, skipNegotiation: true };

/** Tries for ever, after up to 30 s; a third of each wait is random, so that a restarted server is not stormed. */
const retryForEver: IRetryPolicy = {
  nextRetryDelayInMilliseconds: ({ previousRetryCount }) => retryDelay(previousRetryCount),
};

function retryDelay(attempt: number): number {
  const delay = RETRY_DELAYS_MS[attempt] ?? MAX_RETRY_DELAY_MS;
  return delay * (1 - Math.random() / 3);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * The page's one line to the live hub. Listeners of any number of films share it; each hears only of newer versions, whichever way
 * a rating came: by push, as the answer of Watch, or as the answer to one's own vote.
 */
class RatingsFeed {
  readonly #listeners = new Map<string, Set<RatingListener>>();
  readonly #newest = new Map<string, Rating>();
  readonly #toWatch = new Set<string>();
  #connection: HubConnection | undefined;
  #state: FeedState = "connecting";

  /** Starts listening; answers how to stop. */
  listen(filmId: string, listener: RatingListener): () => void {
    const listeners = this.#listeners.get(filmId) ?? new Set();
    if (listeners.size === 0) {
      if (this.#listeners.size >= MAX_FILMS) return () => undefined;
      this.#listeners.set(filmId, listeners);
      this.#watchSoon(filmId);
    }
    listeners.add(listener);
    listener.feedStateChanged(this.#state);
    const known = this.#newest.get(filmId);
    if (known) listener.ratingChanged(known);
    return () => this.#leave(filmId, listener);
  }

  /** Takes a rating if it is newer than what is known, and tells who listens. */
  offer(rating: Rating): void {
    const known = this.#newest.get(rating.filmId);
    if (known && known.version >= rating.version) return;
    const listeners = this.#listeners.get(rating.filmId);
    if (!listeners) return;
    this.#newest.set(rating.filmId, rating);
    for (const listener of listeners) listener.ratingChanged(rating);
  }

  #leave(filmId: string, listener: RatingListener): void {
    const listeners = this.#listeners.get(filmId);
    if (!listeners?.delete(listener) || listeners.size > 0) return;
    this.#listeners.delete(filmId);
    this.#newest.delete(filmId);
    this.#toWatch.delete(filmId);
    if (this.#connection?.state !== HubConnectionState.Connected) return;
    this.#connection.invoke("Unwatch", [filmId]).catch((error: unknown) => console.warn("Could not stop watching", filmId, error));
  }

  /** Gathers all films that a page asks for at the same moment into one call. */
  #watchSoon(filmId: string): void {
    this.#toWatch.add(filmId);
    if (this.#toWatch.size > 1) return;
    queueMicrotask(() => {
      const filmIds = [...this.#toWatch];
      this.#toWatch.clear();
      if (!this.#connection) void this.#connect();
      else if (this.#connection.state === HubConnectionState.Connected) void this.#watch(filmIds);
    });
  }

  /** SignalR retries a line that broke; one that never came about is ours to try again. */
  async #connect(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const connection = this.#build(attempt % NEGOTIATE_EVERY === NEGOTIATE_EVERY - 1);
      this.#connection = connection;
      try {
        await connection.start();
        break;
      } catch (error) {
        console.warn("The live line is not there; trying again.", error);
        await pause(retryDelay(attempt));
      }
    }
    await this.#watch([...this.#listeners.keys()]);
  }

  #build(negotiates: boolean): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl("/hubs/ratings", negotiates ? {} : WEB_SOCKET)
      .withAutomaticReconnect(retryForEver)
      .configureLogging(LogLevel.Warning)
      .build();
    connection.on("RatingChanged", (rating: Rating) => this.offer(rating));
    connection.onreconnecting(() => this.#enter("connecting"));
    connection.onreconnected(() => this.#watch([...this.#listeners.keys()]));
    // A server that says goodbye for good (a shutdown) ends SignalR's own retries; ours go on.
    connection.onclose(async () => {
      this.#enter("connecting");
      await pause(retryDelay(0));
      await this.#connect();
    });
    return connection;
  }

  async #watch(filmIds: string[], attempt = 1): Promise<void> {
    const connection = this.#connection;
    const wanted = filmIds.filter((filmId) => this.#listeners.has(filmId));
    if (wanted.length === 0 || !connection) return;
    try {
      const ratings = await connection.invoke<Rating[]>("Watch", wanted);
      this.#enter("live");
      for (const rating of ratings) this.offer(rating);
    } catch (error) {
      console.warn("These films are not watched yet", wanted, error);
      // A line that was cut watches all films again when it is back; one that stands may have met a server not ready yet.
      if (connection.state !== HubConnectionState.Connected) return;
      setTimeout(() => void this.#watch(wanted, attempt + 1), retryDelay(attempt));
    }
  }

  #enter(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.feedStateChanged(state);
  }
}

export const ratingsFeed = new RatingsFeed();
