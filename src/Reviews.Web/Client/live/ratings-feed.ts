import type { HubDialer } from "./hub-link.ts";
import { LiveLine, retryDelay, type LineListener } from "./live-line.ts";
import type { Rating } from "./rating.ts";

/** Whether changes arrive at once. "lost" is a connection that was open before. */
export type FeedState = "connecting" | "live" | "lost";

export interface RatingListener {
  ratingChanged(rating: Rating): void;
  feedStateChanged?(state: FeedState): void;
}

/** The hub watches no more films than this for one connection; films beyond it wait until others leave the screen. */
const MAX_FILMS = 100;
/** Scrolling passes many films; the hub is told this often at most. */
const SETTLE_MS = 250;

/**
 * The page's source of ratings. Listeners for any number of films share one connection; each gets only newer versions, whichever way
 * a rating came: by push, as the answer of Watch, or as the answer to one's own vote.
 */
export class RatingsFeed implements LineListener {
  /** Who listens to which film, in the order they came. */
  readonly #listeners = new Map<string, Set<RatingListener>>();
  readonly #newest = new Map<string, Rating>();
  readonly #line: LiveLine;
  /** What the server watches for us, as far as we know. */
  #watched = new Set<string>();
  #state: FeedState = "connecting";
  #settling = false;
  #timer: number | undefined;
  #failures = 0;

  constructor(dial: HubDialer) {
    this.#line = new LiveLine(this, dial);
  }

  /** Starts listening; returns a function to stop. */
  listen(filmId: string, listener: RatingListener): () => void {
    const listeners = this.#listeners.get(filmId) ?? new Set();
    this.#listeners.set(filmId, listeners.add(listener));
    listener.feedStateChanged?.(this.#state);
    const known = this.#newest.get(filmId);
    if (known) listener.ratingChanged(known);
    this.#line.want();
    this.#settleIn(SETTLE_MS);
    return () => this.#leave(filmId, listener);
  }

  /** Takes a rating if it is newer than what is known, and tells the listeners. */
  offer(rating: Rating): void {
    const known = this.#newest.get(rating.filmId);
    const listeners = this.#listeners.get(rating.filmId);
    if (!listeners || (known && known.version >= rating.version)) return;
    this.#newest.set(rating.filmId, rating);
    for (const listener of listeners) listener.ratingChanged(rating);
  }

  lineOpened(): void {
    this.#watched = new Set();
    this.#failures = 0;
    this.#settleIn(0);
  }

  lineLost(): void {
    if (this.#state === "live") this.#enter("lost");
  }

  ratingPushed(rating: Rating): void {
    this.offer(rating);
  }

  #leave(filmId: string, listener: RatingListener): void {
    const listeners = this.#listeners.get(filmId);
    if (!listeners?.delete(listener) || listeners.size > 0) return;
    this.#listeners.delete(filmId);
    this.#newest.delete(filmId);
    this.#settleIn(SETTLE_MS);
  }

  #settleIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#settle(), milliseconds);
  }

  /** Brings what the server watches in line with what the page listens to: one call at a time, until they match. */
  async #settle(): Promise<void> {
    if (this.#settling || !this.#line.isOpen) return;
    this.#settling = true;
    const watched = this.#watched;
    try {
      await this.#unwatchGone(watched);
      await this.#watchNew(watched);
      this.#failures = 0;
      if (watched === this.#watched) this.#enter("live");
    } catch (error) {
      // A connection that was cut starts over when it is back; an open one may have met a server that is not ready yet.
      console.warn("The films on screen are not all watched yet", error);
      this.#failures++;
    } finally {
      this.#settling = false;
    }
    if (this.#failures > 0) this.#settleIn(retryDelay(this.#failures));
    else if (watched !== this.#watched || this.#gone(watched).length > 0 || this.#coming(watched).length > 0) this.#settleIn(SETTLE_MS);
  }

  async #unwatchGone(watched: Set<string>): Promise<void> {
    const gone = this.#gone(watched);
    if (gone.length === 0) return;
    await this.#line.call("Unwatch", gone);
    for (const filmId of gone) watched.delete(filmId);
  }

  async #watchNew(watched: Set<string>): Promise<void> {
    const coming = this.#coming(watched);
    if (coming.length === 0) return;
    const ratings = await this.#line.call<Rating[]>("Watch", coming);
    for (const filmId of coming) watched.add(filmId);
    for (const rating of ratings) this.offer(rating);
  }

  #gone(watched: Set<string>): string[] {
    return [...watched].filter((filmId) => !this.#listeners.has(filmId));
  }

  #coming(watched: Set<string>): string[] {
    const all = [...this.#listeners.keys()].filter((filmId) => !watched.has(filmId));
    return all.slice(0, MAX_FILMS - watched.size);
  }

  #enter(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.feedStateChanged?.(state);
  }
}
