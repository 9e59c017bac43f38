// What the pages load. They read and work with script off; this makes them live.
import "../Account/passkeys.ts";
import "../Account/show-password.ts";
import "../Editor/article-text.ts";
import "../Editor/editor-form.ts";
import "../Editor/film-field.ts";
import "../Editor/live-sketch.ts";
import "./live/live-rating.ts";
import "../Films/live-timeline.ts";
import "../Operations/live-page.ts";
import "../Shared/search-box.ts";
import "../Films/vote-form.ts";
