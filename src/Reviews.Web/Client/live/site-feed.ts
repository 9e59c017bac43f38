import { RatingsFeed } from "./ratings-feed.ts";
import { dialSignalR } from "./signalr-link.ts";

/** What a page of the site hears of ratings. */
export const ratingsFeed = new RatingsFeed(dialSignalR);
