/**
 * `<article-text mark="...">` around an article's text has keyboard shortcuts: Ctrl or Cmd with B and I format words in Markdown, and a
 * button ends the preview at the cursor. All of it can be undone like typing.
 */
class ArticleText extends HTMLElement {
  #text: HTMLTextAreaElement | null = null;

  connectedCallback(): void {
    this.#text = this.querySelector("textarea");
    this.#text?.addEventListener("keydown", this.#onKey);
    const tools = this.querySelector<HTMLElement>("[data-part=tools]");
    tools?.addEventListener("click", this.#onClick);
    if (tools) tools.hidden = false;
  }

  disconnectedCallback(): void {
    this.#text?.removeEventListener("keydown", this.#onKey);
    this.querySelector("[data-part=tools]")?.removeEventListener("click", this.#onClick);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.key.toLowerCase() === "b") this.#wrap("**");
    else if (event.key.toLowerCase() === "i") this.#wrap("*");
    else return;
    event.preventDefault();
  };

  readonly #onClick = (event: Event): void => {
    const tool = event.target instanceof Element ? event.target.closest("[data-tool]")?.getAttribute("data-tool") : null;
    if (tool === "strong") this.#wrap("**");
    else if (tool === "em") this.#wrap("*");
    else if (tool === "end") this.#endPreview();
  };

  /** Puts the selected words between two marks; without a selection, the cursor goes between them. */
  #wrap(mark: string): void {
    const text = this.#text;
    if (!text) return;
    const { selectionStart: start, selectionEnd: end } = text;
    this.#replace(start, end, mark + text.value.slice(start, end) + mark);
    text.setSelectionRange(start + mark.length, end + mark.length);
  }

  /** Moves the line to after the paragraph with the cursor. */
  #endPreview(): void {
    const [text, mark] = [this.#text, this.getAttribute("mark")];
    if (!text || !mark) return;
    const cursor = this.#removeMark(text, mark);
    const next = text.value.indexOf("\n\n", cursor);
    const end = next < 0 ? text.value.trimEnd().length : next;
    const line = `${end === 0 ? "" : "\n\n"}${mark}${next < 0 ? "\n\n" : ""}`;
    this.#replace(end, next < 0 ? text.value.length : end, line);
    text.setSelectionRange(end + line.length, end + line.length);
  }

  /** Removes the line wherever it is; returns where the cursor is then. */
  #removeMark(text: HTMLTextAreaElement, mark: string): number {
    const cursor = text.selectionStart;
    const found = `\n${text.value}\n`.indexOf(`\n${mark}\n`);
    if (found < 0) return cursor;
    const end = Math.min(found + mark.length + 2, text.value.length);
    this.#replace(found, end, "");
    return cursor <= found ? cursor : Math.max(found, cursor - (end - found));
  }

  /** As if typed, so that the browser can undo it. Only the deprecated command does that; where it is gone, the text still changes. */
  #replace(start: number, end: number, text: string): void {
    const field = this.#text;
    if (!field) return;
    field.focus();
    field.setSelectionRange(start, end);
    const isTyped = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
    if (isTyped) return;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("article-text", ArticleText);
