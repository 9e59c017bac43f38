import { takeOver } from "../Client/dom/take-over.ts";

/** Waits for a pause in typing. */
const PAUSE_MS = 400;

/**
 * `<live-sketch>` in an editor's form shows the text as readers will see it, while it is being written. Only one request is in flight at
 * a time; of the changes made in the meantime, the newest counts. If it can't be shown right now, the last version stays.
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
    // The preview button is only needed with script off.
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
