// node typed.mjs TYPED_JS: one form a line, as [what the browser was given, boxes]; one answer a line.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { read } = await import(pathToFileURL(process.argv[2]));
for await (const line of createInterface({ input: process.stdin })) {
  const [plan, boxes] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(read(plan, new Map(Object.entries(boxes))))}\n`);
}
