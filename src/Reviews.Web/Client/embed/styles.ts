/** The look of an embedded rating. What a site may want to change is a variable or a part: see docs/embed.md. */
export const STYLES = `
:host { display: inline-block; position: relative; font: var(--live-rating-font, inherit); color: var(--live-rating-color, inherit); }
:host([hidden]) { display: none; }
[part=link] { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0 .5em; color: inherit; text-decoration: none; font-variant-numeric: tabular-nums; }
[part=link]:hover [part=count] { text-decoration: underline; }
[part=link]:focus-visible { outline: 2px solid; outline-offset: 2px; }
[part=stars] { width: calc(var(--live-rating-star-size, 1.3em) * 5); height: var(--live-rating-star-size, 1.3em); flex: none; }
.full { fill: var(--live-rating-star, #b57a0b); }
.empty { fill: var(--live-rating-star-empty, color-mix(in srgb, currentColor 22%, transparent)); }
[part=mark] { width: 1em; margin-inline: -.4em; text-align: center; color: var(--live-rating-mark, #a5261a); opacity: 0; transition: opacity .6s; }
:host([moved]) [part=mark] { opacity: 1; transition: none; }
:host([moved=up]) [part=mark]::before { content: "▲"; }
:host([moved=down]) [part=mark]::before { content: "▼"; }
:host([moved=still]) [part=mark]::before { content: "•"; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { .full { fill: LinkText; } .empty { fill: Canvas; stroke: LinkText; } }
@media (prefers-reduced-motion: reduce) { [part=mark] { transition: none; } }
`;
