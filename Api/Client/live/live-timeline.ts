import { takeOver } from "../dom/take-over.ts";
import type { Rating } from "./rating.ts";
import { ratingsFeed, type RatingListener } from "./ratings-feed.ts";

/** The first change is drawn soon: by then the server has heard of it on its slower way. */
const FIRST_MS = 750;
/** A busy film's chart is drawn this often at most; a third of the wait is random, so that its readers do not all ask at once. */
const REDRAW_EVERY_MS = 15_000;
const ANSWER_LIMIT_MS = 8_000;

/**
 * `<live-timeline film="..." version="...">` redraws the chart inside it as votes come. The server draws: it alone knows on which day
 * each standing vote was cast. It asks with no cookie, as the chart is the same for everybody.
 */
class LiveTimeline extends HTMLElement implements RatingListener {
  #version = -1;
  #drawnAt = -REDRAW_EVERY_MS;
  #timer: number | undefined;
  #stopListening: (() => void) | undefined;

  connectedCallback(): void {
    this.#version = Number(this.getAttribute("version") ?? -1);
    this.#stopListening = ratingsFeed.listen(this.getAttribute("film") ?? "", this);
  }

  disconnectedCallback(): void {
    this.#stopListening?.();
    clearTimeout(this.#timer);
  }

  ratingChanged(rating: Rating): void {
    if (rating.version <= this.#version) return;
    this.#version = rating.version;
    if (this.#timer !== undefined) return;
    const wait = (this.#drawnAt + REDRAW_EVERY_MS - performance.now()) * (1 + Math.random() / 3);
    this.#timer = window.setTimeout(() => void this.#redraw(), Math.max(FIRST_MS, wait));
  }

  async #redraw(): Promise<void> {
    this.#timer = undefined;
    this.#drawnAt = performance.now();
    const address = `/films/${encodeURIComponent(this.getAttribute("film") ?? "")}?handler=timeline`;
    try {
      const response = await fetch(address, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      this.#show(new DOMParser().parseFromString(await response.text(), "text/html").body);
    } catch (error) {
      // The chart stays as it is; the next vote asks again.
      console.warn("The timeline could not be redrawn", error);
    }
  }

  #show(fresh: HTMLElement): void {
    const figure = fresh.querySelector("figure");
    const drawn = this.querySelector("figure");
    this.hidden = figure === null;
    if (figure && drawn) takeOver(drawn, figure);
    else if (figure) this.querySelector("[data-part=timeline]")?.replaceChildren(figure);
  }
}

customElements.define("live-timeline", LiveTimeline);
