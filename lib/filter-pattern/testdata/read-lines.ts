import { readFileSync } from 'node:fs';

/** The objects of a JSON-lines file beside this one or at the path given. */
export function readLines(file: URL): readonly Record<string, unknown>[] {
  return readFileSync(file, 'utf8').trim().split('\n').map(parseLine);
}

function parseLine(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw new Error(`Not an object: ${line}`);
  return { ...value };
}
