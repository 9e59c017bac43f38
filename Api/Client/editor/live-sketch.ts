import { takeOver } from "../dom/take-over.ts";

/** Whoever types on is not done yet. */
const PAUSE_MS = 400;

/**
 * `<live-sketch>` in an editor's form shows the text as readers will see it, while it is written. One request is under way at a time; of the
 * changes that come meanwhile the newest counts. What can't be shown just now keeps what was shown last.
 */
class LiveSketch extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #timer: number | undefined;
  #isAsking = false;
  #isStale = false;

  connectedCallback(): void {
    this.#form = this.closest("form");
    this.#form?.addEventListener("input", this.#onChange);
    this.closest("editor-form")?.addEventListener("editor-change", this.#onChange);
    // What a button shows with script off comes by itself.
    this.#form?.querySelector<HTMLElement>("[data-part=preview]")?.setAttribute("hidden", "");
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#form?.removeEventListener("input", this.#onChange);
    this.closest("editor-form")?.removeEventListener("editor-change", this.#onChange);
  }

  readonly #onChange = (): void => {
    this.#isStale = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), PAUSE_MS);
  };

  async #ask(): Promise<void> {
    if (this.#isAsking || !this.#form) return;
    this.#isAsking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const response = await fetch("?handler=Sketch", { method: "POST", body: new FormData(this.#form) });
        if (response.ok) this.#show(new DOMParser().parseFromString(await response.text(), "text/html"));
      }
    } catch (error) {
      console.warn("The preview can't be shown", error);
    } finally {
      this.#isAsking = false;
    }
  }

  #show(page: Document): void {
    const [ours, theirs] = [this.querySelector("[data-part=sketch]"), page.querySelector("[data-part=sketch]")];
    if (ours && theirs) takeOver(ours, theirs);
  }
}

customElements.define("live-sketch", LiveSketch);
