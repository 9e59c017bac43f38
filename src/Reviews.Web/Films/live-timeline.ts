import { watchScreen } from "../Client/dom/on-screen.ts";
import { takeOver } from "../Client/dom/take-over.ts";
import { retryDelay } from "../Client/live/live-line.ts";
import type { Rating } from "../Client/live/rating.ts";
import type { RatingListener } from "../Client/live/ratings-feed.ts";
import { ratingsFeed } from "../Client/live/site-feed.ts";

/** The first change is drawn soon: by then the server has received it on its slower path. */
const FIRST_MS = 750;
/** A busy film's chart is drawn this often at most; a third of the wait is random, so that its readers do not all ask at once. */
const REDRAW_EVERY_MS = 15_000;
const ANSWER_LIMIT_MS = 8_000;

/**
 * `<live-timeline film="...">` redraws the chart inside it as votes come in, while it is on the screen. The server draws it: only the
 * server knows on which day each current vote was cast, and it learns that a little later than the vote itself. So each drawing has a
 * version, and one that is behind, or did not arrive, is requested again. It sends no cookie, as the chart is the same for everyone.
 */
class LiveTimeline extends HTMLElement implements RatingListener {
  /** The newest known version of the film's rating. */
  #wanted = -1;
  #drawnAt = -REDRAW_EVERY_MS;
  /** How many drawings in a row failed. */
  #failures = 0;
  #isOnScreen = false;
  /** Set while a redraw is scheduled or in progress. */
  #timer: number | undefined;
  #stopWatching: (() => void) | undefined;
  #stopListening: (() => void) | undefined;

  connectedCallback(): void {
    this.#stopWatching = watchScreen(this, (isOnScreen) => {
      this.#isOnScreen = isOnScreen;
      if (isOnScreen) this.#stopListening ??= ratingsFeed.listen(this.#filmId, this);
      else this.#leave();
    });
  }

  disconnectedCallback(): void {
    this.#stopWatching?.();
    this.#isOnScreen = false;
    this.#leave();
  }

  ratingChanged(rating: Rating): void {
    this.#wanted = Math.max(this.#wanted, rating.version);
    this.#catchUp();
  }

  get #filmId(): string {
    return this.getAttribute("film") ?? "";
  }

  /** The version of the rating that the chart shows. */
  get #drawn(): number {
    return Number(this.querySelector("figure")?.dataset["version"] ?? -1);
  }

  #leave(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #catchUp(): void {
    if (this.#timer !== undefined || !this.#isOnScreen || this.#drawn >= this.#wanted) return;
    this.#timer = window.setTimeout(() => void this.#redraw(), this.#wait());
  }

  #wait(): number {
    if (this.#failures > 0) return retryDelay(this.#failures);
    return Math.max(FIRST_MS, (this.#drawnAt + REDRAW_EVERY_MS - performance.now()) * (1 + Math.random() / 3));
  }

  async #redraw(): Promise<void> {
    const wanted = this.#wanted;
    try {
      await this.#draw();
      this.#drawnAt = performance.now();
      this.#failures = this.#drawn < wanted ? this.#failures + 1 : 0;
    } catch (error) {
      console.warn("The timeline could not be redrawn; trying again.", error);
      this.#failures++;
    }
    this.#timer = undefined;
    this.#catchUp();
  }

  async #draw(): Promise<void> {
    const address = `/films/${encodeURIComponent(this.#filmId)}?handler=timeline`;
    const response = await fetch(address, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("figure");
    const drawn = this.querySelector("figure");
    if (!fresh || !drawn) throw new Error("There is no chart in the answer.");
    if (Number(fresh.dataset["version"]) >= this.#drawn) takeOver(drawn, fresh);
  }
}

customElements.define("live-timeline", LiveTimeline);
