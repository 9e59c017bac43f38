import { starsSpoken, starsText, type Rating } from "../Client/live/rating.ts";
import { ratingsFeed } from "../Client/live/site-feed.ts";
import { StarChoice, type VoteIntent } from "./star-choice.ts";
import { VoteNewsLine, type VoteNews } from "./vote-news.ts";
import { readVote, sendVote, type VoteResult } from "./votes-api.ts";

/** After a vote without an answer, the page asks for the current one: soon, then less and less often. */
const FIRST_LOOK_MS = 3_000;
const LAST_LOOK_MS = 60_000;

/**
 * `<vote-form film="..." member>` sends the form inside it without leaving the page. A click or a touch on a star votes at once; with the
 * keyboard, arrows choose and Enter or the button votes, so that passing over a star is not a vote. The stars show the choice at once, and
 * revert when it was not saved. Only one request is in flight at a time; of the choices made in the meantime, the newest counts.
 *
 * Without `member` the form is posted as with script off: the server keeps the vote and asks to sign in.
 */
class VoteForm extends HTMLElement {
  readonly #choice = new StarChoice(this);
  readonly #news = new VoteNewsLine();
  /** What the server last confirmed, and the version of the film's rating at that time. */
  #standing: VoteIntent = null;
  #version = -1;
  #underWay: { wish: VoteIntent } | undefined;
  #next: { wish: VoteIntent } | undefined;
  /** A choice whose outcome is unknown. */
  #unsure: { wish: VoteIntent } | undefined;
  /** While a vote was in flight, another page's came after it. */
  #overtaken = false;
  #lookTimer: number | undefined;

