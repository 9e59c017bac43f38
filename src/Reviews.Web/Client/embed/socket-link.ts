import type { HubEvents, HubLink } from "../live/hub-link.ts";
import type { Rating } from "../live/rating.ts";

/** Ends each message of SignalR's JSON protocol. */
const END = "\u001e";
/** The protocol's numbers for kinds of messages. */
const enum Kind {
  Invocation = 1,
  Completion = 3,
  Ping = 6,
  Close = 7,
}
/** The hub closes a link that was silent for 30 s, and says something every 15 s itself. */
const PING_EVERY_MS = 10_000;
const SILENT_FOR_MS = 30_000;

interface HubMessage {
  readonly type?: Kind;
  readonly invocationId?: string;
  readonly target?: string;
  readonly arguments?: readonly unknown[];
  readonly result?: unknown;
  readonly error?: string;
}

interface Call {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * A link by a plain WebSocket: as much of SignalR's JSON protocol as a reader needs, in a twentieth of its client's size.
 * https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md
 */
export class SocketLink implements HubLink {
  readonly #address: string;
  readonly #events: HubEvents;
  readonly #calls = new Map<string, Call>();
  #socket: WebSocket | undefined;
  #opening: Call | undefined;
  #isOpen = false;
  #lastCall = 0;
  #heardAt = 0;
  #pings: number | undefined;

  /** @param address The hub, `ws:` or `wss:`. */
  constructor(address: string, events: HubEvents) {
    this.#address = address;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#opening = { resolve: () => resolve(), reject };
      // Throws where the page's content policy or its https forbid it, and so fails the start.
      const socket = new WebSocket(this.#address);
      this.#socket = socket;
      socket.onopen = () => this.#send({ protocol: "json", version: 1 });
      socket.onmessage = ({ data }) => this.#hear(String(data));
      socket.onclose = () => this.#closed();
    });
  }

  async stop(): Promise<void> {
    this.#socket?.close();
  }

  invoke<Answer>(method: string, filmIds: string[]): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (!this.#isOpen) throw new Error("The link is closed.");
      const invocationId = String(++this.#lastCall);
      this.#calls.set(invocationId, { resolve: (answer) => resolve(answer as Answer), reject });
      this.#send({ type: Kind.Invocation, invocationId, target: method, arguments: [filmIds] });
    });
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify(message) + END);
  }

  #hear(frame: string): void {
    this.#heardAt = performance.now();
    for (const text of frame.split(END)) if (text) this.#take(JSON.parse(text) as HubMessage);
  }

  #take(message: HubMessage): void {
    if (!this.#isOpen) this.#shakeHands(message);
    else if (message.type === Kind.Completion) this.#complete(message);
    else if (message.type === Kind.Close) this.#socket?.close();
    else if (message.type === Kind.Invocation && message.target === "RatingChanged") this.#events.ratingPushed(message.arguments?.[0] as Rating);
  }

  /** The first message says whether the hub speaks the protocol. */
  #shakeHands({ error }: HubMessage): void {
    if (error) {
      this.#socket?.close();
      return;
    }
    this.#isOpen = true;
    this.#pings = window.setInterval(() => this.#ping(), PING_EVERY_MS);
    this.#opening?.resolve(undefined);
  }

  #complete({ invocationId, result, error }: HubMessage): void {
    const call = this.#calls.get(invocationId ?? "");
    this.#calls.delete(invocationId ?? "");
    if (error) call?.reject(new Error(error));
    else call?.resolve(result);
  }

  /** A lost network leaves sockets that look open but are dead. */
  #ping(): void {
    if (performance.now() - this.#heardAt > SILENT_FOR_MS) this.#closed();
    else this.#send({ type: Kind.Ping });
  }

  #closed(): void {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    clearInterval(this.#pings);
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      socket.onclose = null;
      socket.close();
    }
    const gone = new Error("The link closed.");
    this.#opening?.reject(gone);
    for (const call of this.#calls.values()) call.reject(gone);
    this.#calls.clear();
    if (wasOpen) this.#events.linkClosed();
  }
}
