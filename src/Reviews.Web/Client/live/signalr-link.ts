import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import type { HubEvents, HubLink } from "./hub-link.ts";
import type { Rating } from "./rating.ts";

/**
 * A WebSocket at once: one request, which any API behind any balancer can answer. Where WebSockets are blocked, every third attempt
 * negotiates first.
 */
const NEGOTIATE_EVERY = 3;
const WEB_SOCKET = { transport: HttpTransportType.WebSockets, skipNegotiation: true };

/** A link by SignalR's own client, which knows other ways than WebSockets. */
class SignalRLink implements HubLink {
  readonly #connection: HubConnection;

  constructor(attempt: number, events: HubEvents) {
    const negotiates = attempt % NEGOTIATE_EVERY === NEGOTIATE_EVERY - 1;
    this.#connection = new HubConnectionBuilder()
      .withUrl("/hubs/ratings", negotiates ? {} : WEB_SOCKET)
      // The connection reports what breaks, once.
      .configureLogging(LogLevel.None)
      .build();
    this.#connection.on("RatingChanged", (rating: Rating) => events.ratingPushed(rating));
    this.#connection.onclose(() => events.linkClosed());
  }

  get isOpen(): boolean {
    return this.#connection.state === HubConnectionState.Connected;
  }

  start(): Promise<void> {
    return this.#connection.start();
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }

  invoke<Answer>(method: string, filmIds: string[]): Promise<Answer> {
    return this.#connection.invoke<Answer>(method, filmIds);
  }
}

export const dialSignalR = (attempt: number, events: HubEvents): HubLink => new SignalRLink(attempt, events);
