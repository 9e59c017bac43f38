// Tells the size of each script in gzip, and fails when one is more than a phone should have to load.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** Most bytes in gzip: of all script on any page of ours, and of what other people's pages load. */
const LIMITS = { "site.js": 60 * 1024, "embed.js": 5 * 1024 };

for (const [name, limit] of Object.entries(LIMITS)) {
  const file = new URL(`../../wwwroot/dist/${name}`, import.meta.url);
  const bytes = gzipSync(readFileSync(file), { level: 9 }).length;
  console.error(`${name}: ${bytes} bytes in gzip, of ${limit}`);
  if (bytes > limit) process.exitCode = 1;
}
