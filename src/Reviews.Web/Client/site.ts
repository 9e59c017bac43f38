// What the pages load. They read and work with script off; this makes them live.
import "./account/passkeys.ts";
import "./account/show-password.ts";
import "./editor/article-text.ts";
import "./editor/editor-form.ts";
import "./editor/film-field.ts";
import "./editor/live-sketch.ts";
import "./live/live-rating.ts";
import "./live/live-timeline.ts";
import "./operations/live-page.ts";
import "./search/search-box.ts";
import "./vote/vote-form.ts";
