import { takeOver } from "../Client/dom/take-over.ts";
import { dropDraft, dropOldDrafts, findDraft, keepDraft, type Draft } from "./drafts.ts";

/** Waits for a pause in typing before keeping anything. */
const PAUSE_MS = 400;
/** The server answers within 30 s; after this, we stop waiting. */
const ANSWER_LIMIT_MS = 40_000;
/** Invalid fields, a collision, a rule: the page says more than the line next to the button. */
const NEEDS_A_LOOK = new Set([400, 409, 422]);
/** Fields that are not part of what was written. */
const NOT_WRITTEN = new Set(["__RequestVerificationToken", "revision", "draft"]);

type Fields = Record<string, string>;

/**
 * `<editor-form draft="...">` around a form keeps what is written in this browser until it is saved, and saves without leaving the page:
 * with the button, or with Ctrl or Cmd and S. The answer is shown in place; the text, the cursor and the scroll position stay. Raises
 * `editor-change` whenever the text changes other than by typing.
 */
class EditorForm extends HTMLElement {
  #form: HTMLFormElement | null = null;
  /** What the server has, as far as known. */
  #standing: Fields = {};
  #timer: number | undefined;
  #isSaving = false;

  connectedCallback(): void {
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    const saved = this.getAttribute("saved");
    if (saved) dropDraft(saved);
    dropOldDrafts();
    this.#standing = this.#read();
    // What a failed form shows again was written, but not saved.
    if (this.querySelector("[data-part=outcome] [role=alert]")) this.#keep();
    else this.#offer();
    this.#form.addEventListener("input", this.#onInput);
    this.#form.addEventListener("submit", this.#onSubmit);
    document.addEventListener("keydown", this.#onKey);
    addEventListener("pagehide", this.#onPageHide);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#form?.removeEventListener("input", this.#onInput);
    this.#form?.removeEventListener("submit", this.#onSubmit);
    document.removeEventListener("keydown", this.#onKey);
    removeEventListener("pagehide", this.#onPageHide);
  }

  get #draftName(): string {
    return this.getAttribute("draft") ?? "";
  }

  #read(): Fields {
    const fields: Fields = {};
    if (this.#form) for (const [name, value] of new FormData(this.#form)) if (typeof value === "string") fields[name] = value;
    return fields;
  }

  readonly #onInput = (): void => {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#keep, PAUSE_MS);
  };

  readonly #onPageHide = (): void => {
    clearTimeout(this.#timer);
    if (!same(this.#read(), this.#standing)) this.#keep();
  };

  readonly #keep = (): void => {
    const written = this.#read();
    const isRefused = this.querySelector("[data-part=outcome] [role=alert]") !== null;
    if (!isRefused && same(written, this.#standing)) {
      dropDraft(this.#draftName);
      if (this.#state?.dataset["mood"] !== "saved") this.#tell("", "");
    } else if (keepDraft(this.#draftName, written)) {
      this.#tell("Not saved yet, but kept in this browser.", "");
    } else {
      this.#tell("Not saved yet, and this browser can’t keep a copy: save soon.", "failed");
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) this.#form?.requestSubmit(this.#form.querySelector<HTMLButtonElement>("[data-part=save]"));
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!this.#isSaving) void this.#save(event.submitter);
  };

  async #save(submitter: HTMLElement | null): Promise<void> {
    if (!this.#form) return;
    this.#isSaving = true;
    clearTimeout(this.#timer);
    this.#keep();
    this.#tell("Saving …", "");
    const sent = this.#read();
    try {
      const body = new FormData(this.#form, submitter);
      const address = submitter?.getAttribute("formaction") ?? this.#form.action;
      const response = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
      this.#take(sent, response, new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch (error) {
      console.warn("Not saved", error);
      this.#tell("Not saved: the server didn’t answer. Your text is kept in this browser; save again.", "failed");
    } finally {
      this.#isSaving = false;
    }
  }

  #take(sent: Fields, response: Response, page: Document): void {
    const fresh = page.querySelector("editor-form");
    const form = fresh?.querySelector("form");
    if (!fresh || !form || !this.#form) {
      this.#tell(`Not saved: ${page.querySelector("h1")?.textContent ?? response.status}. Your text is kept in this browser.`, "failed");
      return;
    }
    const saved = fresh.getAttribute("saved");
    if (saved) this.#settle(saved, sent);
    if (saved && new URL(response.url).pathname !== location.pathname) {
      this.#moveTo(response.url, page);
      return;
    }
    this.#show(form);
    if (saved) {
      this.#tell("Saved.", "saved");
      this.#onInput(); // what was typed since is not
    } else {
      this.#tell(form.querySelector("[data-part=outcome] [role=alert] b")?.textContent ?? "Not saved; kept in this browser.", "failed");
      if (NEEDS_A_LOOK.has(response.status)) this.querySelector("[data-part=outcome]")?.scrollIntoView({ block: "center" });
    }
  }

  /** A new item has an address now. The answer is already that page, and says so only once. */
  #moveTo(address: string, page: Document): void {
    history.replaceState(null, "", address);
    document.title = page.title;
    this.closest("main")?.replaceChildren(...(page.querySelector("main")?.childNodes ?? []));
  }

  #settle(draft: string, sent: Fields): void {
    this.#standing = sent;
    if (same(this.#read(), sent)) dropDraft(draft);
  }

  /** Takes over what the answer says around the fields; what is typed in them stays. */
  #show(fresh: HTMLFormElement): void {
    if (!this.#form) return;
    for (const name of ["revision", "__RequestVerificationToken"]) {
      const [ours, theirs] = [this.#hidden(this.#form, name), this.#hidden(fresh, name)];
      if (ours && theirs) ours.value = theirs.value;
    }
    for (const part of this.#form.querySelectorAll("[data-part=outcome], [data-part=facts], .field-error")) {
      const selector = part.id ? `#${CSS.escape(part.id)}` : `[data-part=${part.getAttribute("data-part")}]`;
      const other = fresh.querySelector(selector);
      if (other) takeOver(part, other);
    }
    for (const field of this.#form.querySelectorAll("[aria-describedby]")) {
      const isWrong = fresh.querySelector(`#${CSS.escape(field.id)}`)?.hasAttribute("aria-invalid");
      if (isWrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  #hidden(form: HTMLFormElement, name: string): HTMLInputElement | null {
    return form.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`);
  }

  /** Offers text that was kept here earlier; nothing is replaced without asking. */
  #offer(): void {
    const draft = findDraft(this.#draftName);
    if (!draft) return;
    if (same(draft.fields, this.#standing)) {
      dropDraft(this.#draftName);
      return;
    }
    const box = document.createElement("div");
    box.className = "kept";
    const text = document.createElement("p");
    text.textContent = `This browser kept unsaved text from ${new Date(draft.at).toLocaleString()}.`;
    box.append(
      text, this.#button("Restore it", "button", () => this.#bringBack(draft, box)),
      this.#button("Discard it", "button button-quiet", () => this.#drop(box)));
    this.prepend(box);
  }

  #button(text: string, className: string, act: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  /** The revision is restored as well: if someone has saved since, saving this is a collision that shows both. */
  #bringBack(draft: Draft, box: HTMLElement): void {
    for (const field of this.#form?.elements ?? []) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) continue;
      const kept = draft.fields[field.name];
      if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) field.checked = kept === field.value;
      else if (kept !== undefined && field.name !== "__RequestVerificationToken" && field.name !== "draft") field.value = kept;
    }
    box.remove();
    this.#form?.querySelector<HTMLElement>("input:not([type=hidden]), textarea")?.focus();
    this.#keep();
    this.dispatchEvent(new Event("editor-change"));
  }

  #drop(box: HTMLElement): void {
    dropDraft(this.#draftName);
    box.remove();
  }

  get #state(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-part=state]");
  }

  #tell(text: string, mood: "" | "saved" | "failed"): void {
    const state = this.#state;
    if (!state) return;
    state.textContent = text;
    state.dataset["mood"] = mood;
  }
}

/** Whether both have the same text; browsers send their own line endings. */
function same(one: Readonly<Fields>, other: Readonly<Fields>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)].filter((name) => !NOT_WRITTEN.has(name)));
  return [...names].every((name) => plain(one[name]) === plain(other[name]));
}

function plain(text: string | undefined): string {
  return (text ?? "").replaceAll("\r\n", "\n");
}

customElements.define("editor-form", EditorForm);
