/** What editors wrote and did not save yet, kept in their own browser. */

const PREFIX = "reviews.draft/";
/** Drafts nobody came back for are dropped: 30 days. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

export interface Draft {
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
  /** The form's fields, including hidden ones, so that it is known what they were based on. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The draft with that name; null when there is none, or it can't be read. */
export function findDraft(name: string): Draft | null {
  const text = localStorage.getItem(PREFIX + name);
  return text === null ? null : parse(text);
}

/** Keeps a draft, replacing any earlier one; false when the browser has no room, or keeps nothing. */
export function keepDraft(name: string, fields: Readonly<Record<string, string>>): boolean {
  const draft: Draft = { at: Date.now(), fields };
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(draft));
    return true;
  } catch (error) {
    console.warn("This browser can't keep drafts", error);
    return false;
  }
}

export function dropDraft(name: string): void {
  localStorage.removeItem(PREFIX + name);
}

/** Drops what is too old, and what can't be read. */
export function dropOldDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const draft = parse(localStorage.getItem(key) ?? "");
    if (!draft || Date.now() - draft.at > MAX_AGE_MS) localStorage.removeItem(key);
  }
}

function parse(text: string): Draft | null {
  try {
    const draft = JSON.parse(text) as Partial<Draft> | null;
    return typeof draft?.at === "number" && draft.fields ? { at: draft.at, fields: draft.fields } : null;
  } catch {
    return null; // written by hand or by another version: as good as none
  }
}
