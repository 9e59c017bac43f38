import { watchScreen } from "../dom/on-screen.ts";
import { averageText, countText, percentages, type Rating } from "./rating.ts";
import type { FeedState, RatingListener } from "./ratings-feed.ts";
import { MARK_MS, moveOf, SPOKEN_EVERY_MS, starsWidth } from "./showing.ts";
import { ratingsFeed } from "./site-feed.ts";

/**
 * `<live-rating film="..." version="...">` keeps the rating that the server rendered inside it up to date while it is on the screen.
 * It changes only the parts it finds (`data-part`), so that a page decides what it shows, and reads the same with script off.
 */
class LiveRating extends HTMLElement implements RatingListener {
  #version = -1;
  #average: number | null = null;
  #stopWatching: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  #markTimer: number | undefined;
  #spokenTimer: number | undefined;
  #spokenAt = -SPOKEN_EVERY_MS;

  connectedCallback(): void {
    const filmId = this.getAttribute("film");
    if (!filmId) return;
    this.#version = Number(this.getAttribute("version") ?? -1);
    this.#average = this.hasAttribute("average") ? Number(this.getAttribute("average")) : null;
    this.#stopWatching = watchScreen(this, (isOnScreen) => {
      if (isOnScreen) this.#stopListening ??= ratingsFeed.listen(filmId, this);
      else this.#leave();
    });
  }

  disconnectedCallback(): void {
    this.#stopWatching?.();
    this.#leave();
    clearTimeout(this.#markTimer);
    clearTimeout(this.#spokenTimer);
  }

  feedStateChanged(state: FeedState): void {
    const wasLost = this.getAttribute("state") === "lost";
    this.setAttribute("state", state);
    this.#write("state", stateText(state));
    // Announced once when it is lost and once when it is back: screen reader users can't see the line that says so.
    if (state === "lost" && !wasLost) this.#write("spoken", stateText(state));
    else if (state === "live" && wasLost) this.#write("spoken", "Live again");
  }

  ratingChanged(rating: Rating): void {
    if (rating.version <= this.#version) return;
    this.#mark(rating.average);
    this.#version = rating.version;
    this.#average = rating.average;
    this.setAttribute("version", String(rating.version));
    this.toggleAttribute("empty", rating.count === 0);
    this.#write("average", averageText(rating.average));
    this.#write("count", countText(rating.count));
    this.#write("weighted", rating.weighted.toFixed(2));
    this.#part("stars")?.setAttribute("width", starsWidth(rating.average));
    if (this.#part("bar-1")) this.#drawHistogram(rating.histogram);
    this.#speakSoon();
  }

  #leave(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  #drawHistogram(histogram: readonly number[]): void {
    const tallest = Math.max(1, ...histogram);
    const shares = percentages(histogram);
    for (const [i, votes] of histogram.entries()) {
      this.#part(`bar-${i + 1}`)?.setAttribute("width", `${(votes / tallest) * 100}%`);
      this.#write(`share-${i + 1}`, String(shares[i]));
      this.#write(`votes-${i + 1}`, votes.toLocaleString("en"));
    }
  }

  #mark(average: number | null): void {
    this.setAttribute("moved", moveOf(this.#average, average));
    clearTimeout(this.#markTimer);
    this.#markTimer = window.setTimeout(() => this.removeAttribute("moved"), MARK_MS);
  }

  #speakSoon(): void {
    if (this.#spokenTimer !== undefined || !this.#part("spoken")) return;
    const wait = Math.max(0, this.#spokenAt + SPOKEN_EVERY_MS - performance.now());
    this.#spokenTimer = window.setTimeout(() => {
      this.#spokenTimer = undefined;
      this.#spokenAt = performance.now();
      const count = this.#part("count")?.textContent ?? "";
      this.#write("spoken", `Average now ${averageText(this.#average)} out of 5, ${count}`);
    }, wait);
  }

  #write(name: string, text: string): void {
    const part = this.#part(name);
    if (part && part.textContent !== text) part.textContent = text;
  }

  #part(name: string): Element | null {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

function stateText(state: FeedState): string {
  switch (state) {
    case "connecting":
      return "Connecting …";
    case "live":
      return "Live";
    case "lost":
      return navigator.onLine ? "Connection lost; trying again" : "You’re offline; live again when you’re back";
  }
}

customElements.define("live-rating", LiveRating);
