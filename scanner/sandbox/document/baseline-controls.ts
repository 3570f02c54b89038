import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { nearest } from './strict.ts';

/** One pattern per control that catches every event the newest benchmark asks for. */
export const baselinePatterns = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(new URL('./baseline-patterns.json', import.meta.url), 'utf8')));

const names = Object.keys(baselinePatterns);

export const ControlName = z.string().superRefine((name, context) => {
  if (names.includes(name)) return;
  const near = nearest(name, names);
  const hint = near ? `did you mean "${near}"?` : `known: ${names.join(', ')}`;
  context.addIssue({ code: 'custom', message: `unknown control "${name}", ${hint}` });
});

/** An object with any of the controls as keys. */
export function perControl<Schema extends z.ZodType>(schema: Schema): Record<string, z.ZodOptional<Schema>> {
  return Object.fromEntries(names.map((name) => [name, schema.optional()]));
}
