import { createInterface } from 'node:readline';
import { explainPattern } from '../lib/filter-pattern/explain.ts';
import { parsePattern } from '../lib/filter-pattern/parse.ts';
import { answerCover, answerMatch } from './pattern-answers.ts';

const usage = `Usage: npm run -s pattern -- COMMAND

  match              reads JSON lines from standard input:
                       {"pattern": "{ $.eventName = CreateVpc }", "event": {"eventName": "CreateVpc"}}
                       {"pattern": "ERROR", "message": "an ERROR in a line of text"}
                     answers {"match": true|false} or {"error": {"message", "column"}}
  cover              reads JSON lines from standard input:
                       {"control": "vpc-changes", "pattern": "..." or ["...", "..."], "edition": "7.0"}
                     answers {"verdict", "missed", "exclusions", "alsoFires", "securityHub"}
  explain PATTERN    prints the pattern in plain English

One answer a line, in order; a line that cannot be answered gets {"error": ...}.
`;

await main(process.argv.slice(2));

async function main([command, ...rest]: readonly string[]): Promise<void> {
  if (command === 'match' && rest.length === 0) return answerLines(answerMatch);
  if (command === 'cover' && rest.length === 0) return answerLines(answerCover);
  const [pattern] = rest;
  if (command === 'explain' && pattern !== undefined && rest.length === 1) return explain(pattern);
  const isHelp = command === 'help' || command === '--help' || command === '-h';
  (isHelp ? process.stdout : process.stderr).write(usage);
  process.exitCode = isHelp ? 0 : 2;
}

function explain(text: string): void {
  const result = parsePattern(text);
  if (result.ok) {
    process.stdout.write(`${explainPattern(result.pattern)}\n`);
    return;
  }
  const { column, message } = result.error;
  process.stderr.write(`${text}\n${' '.repeat(column - 1)}^\nColumn ${column}: ${message}\n`);
  process.exitCode = 1;
}

/** Waits for the reader of the answers before it takes more lines, so any number of them fits in memory. */
async function answerLines(answer: (line: string) => unknown): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    // Trimming also takes the byte order mark some editors put before the first line.
    const isTaken = process.stdout.write(`${JSON.stringify(answer(line.trim()))}\n`);
    if (!isTaken) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}
