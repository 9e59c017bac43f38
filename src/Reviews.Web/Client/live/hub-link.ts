import type { Rating } from "./rating.ts";

/** One connection to the live hub. It is opened once; after it has closed, another is made. */
export interface HubLink {
  readonly isOpen: boolean;
  /** Resolves when the hub takes calls; fails when it can't be reached. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Calls the hub; fails with its refusal, or when the link closes in the meantime. */
  invoke<Answer>(method: string, filmIds: string[]): Promise<Answer>;
}

export interface HubEvents {
  ratingPushed(rating: Rating): void;
  /** Once, after a start that worked. */
  linkClosed(): void;
}

/** Makes a link for another attempt; `attempt` counts the failures since the last success, from 0. */
export type HubDialer = (attempt: number, events: HubEvents) => HubLink;
