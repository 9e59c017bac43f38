/** What the pages of one browser tell each other: a vote that was saved. */
export interface VoteNews {
  readonly filmId: string;
  /** Null when it was withdrawn. */
  readonly stars: number | null;
  /** The version of the film's rating with this vote: of two votes by one member, the greater version is newer. */
  readonly version: number;
}

const CHANNEL = "reviews-votes";

/**
 * This page's end of the channel between a browser's pages. It is closed while the page is in the back-forward cache, which an open one
 * prevents.
 */
export class VoteNewsLine {
  #channel: BroadcastChannel | undefined;

  open(hear: (news: VoteNews) => void): void {
    this.#channel ??= new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = (event: MessageEvent<VoteNews>) => hear(event.data);
  }

  tell(news: VoteNews): void {
    this.#channel?.postMessage(news);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }
}
