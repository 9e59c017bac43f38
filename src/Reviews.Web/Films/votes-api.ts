import type { Rating } from "../Client/live/rating.ts";

/** The server answers a vote within 10 s; after this, we stop waiting. */
const ANSWER_LIMIT_MS = 15_000;

/**
 * The outcome of a vote: saved, with the film's rating that includes it; refused, nothing changed; signed out, nothing changed either;
 * or unsure: there was no answer, or the server said that it may have taken effect. Sending the same vote again is always safe.
 */
export type VoteResult =
  | { readonly outcome: "saved"; readonly rating: Rating | null }
  | { readonly outcome: "refused"; readonly reason: string }
  | { readonly outcome: "signed out" }
  | { readonly outcome: "unsure" };

/** The current vote, according to the server. */
export type StandingVote =
  | { readonly outcome: "known"; readonly stars: number | null }
  | { readonly outcome: "signed out" }
  | { readonly outcome: "unsure" };

/** Casts a vote of `stars`, or withdraws it (null). */
export async function sendVote(filmId: string, stars: number | null, antiforgeryToken: string): Promise<VoteResult> {
  const headers: Record<string, string> = { RequestVerificationToken: antiforgeryToken };
  if (stars !== null) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(addressOf(filmId), {
      method: stars === null ? "DELETE" : "PUT",
      headers,
      credentials: "same-origin",
      body: stars === null ? null : JSON.stringify({ stars }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (response.ok) {
      const answer = await response.json();
      return { outcome: "saved", rating: stars === null ? answer : answer.rating };
    }
    if (response.status >= 500) return { outcome: "unsure" };
    if (response.status === 401) return { outcome: "signed out" };
    // Already withdrawn, from another page: nothing left to do.
    if (response.status === 404 && stars === null) return { outcome: "saved", rating: null };
    return { outcome: "refused", reason: await refusal(response) };
  } catch (error) {
    console.warn("No answer to the vote", error);
    return { outcome: "unsure" };
  }
}

/** Asks for my current vote. */
export async function readVote(filmId: string): Promise<StandingVote> {
  try {
    const response = await fetch(addressOf(filmId), { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    if (response.ok) return { outcome: "known", stars: (await response.json()).stars };
    if (response.status === 404) return { outcome: "known", stars: null };
    return { outcome: response.status === 401 ? "signed out" : "unsure" };
  } catch (error) {
    console.warn("Could not ask for the vote", error);
    return { outcome: "unsure" };
  }
}

function addressOf(filmId: string): string {
  return `/api/films/${encodeURIComponent(filmId)}/ratings/me`;
}

async function refusal(response: Response): Promise<string> {
  if (response.status === 429) return "That was too fast. Wait a moment, then try again.";
  const problem: { detail?: string; title?: string } = await response.json();
  return problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
}
