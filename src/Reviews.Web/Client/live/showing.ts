/** How long the quiet mark stays after the average moved. */
export const MARK_MS = 2_500;
/** A film may change ten times a second; a screen reader announces it this often, always the newest. */
export const SPOKEN_EVERY_MS = 10_000;
/** The drawing of five stars is this wide. */
export const STARS_WIDTH = 120;

/** How much of the five stars is full, in the drawing's units. */
export function starsWidth(average: number | null): string {
  return String(((average ?? 0) / 5) * STARS_WIDTH);
}

/** Which way the average went; a vote equal to the average changes only the count. */
export function moveOf(before: number | null, after: number | null): "up" | "down" | "still" {
  const change = (after ?? 0) - (before ?? 0);
  return change > 0 ? "up" : change < 0 ? "down" : "still";
}
