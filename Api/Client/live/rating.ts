/** A film's rating as the API and the live hub send it. */
export interface Rating {
  readonly filmId: string;
  /** The exact mean of the votes in stars, rounded to 4 decimals; null while there is none. */
  readonly average: number | null;
  readonly count: number;
  /** Ten counts; `[i]` of the votes of (i+1)/2 stars. */
  readonly histogram: readonly number[];
  readonly weighted: number;
  /** Grows with every change of the votes. Of two ratings the one with the greater version is the newer. */
  readonly version: number;
}

/** `3.55`; a dash while nobody has voted. */
export function averageText(average: number | null): string {
  return average === null ? "–" : average.toFixed(2);
}

/** `11 ratings`. */
export function countText(count: number): string {
  return count === 1 ? "1 rating" : `${count.toLocaleString("en")} ratings`;
}

/** `3½ stars`, as a person would write it. */
export function starsText(stars: number): string {
  const whole = Math.floor(stars);
  const half = stars === whole ? "" : "½";
  return `${whole === 0 ? "" : whole}${half} ${stars > 1 ? "stars" : "star"}`;
}
