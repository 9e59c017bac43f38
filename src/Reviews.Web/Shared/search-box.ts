import { averageText, type Rating } from "../Client/live/rating.ts";
import { searchFilms, type Offer } from "./film-search.ts";

/** Waits for a pause in typing. */
const PAUSE_MS = 150;
const MIN_LENGTH = 2;
/** The server takes more, but no title needs it. */
const MAX_LENGTH = 100;

let boxes = 0;

/**
 * `<search-box>` around a search form suggests films while typing: a WAI-ARIA combobox with a list. Arrows choose, Enter opens the chosen
 * film or, with none chosen, sends the form as usual; Escape closes the list.
 */
class SearchBox extends HTMLElement {
  readonly #list = document.createElement("ul");
  readonly #voice = document.createElement("span");
  readonly #id = `offers-${++boxes}`;
  #input: HTMLInputElement | null = null;
  #asking: AbortController | undefined;
  #timer: number | undefined;
  #chosen = -1;

  connectedCallback(): void {
    this.#input = this.querySelector("input[name=search]");
    if (!this.#input) return;
    this.#prepare(this.#input);
    this.#input.addEventListener("input", this.#onInput);
    this.#input.addEventListener("keydown", this.#onKey);
    this.addEventListener("focusout", this.#onFocusOut);
    addEventListener("pagehide", this.#close);
  }

  disconnectedCallback(): void {
    this.#close();
    this.#input?.removeEventListener("input", this.#onInput);
    this.#input?.removeEventListener("keydown", this.#onKey);
    this.removeEventListener("focusout", this.#onFocusOut);
    removeEventListener("pagehide", this.#close);
  }

  get #options(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll("a")];
  }

  #prepare(input: HTMLInputElement): void {
    this.#list.id = this.#id;
    this.#list.className = "offers";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Films");
    // The input keeps the focus while a film is pressed; the link itself is followed as any other.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#voice.className = "visually-hidden";
    this.#voice.setAttribute("role", "status");
    const aria = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#id, autocomplete: "off" };
    for (const [name, value] of Object.entries(aria)) input.setAttribute(name, value);
    this.append(this.#list, this.#voice);
  }

  readonly #onInput = (): void => {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const words = this.#input?.value.trim().slice(0, MAX_LENGTH) ?? "";
    if (words.length < MIN_LENGTH) this.#close();
    else this.#timer = window.setTimeout(() => void this.#ask(words), PAUSE_MS);
  };

  async #ask(words: string): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const offers = await searchFilms(words, asking.signal);
      if (!asking.signal.aborted) this.#offer(offers);
    } catch (error) {
      if (asking.signal.aborted) return;
      // The form still works; the search page says more.
      console.warn("No offers while typing", error);
      this.#close();
    }
  }

  #offer(offers: readonly Offer[]): void {
    this.#list.replaceChildren(...offers.map((offer, i) => this.#draw(offer, i)));
    this.#list.hidden = offers.length === 0;
    this.#input?.setAttribute("aria-expanded", String(offers.length > 0));
    this.#choose(-1);
    this.#voice.textContent = offers.length === 0 ? "No films found" : offers.length === 1 ? "1 film" : `${offers.length} films`;
  }

  #draw(offer: Offer, i: number): HTMLLIElement {
    // The link itself is the option: one inside an option would be two things to press in one place.
    const item = document.createElement("li");
    item.setAttribute("role", "none");
    const link = document.createElement("a");
    link.id = `${this.#id}-${i}`;
    link.setAttribute("role", "option");
    link.href = offer.address;
    link.tabIndex = -1;
    const title = document.createElement("b");
    title.dir = "auto";
    title.textContent = offer.title;
    const facts = document.createElement("span");
    facts.append(offer.facts, " ", drawRating(offer.rating));
    link.append(title, " ", facts);
    item.append(link);
    return item;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // Enter and Escape belong to the keyboard's own composing (Japanese, Chinese) until it is done.
    if (event.isComposing || this.#list.hidden) return;
    const count = this.#options.length;
    switch (event.key) {
      case "ArrowDown":
        this.#choose(this.#chosen + 1 < count ? this.#chosen + 1 : -1);
        break;
      case "ArrowUp":
        this.#choose(this.#chosen >= 0 ? this.#chosen - 1 : count - 1);
        break;
      case "Escape":
        this.#close();
        break;
      case "Enter":
        if (this.#chosen < 0) return;
        this.#options[this.#chosen]?.click();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  #choose(chosen: number): void {
    this.#chosen = chosen;
    for (const [i, option] of this.#options.entries()) option.setAttribute("aria-selected", String(i === chosen));
    const option = this.#options[chosen];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input?.setAttribute("aria-activedescendant", option.id);
    else this.#input?.removeAttribute("aria-activedescendant");
  }

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.#close();
  };

  readonly #close = (): void => {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#list.hidden = true;
    this.#voice.textContent = "";
    this.#input?.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  };
}

/** The readers' average, live as everywhere; hidden while there is none. */
function drawRating(rating: Rating): HTMLElement {
  const live = document.createElement("live-rating");
  live.setAttribute("film", rating.filmId);
  live.setAttribute("version", String(rating.version));
  if (rating.average !== null) live.setAttribute("average", String(rating.average));
  live.toggleAttribute("empty", rating.count === 0);
  const average = document.createElement("span");
  average.dataset["part"] = "average";
  average.textContent = averageText(rating.average);
  live.append(average, " ★");
  return live;
}

customElements.define("search-box", SearchBox);
