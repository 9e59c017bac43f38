// What other sites load, as /embed.js. A page that has the element already keeps its own.
import { EmbeddedRating } from "./embedded-rating.ts";

if (!customElements.get("live-rating")) customElements.define("live-rating", EmbeddedRating);
