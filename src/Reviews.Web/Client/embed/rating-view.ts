import { averageText, countText, type Rating } from "../live/rating.ts";
import { STARS_WIDTH, starsWidth } from "../live/showing.ts";
import { STYLES } from "./styles.ts";

const SVG = "http://www.w3.org/2000/svg";
/** A star in a square of 24, as on the site. */
const STAR = "M12 1.6l3.2 6.7 7.2 1-5.3 5.1 1.3 7.3-6.4-3.5-6.4 3.5 1.3-7.3-5.3-5.1 7.2-1z";

/**
 * What a reader sees of a rating: stars, number and count, with a link to the film. Until there is one, what the page wrote inside the
 * element is shown.
 */
export class RatingView {
  readonly #root: ShadowRoot;
  readonly #link = part("a", "link");
  readonly #full = drawing("svg", { height: "24" });
  readonly #average = part("b", "average");
  readonly #mark = part("span", "mark");
  readonly #count = part("span", "count");
  readonly #said = document.createElement("span");
  readonly #news = document.createElement("span");

  /** @param filmPage Where the link leads. */
  constructor(host: Element, filmPage: string) {
    this.#root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    // Inline styles would need permission from the page's content policy; these do not.
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.replaceChildren(document.createElement("slot"));
    this.#link.href = filmPage;
    this.#news.setAttribute("role", "status");
    this.#said.className = this.#news.className = "said";
    for (const seen of [this.#average, this.#mark, this.#count]) seen.setAttribute("aria-hidden", "true");
    this.#link.append(this.#stars(), this.#average, this.#mark, this.#count, this.#said);
  }

  show(rating: Rating): void {
    if (!this.#link.isConnected) this.#root.replaceChildren(this.#link, this.#news);
    this.#full.setAttribute("width", starsWidth(rating.average));
    this.#average.textContent = averageText(rating.average);
    this.#count.textContent = rating.count === 0 ? "No ratings yet" : countText(rating.count);
    this.#said.textContent = spoken(rating);
  }

  /** Announces it to screen readers now. */
  speak(rating: Rating): void {
    this.#news.textContent = spoken(rating);
  }

  /** Two rows over each other; the upper one is cut where the average ends. */
  #stars(): Element {
    const stars = drawing("svg", { viewBox: `0 0 ${STARS_WIDTH} 24`, part: "stars", "aria-hidden": "true" });
    this.#full.append(row("full"));
    stars.append(row("empty"), this.#full);
    return stars;
  }
}

function spoken(rating: Rating): string {
  return rating.average === null
    ? "No ratings yet"
    : `Average rating ${averageText(rating.average)} out of 5 stars, ${countText(rating.count)}`;
}

function part<Name extends "a" | "b" | "span">(name: Name, partName: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.setAttribute("part", partName);
  return element;
}

function row(kind: string): Element {
  const stars = drawing("g", { class: kind });
  for (let star = 0; star < 5; star++) stars.append(drawing("path", { d: STAR, transform: `translate(${24 * star})` }));
  return stars;
}

function drawing(name: string, attributes: Record<string, string>): Element {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
