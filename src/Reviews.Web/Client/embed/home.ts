/** Where this script came from: ratings, the live hub and the films' pages are there, wherever the embedding page is. */
const home = (document.currentScript as HTMLScriptElement | null)?.src ?? document.querySelector<HTMLScriptElement>("script[src*='/embed.js']")?.src ?? location.href;

/** An address at home. */
export function atHome(path: string): URL {
  return new URL(path, home);
}

/** The live hub's. */
export function hubAddress(): string {
  const address = atHome("hubs/ratings");
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
