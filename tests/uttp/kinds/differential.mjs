// node differential.mjs INDEX_JS: kinds on the first line, one case a line after it, one answer a line.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { InvalidInput, evaluate } = await import(pathToFileURL(process.argv[2]));
let kinds = null;
for await (const line of createInterface({ input: process.stdin })) {
  const read = JSON.parse(line);
  if (!kinds) {
    kinds = read;
    continue;
  }
  const [code, service, attributes, observations] = read;
  let answer;
  try {
    answer = evaluate(kinds[code], service, attributes, observations);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    answer = { errors: error.errors };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
