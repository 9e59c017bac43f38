import type { Rating } from "../Client/live/rating.ts";

/** A film as it is suggested. */
export interface Offer {
  readonly address: string;
  readonly title: string;
  /** Title and year of release. */
  readonly name: string;
  /** Year and genre, as far as they are known. */
  readonly facts: string;
  readonly rating: Rating;
}

/** As many as fit a phone above its keyboard. */
const MAX_OFFERS = 8;

interface FilmSummary {
  readonly filmId: string;
  readonly title: string;
  readonly releaseDate: string | null;
  readonly genre: string | null;
  readonly rating: Rating;
}

/** The films that match the words so far, best first. */
export async function searchFilms(words: string, signal: AbortSignal): Promise<Offer[]> {
  const query = new URLSearchParams({ search: words, pageSize: String(MAX_OFFERS) });
  const response = await fetch(`/api/films?${query}`, { credentials: "omit", signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const { items }: { items: FilmSummary[] } = await response.json();
  return items.map(offerOf);
}

function offerOf(film: FilmSummary): Offer {
  const year = film.releaseDate?.slice(0, 4);
  const facts = [year, film.genre].filter(Boolean).join(" · ");
  const name = year ? `${film.title} (${year})` : film.title;
  return { address: `/films/${encodeURIComponent(film.filmId)}`, title: film.title, name, facts, rating: film.rating };
}
