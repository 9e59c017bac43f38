import { starsText } from "../Client/live/rating.ts";

/** Stars in half steps, or null to withdraw. */
export type VoteIntent = number | null;

/** The ten radio buttons drawn as halves of five stars, and the text next to them, within `root`. */
export class StarChoice {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.addEventListener("change", () => this.#name(this.chosen()));
    root.addEventListener("pointerover", (event) => this.#name(this.#pointedAt(event) ?? this.chosen()));
    root.addEventListener("pointerout", () => this.#name(this.chosen()));
  }

  chosen(): VoteIntent {
    const radio = this.#radios().find((radio) => radio.checked);
    return radio ? starsOf(radio) : null;
  }

  /** What the server rendered; browsers may restore an earlier choice. */
  rendered(): VoteIntent {
    const radio = this.#radios().find((radio) => radio.defaultChecked);
    return radio ? starsOf(radio) : null;
  }

  show(stars: VoteIntent): void {
    for (const radio of this.#radios()) radio.checked = starsOf(radio) === stars;
    const withdraw = this.#withdraw();
    if (withdraw) withdraw.hidden = stars === null || !this.#root.hasAttribute("member");
    this.#name(stars);
  }

  /** Leaves the page with the form, as with script off. */
  post(wish: VoteIntent): void {
    const form = this.#root.querySelector("form");
    if (!form) return;
    if (wish === null) form.action = this.#withdraw()?.formAction ?? form.action;
    else this.show(wish);
    form.submit();
  }

  #name(stars: VoteIntent): void {
    const words = this.#root.querySelector("[data-part=choice]");
    if (words) words.textContent = stars === null ? "" : starsText(stars);
  }

  #pointedAt(event: Event): VoteIntent {
    return event.target instanceof HTMLInputElement && event.target.type === "radio" ? starsOf(event.target) : null;
  }

  #withdraw(): HTMLButtonElement | null {
    return this.#root.querySelector("[data-part=withdraw]");
  }

  #radios(): HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  }
}

/** The radios' values are half stars, 1 to 10, as in the form that is posted without script. */
function starsOf(radio: HTMLInputElement): number {
  return Number(radio.value) / 2;
}