  connectedCallback(): void {
    this.#standing = this.#choice.rendered();
    this.#choice.show(this.#standing);
    this.addEventListener("submit", this.#onSubmit);
    this.addEventListener("click", this.#onClick);
    addEventListener("pageshow", this.#onPageShow);
    addEventListener("pagehide", this.#onPageHide);
    addEventListener("online", this.#onReturn);
    document.addEventListener("visibilitychange", this.#onReturn);
    this.#news.open(this.#hear);
  }

  disconnectedCallback(): void {
    this.removeEventListener("submit", this.#onSubmit);
    this.removeEventListener("click", this.#onClick);
    removeEventListener("pageshow", this.#onPageShow);
    removeEventListener("pagehide", this.#onPageHide);
    removeEventListener("online", this.#onReturn);
    document.removeEventListener("visibilitychange", this.#onReturn);
    this.#news.close();
    clearTimeout(this.#lookTimer);
  }

  get #filmId(): string {
    return this.getAttribute("film") ?? "";
  }

  get #isMember(): boolean {
    return this.hasAttribute("member");
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    if (!this.#isMember) return;
    event.preventDefault();
    const chosen = this.#choice.chosen();
    if (event.submitter?.matches("[data-part=withdraw]")) this.#wishFor(null);
    else if (chosen !== null) this.#wishFor(chosen);
  };

  /** A key's click on a radio has detail 0, a pointer's 1 or more. */
  readonly #onClick = (event: MouseEvent): void => {
    if (!this.#isMember || event.detail === 0 || !(event.target instanceof HTMLInputElement) || event.target.type !== "radio") return;
    this.#wishFor(this.#choice.chosen());
  };

  readonly #onPageShow = (event: PageTransitionEvent): void => {
    this.#news.open(this.#hear);
    if (event.persisted) void this.#look();
  };

  readonly #onPageHide = (): void => this.#news.close();

  /** Readers who come back to the page may have voted elsewhere in the meantime. */
  readonly #onReturn = (): void => {
    if (!document.hidden) void this.#look();
  };

  /** The same choice again while it is in flight is a double click, not a new choice. */
  #wishFor(wish: VoteIntent): void {
    if (!this.#next && this.#underWay?.wish === wish) return;
    this.#next = { wish };
    this.#choice.show(wish);
    if (!this.#underWay) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.setAttribute("aria-busy", "true");
    clearTimeout(this.#lookTimer);
    this.#unsure = undefined;
    this.#tell("Saving …", "busy");
    for (let next = this.#next; next; next = this.#next) {
      this.#underWay = next;
      this.#next = undefined;
      this.#take(next.wish, await sendVote(this.#filmId, next.wish, this.#antiforgeryToken()));
    }
    this.#underWay = undefined;
    this.removeAttribute("aria-busy");
    if (this.#overtaken) void this.#look();
    this.#overtaken = false;
  }

  #take(wish: VoteIntent, result: VoteResult): void {
    if (result.outcome === "saved") this.#confirm(wish, result.rating);
    if (this.#next) return;
    switch (result.outcome) {
      case "saved":
        this.#choice.show(wish);
        this.#tellStanding("Saved", "Your rating has been withdrawn.");
        break;
      case "refused":
        this.#choice.show(this.#standing);
        this.#tell(`Not saved. ${result.reason}`, "failed");
        break;
      case "signed out":
        this.#choice.post(wish);
        break;
      case "unsure":
        this.#choice.show(this.#standing);
        this.#unsure = { wish };
        this.#tell(
          `${navigator.onLine ? "No answer yet" : "You’re offline"}: your rating may not have been saved. This page will tell you.`,
          "failed");
        this.#lookIn(FIRST_LOOK_MS);
        break;
    }
  }

  #confirm(wish: VoteIntent, rating: Rating | null): void {
    this.#standing = wish;
    if (!rating) return;
    if (rating.version < this.#version) this.#overtaken = true;
    else this.#version = rating.version;
    ratingsFeed.offer(rating);
    this.#news.tell({ filmId: this.#filmId, stars: wish, version: rating.version });
  }

  #lookIn(milliseconds: number): void {
    clearTimeout(this.#lookTimer);
    this.#lookTimer = window.setTimeout(async () => {
      await this.#look();
      if (this.#unsure) this.#lookIn(Math.min(2 * milliseconds, LAST_LOOK_MS));
    }, milliseconds);
  }

  /** Asks the server for the current vote, and shows it, unless there is a newer choice by then. */
  async #look(): Promise<void> {
    if (!this.#isMember || this.#underWay) return;
    const version = this.#version;
    const vote = await readVote(this.#filmId);
    if (this.#underWay || this.#version !== version) return;
    if (vote.outcome === "signed out") this.#becomeGuest();
    else if (vote.outcome === "known") this.#settle(vote.stars);
  }

  #settle(stars: VoteIntent): void {
    const unsure = this.#unsure;
    this.#unsure = undefined;
    if (!unsure && stars === this.#standing) return;
    this.#standing = stars;
    this.#choice.show(stars);
    if (!unsure) this.#tellStanding("Changed elsewhere", "Your rating was withdrawn elsewhere.");
    else if (unsure.wish === stars) this.#tellStanding("Saved after all", "Your rating has been withdrawn after all.");
    else this.#tell("It was not saved. Please try again.", "failed");
  }

  readonly #hear = (news: VoteNews): void => {
    if (news.filmId !== this.#filmId || news.version <= this.#version) return;
    this.#version = news.version;
    if (this.#underWay || !this.#isMember) return;
    this.#settle(news.stars);
  };

  /** The session ended. The stars can still be chosen; they are posted, kept and cast after signing in. */
  #becomeGuest(): void {
    this.removeAttribute("member");
    this.#unsure = undefined;
    this.#tell("You’ve been signed out.", "failed");
  }

  #tellStanding(saved: string, withdrawn: string): void {
    const stars = this.#standing;
    if (stars === null) this.#tell(withdrawn, "saved");
    else this.#tell(`${saved}: ${starsText(stars)}.`, "saved", `${saved}: ${starsSpoken(stars)}.`);
  }

  /** Progress is shown but not announced: the outcome follows soon. */
  #tell(text: string, mood: "busy" | "saved" | "failed", spoken = text): void {
    const status = this.querySelector<HTMLElement>("[data-part=status]");
    const voice = this.querySelector<HTMLElement>("[data-part=spoken]");
    if (!status || !voice) return;
    status.textContent = text;
    status.dataset["mood"] = mood;
    if (mood !== "busy") voice.textContent = spoken;
  }

  #antiforgeryToken(): string {
    return this.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")?.value ?? "";
  }
}

customElements.define("vote-form", VoteForm);
