/** A film's rating as the API and the live hub send it. */
export interface Rating {
  readonly filmId: string;
  /** The exact mean of the votes in stars, rounded to 4 decimals; null while there is none. */
  readonly average: number | null;
  readonly count: number;
  /** Ten counts; `[i]` is the number of votes of (i+1)/2 stars. */
  readonly histogram: readonly number[];
  readonly weighted: number;
  /** Grows with every change of the votes. Of two ratings, the one with the greater version is newer. */
  readonly version: number;
}

const NUMERALS = ["", "one", "two", "three", "four", "five"];

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

/** `three and a half stars`, for those who listen: not every voice reads ½ well. */
export function starsSpoken(stars: number): string {
  const whole = Math.floor(stars);
  if (whole === 0) return "half a star";
  return `${NUMERALS[whole]}${stars === whole ? "" : " and a half"} ${stars > 1 ? "stars" : "star"}`;
}

/** Parts of a whole in whole percent that sum to 100, by the largest remainder: as the server rounds them. */
export function percentages(counts: readonly number[]): number[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  if (whole === 0) return counts.map(() => 0);
  const percents = counts.map((count) => Math.floor((100 * count) / whole));
  const missing = 100 - percents.reduce((sum, percent) => sum + percent, 0);
  const byLoss = counts.map((count, part) => ({ part, loss: (100 * count) % whole })).sort((a, b) => b.loss - a.loss);
  for (const { part } of byLoss.slice(0, missing)) percents[part]! += 1;
  return percents;
}
