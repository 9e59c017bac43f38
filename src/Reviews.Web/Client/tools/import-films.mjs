// Publishes the films of a JSON or CSV file on a running server and prints the report it answers.
// Usage: node import-films.mjs FILE true|false (dry run); ./reviews import films is the way to call it.
import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";

/** The server takes no larger import. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MEDIA_TYPES = { ".json": "application/json", ".csv": "text/csv" };

class ImportFailure extends Error {}

async function main([file, dryRunText]) {
  const dryRun = dryRunText === "true";
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()];
  if (!mediaType) throw new ImportFailure(`'${file}' is neither .json nor .csv`);
  const { size } = await stat(file);
  if (size > MAX_FILE_BYTES) throw new ImportFailure(`'${file}' has ${size} bytes; an import has at most ${MAX_FILE_BYTES}`);

  const server = new URL(process.env.REVIEWS_URL ?? "http://127.0.0.1:5080");
  const token = await signIn(server);
  console.error(`Sending ${size.toLocaleString("en")} bytes to ${server.origin} ...`);
  const target = new URL("/api/admin/films", server);
  if (dryRun) target.searchParams.set("dryRun", "true");
  const headers = { "Content-Type": mediaType, Authorization: `Bearer ${token}` };
  const answer = await call(target, { method: "POST", headers, body: await readFile(file) });
  print(await answer.json(), dryRun);
}

async function signIn(server) {
  const email = process.env.Reviews__Operator__Email;
  const password = process.env.Reviews__Operator__Password;
  if (!email || !password) {
    throw new ImportFailure("only an operator may import: set Reviews__Operator__Email and Reviews__Operator__Password");
  }
  const headers = { "Content-Type": "application/json" };
  const answer = await call(new URL("/api/account/login", server), { method: "POST", headers, body: JSON.stringify({ email, password }) });
  return (await answer.json()).accessToken;
}

async function call(target, request) {
  let answer;
  try {
    answer = await fetch(target, request);
  } catch (error) {
    // What was published before the line broke stays; a second import finds it unchanged.
    throw new ImportFailure(`no answer from ${target.origin} (${error.cause?.message ?? error.message}); importing again is safe`);
  }
  if (answer.ok) return answer;
  if (answer.status === 401) throw new ImportFailure("the server has no operator with that email and password");
  throw new ImportFailure(`${target.pathname} answered ${answer.status}: ${await reason(answer)}`);
}

async function reason(answer) {
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.includes("json")) return text.slice(0, 200) || answer.statusText;
  const problem = JSON.parse(text);
  const fields = Object.entries(problem.errors ?? {}).map(([field, messages]) => `\n  ${field}: ${[messages].flat().join(" ")}`);
  return [problem.detail ?? problem.title, ...fields].join("");
}

function print(report, dryRun) {
  for (const row of report.refused ?? []) console.log(`refused  row ${row.row}  ${row.title ?? "(no title)"}: ${row.reason}`);
  for (const note of report.notes ?? []) console.log(`note     row ${note.row}  ${note.title ?? "(no title)"}: ${note.note}`);
  const counts = `${report.taken} taken, ${report.changed} changed, ${report.unchanged} unchanged, ${report.refused?.length ?? 0} refused`;
  console.log(dryRun ? `dry run, nothing was changed: ${counts}` : counts);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ImportFailure)) throw error;
  console.error(`reviews: ${error.message}`);
  process.exitCode = 1;
}
