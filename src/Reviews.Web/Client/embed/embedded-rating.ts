import { watchScreen } from "../dom/on-screen.ts";
import { retryDelay } from "../live/live-line.ts";
import type { Rating } from "../live/rating.ts";
import { RatingsFeed, type FeedState, type RatingListener } from "../live/ratings-feed.ts";
import { MARK_MS, moveOf, SPOKEN_EVERY_MS } from "../live/showing.ts";
import { atHome, hubAddress } from "./home.ts";
import { RatingView } from "./rating-view.ts";
import { SocketLink } from "./socket-link.ts";

/** One connection for all ratings on the page. */
const feed = new RatingsFeed((_, events) => new SocketLink(hubAddress(), events));

/**
 * `<live-rating film="...">` on any page: what readers think of a film. It is loaded once it comes near the screen, and then follows the
 * votes while it is visible. Without the hub, the number stays; without any answer, what the page wrote inside is shown instead.
 */
export class EmbeddedRating extends HTMLElement implements RatingListener {
  static readonly observedAttributes = ["film"];

  #view: RatingView | undefined;
  #shown: Rating | undefined;
  #isOnScreen = false;
  #asking: AbortController | undefined;
  #stopWatching: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #markTimer: number | undefined;
  #speakTimer: number | undefined;

  connectedCallback(): void {
    this.#begin();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#begin();
  }

  ratingChanged(rating: Rating): void {
    const before = this.#shown;
    if (before && rating.version <= before.version) return;
    this.#shown = rating;
    this.#view?.show(rating);
    if (!before) return;
    this.#markMove(before, rating);
    this.#speakTimer ??= window.setTimeout(() => this.#speak(), SPOKEN_EVERY_MS);
  }

  feedStateChanged(state: FeedState): void {
    this.setAttribute("state", state);
  }

  /** Starts over for another film, or elsewhere on the page. */
  #begin(): void {
    this.#end();
    const filmId = this.getAttribute("film");
    if (!filmId) return;
    this.#view = new RatingView(this, atHome(`films/${encodeURIComponent(filmId)}`).href);
    this.#stopWatching = watchScreen(this, (isOnScreen) => this.#seen(isOnScreen, filmId));
  }

  #end(): void {
    this.#stopWatching?.();
    this.#leave();
    clearTimeout(this.#markTimer);
    clearTimeout(this.#speakTimer);
    this.#speakTimer = undefined;
    this.#shown = undefined;
  }

  #seen(isOnScreen: boolean, filmId: string): void {
    if (isOnScreen === this.#isOnScreen) return;
    this.#isOnScreen = isOnScreen;
    if (isOnScreen) void this.#ask(filmId, 0);
    else this.#leave();
  }

  /** The hub refuses calls that name an unknown film, so this one is requested on its own first. */
  async #ask(filmId: string, attempt: number): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const answer = await fetch(atHome(`api/films/${encodeURIComponent(filmId)}/rating`), { credentials: "omit", signal: asking.signal });
      if (answer.status === 404) return console.warn(`<live-rating>: there is no film "${filmId}".`);
      if (!answer.ok) throw new Error(`The rating was answered ${answer.status}.`);
      this.ratingChanged((await answer.json()) as Rating);
      if (asking.signal.aborted) return;
      this.#stopListening ??= feed.listen(filmId, this);
    } catch (error) {
      if (asking.signal.aborted) return;
      console.warn("<live-rating>: no rating yet; trying again.", error);
      await new Promise((resolve) => setTimeout(resolve, retryDelay(attempt)));
      if (!asking.signal.aborted) await this.#ask(filmId, attempt + 1);
    }
  }

  #leave(): void {
    this.#isOnScreen = false;
    this.#asking?.abort();
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  #markMove(before: Rating, after: Rating): void {
    this.setAttribute("moved", moveOf(before.average, after.average));
    clearTimeout(this.#markTimer);
    this.#markTimer = window.setTimeout(() => this.removeAttribute("moved"), MARK_MS);
  }

  #speak(): void {
    this.#speakTimer = undefined;
    if (this.#shown) this.#view?.speak(this.#shown);
  }
}
