import { starsText } from "../live/rating.ts";
import { ratingsFeed } from "../live/ratings-feed.ts";
import { sendVote, type VoteResult } from "./votes-api.ts";

/** Stars in half steps, or null to withdraw. */
type Wish = number | null;

/**
 * `<vote-form film="...">` sends the form inside it without leaving the page. A click or a touch on a star votes at once; with the
 * keyboard, arrows choose and Enter or the button votes, so that passing over a star is no vote. One request is under way at a time;
 * of the wishes that come meanwhile the newest counts.
 */
class VoteForm extends HTMLElement {
  #saved: Wish = null;
  #next: { wish: Wish } | undefined;
  #sending = false;

  connectedCallback(): void {
    this.#saved = this.#chosen();
    this.addEventListener("submit", this.#onSubmit);
    this.addEventListener("click", this.#onClick);
  }

  disconnectedCallback(): void {
    this.removeEventListener("submit", this.#onSubmit);
    this.removeEventListener("click", this.#onClick);
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const chosen = this.#chosen();
    if (event.submitter?.matches("[data-part=withdraw]")) this.#wishFor(null);
    else if (chosen !== null) this.#wishFor(chosen);
  };

  /** A key's click on a radio has detail 0, a pointer's 1 or more. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.detail === 0 || !(event.target instanceof HTMLInputElement) || event.target.type !== "radio") return;
    this.#wishFor(starsOf(event.target));
  };

  #wishFor(wish: Wish): void {
    this.#next = { wish };
    if (!this.#sending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    this.setAttribute("aria-busy", "true");
    this.#tell("Saving …", "busy");
    for (let next = this.#next; next; next = this.#next) {
      this.#next = undefined;
      const result = await sendVote(this.getAttribute("film") ?? "", next.wish, this.#antiforgeryToken());
      this.#take(next.wish, result);
    }
    this.removeAttribute("aria-busy");
    this.#sending = false;
  }

  #take(wish: Wish, result: VoteResult): void {
    if (result.outcome === "saved") {
      if (result.rating) ratingsFeed.offer(result.rating);
      this.#saved = wish;
    }
    if (this.#next) return;
    switch (result.outcome) {
      case "saved":
        this.#show(wish);
        this.#tell(wish === null ? "Your rating is withdrawn." : `Saved: ${starsText(wish)}.`, "saved");
        break;
      case "refused":
        this.#show(this.#saved);
        this.#tell(`Not saved. ${result.reason}`, "failed");
        break;
      case "unsure":
        this.#tell("No answer came: it may have been saved or not. Trying again is safe.", "failed");
        break;
    }
  }

  #chosen(): Wish {
    const radio = this.querySelector<HTMLInputElement>("input[type=radio]:checked");
    return radio ? starsOf(radio) : null;
  }

  #show(stars: Wish): void {
    for (const radio of this.querySelectorAll<HTMLInputElement>("input[type=radio]")) radio.checked = starsOf(radio) === stars;
    const withdraw = this.querySelector<HTMLElement>("[data-part=withdraw]");
    if (withdraw) withdraw.hidden = stars === null;
  }

  #tell(text: string, mood: "busy" | "saved" | "failed"): void {
    const status = this.querySelector<HTMLElement>("[data-part=status]");
    if (!status) return;
    status.textContent = text;
    status.dataset["mood"] = mood;
  }

  #antiforgeryToken(): string {
    return this.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")?.value ?? "";
  }
}

/** The radios' values are half stars, 1 to 10, as in the form that is posted without script. */
function starsOf(radio: HTMLInputElement): number {
  return Number(radio.value) / 2;
}

customElements.define("vote-form", VoteForm);
