import { takeOver } from "../Client/dom/take-over.ts";

/** Often enough to watch a fault unfold; the server asks the cluster at most once a second, whoever looks. */
const REFRESH_EVERY_MS = 2_000;
/** The server has its figures within this time; after it, we try again. */
const ANSWER_LIMIT_MS = 8_000;

/**
 * `<live-page>` keeps what the server rendered inside it fresh: it fetches the page again and takes over what differs, so that neither
 * focus nor the reader's place is lost. The reader can pause it. It stops while the page is hidden.
 */
class LivePage extends HTMLElement {
  readonly #button = document.createElement("button");
  readonly #state = document.createElement("span");
  #timer: number | undefined;
  #held = false;

  connectedCallback(): void {
    this.#button.type = "button";
    this.#button.className = "button button-quiet";
    this.#button.addEventListener("click", this.#toggle);
    this.#state.setAttribute("role", "status");
    const bar = document.createElement("p");
    bar.className = "live-bar";
    bar.append(this.#button, this.#state);
    this.before(bar);
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#show("Refreshed every 2 s.");
    this.#plan();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#button.parentElement?.remove();
  }

  readonly #toggle = (): void => {
    this.#held = !this.#held;
    this.#show(this.#held ? "Paused." : "Refreshed every 2 s.");
    this.#plan();
  };

  readonly #onVisibility = (): void => this.#plan();

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#held || document.hidden) return;
    this.#timer = window.setTimeout(() => void this.#refresh(), REFRESH_EVERY_MS);
  }

  async #refresh(): Promise<void> {
    try {
      const response = await fetch(location.href, { credentials: "same-origin", signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
      // Signed out in the meantime, or no longer an operator: the server says so better than we could.
      if (response.redirected || response.status === 403) return location.reload();
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("live-page");
      if (fresh && !this.#held) takeOver(this, fresh);
      if (!this.#held) this.#show("Refreshed every 2 s.");
    } catch (error) {
      console.warn("The figures couldn't be refreshed", error);
      this.#show("The server isn’t answering; these figures are out of date.");
    }
    this.#plan();
  }

  #show(state: string): void {
    this.#button.textContent = this.#held ? "Resume" : "Pause";
    if (this.#state.textContent !== state) this.#state.textContent = state;
  }
}

customElements.define("live-page", LivePage);
