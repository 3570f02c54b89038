import { z } from 'zod';
import { EnvSchema } from '#lib/env.ts';

const Properties = z.record(
  z.string(),
  z.object({ description: z.string(), default: z.union([z.string(), z.number()]).optional() }),
);
const ofOthers = ['NODE_ENV', 'CI', 'AWS_ENDPOINT_URL', 'AWS_REGION'];
const width = 100;

/** Every variable with its description and its default, commented out. */
export function envExample(): string {
  const { properties } = z.toJSONSchema(EnvSchema, { io: 'input' });
  const lines = Object.entries(Properties.parse(properties)).flatMap(([name, it]) =>
    ofOthers.includes(name)
      ? []
      : [...wrapped(it.description).map((line) => `# ${line}`), `# ${name}=${it.default ?? ''}`, ''],
  );
  return `${['# Written by npm run env:example -- --write from lib/env.ts. Everything is optional.', '', ...lines].join('\n').trimEnd()}\n`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 3 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
