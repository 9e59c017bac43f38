// Tells the size of the pages' script in gzip, and fails when it is more than a phone should have to load.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** Of all script on any page, in gzip. */
const MAX_BYTES = 60 * 1024;

const file = new URL("../../wwwroot/dist/site.js", import.meta.url);
const bytes = gzipSync(readFileSync(file), { level: 9 }).length;
console.error(`site.js: ${bytes} bytes in gzip, of ${MAX_BYTES}`);
if (bytes > MAX_BYTES) process.exitCode = 1;
