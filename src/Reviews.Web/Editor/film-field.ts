import { searchFilms } from "../Shared/film-search.ts";

/** Waits for a pause in typing. */
const PAUSE_MS = 150;
const MIN_LENGTH = 2;

/** `<film-field>` around the field that names a film offers titles with their years, in the browser's own list. */
class FilmField extends HTMLElement {
  readonly #list = document.createElement("datalist");
  #field: HTMLInputElement | null = null;
  #timer: number | undefined;
  #asking: AbortController | undefined;

  connectedCallback(): void {
    this.#field = this.querySelector("input[name=filmId]");
    if (!this.#field) return;
    this.#list.id = `${this.#field.id}-offers`;
    this.#field.setAttribute("list", this.#list.id);
    this.append(this.#list);
    this.#field.addEventListener("input", this.#onInput);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#field?.removeEventListener("input", this.#onInput);
  }

  readonly #onInput = (): void => {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const words = this.#field?.value.trim() ?? "";
    if (words.length >= MIN_LENGTH) this.#timer = window.setTimeout(() => void this.#ask(words), PAUSE_MS);
  };

  async #ask(words: string): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const offers = await searchFilms(words, asking.signal);
      if (asking.signal.aborted) return;
      this.#list.replaceChildren(...offers.map((offer) => new Option("", offer.name)));
    } catch (error) {
      if (!asking.signal.aborted) console.warn("No films to offer", error);
    }
  }
}

customElements.define("film-field", FilmField);
