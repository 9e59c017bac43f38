// Many readers of the live hub in one process, each with the client that browsers use. The test speaks to it in lines of JSON:
// one command on standard input, one answer on standard output.
import { createInterface } from "node:readline";
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const watchers = [];
const url = process.argv[2];

/** One page: watches films, keeps the greater version of each, watches again when it comes back. */
class Watcher {
  constructor(films) {
    this.films = films;
    this.known = {};
    this.pushes = {};
    this.wentBack = 0;
    this.reconnects = 0;
    this.closed = false;
    this.connection = new HubConnectionBuilder()
      .withUrl(url, { transport: HttpTransportType.WebSockets })
      .withAutomaticReconnect(Array(200).fill(50))
      .configureLogging(LogLevel.None)
      .build();
    this.connection.on("RatingChanged", (rating) => this.push(rating));
    this.connection.onreconnecting(() => (this.pushed = {}));
    this.connection.onreconnected(async () => {
      await this.watch();
      this.reconnects++;
      checkWaits();
    });
    this.connection.onclose(() => (this.closed = true));
    this.pushed = {};
  }

  async start() {
    await this.connection.start();
    await this.watch();
  }

  async watch() {
    for (const rating of await this.connection.invoke("Watch", this.films)) this.keep(rating);
  }

  push(rating) {
    // Among the pushes of one connection every version is higher than the last.
    if (rating.version <= (this.pushed[rating.filmId] ?? -1)) this.wentBack++;
    this.pushed[rating.filmId] = rating.version;
    this.pushes[rating.filmId] = (this.pushes[rating.filmId] ?? 0) + 1;
    this.keep(rating);
    checkWaits();
  }

  keep(rating) {
    if (rating.version >= (this.known[rating.filmId]?.version ?? -1)) this.known[rating.filmId] = rating;
  }

  report() {
    const { known, pushes, wentBack, reconnects, closed } = this;
    return { known, pushes, wentBack, reconnects, closed };
  }
}

let waits = [];

/** Answers every wait that has come true. */
function checkWaits() {
  waits = waits.filter((wait) => {
    if (!wait.isTrue()) return true;
    answer({});
    return false;
  });
}

function waitFor(isTrue) {
  waits.push({ isTrue });
  checkWaits();
}

const commands = {
  async connect({ count, films }) {
    const fresh = Array.from({ length: count }, () => new Watcher(films));
    watchers.push(...fresh);
    await Promise.all(fresh.map((watcher) => watcher.start()));
    answer({});
  },
  await: ({ film, version }) => waitFor(() => watchers.every((watcher) => watcher.known[film]?.version >= version)),
  reconnected: ({ times }) => waitFor(() => watchers.every((watcher) => watcher.reconnects >= times)),
  report: () => answer({ watchers: watchers.map((watcher) => watcher.report()) }),
};

function answer(value) {
  process.stdout.write(JSON.stringify(value) + "\n");
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  await commands[command.do](command);
}

// The test closed our input: it is done with us.
process.exit(0);
