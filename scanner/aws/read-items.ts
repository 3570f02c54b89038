import { z } from 'zod';
import type { Gap, Source } from '../snapshot.ts';

const Named = z.record(z.string(), z.unknown());

/**
 * Parses each item alone. What cannot be used is a gap that names it: `absent-field` where a field that decides
 * is missing, `malformed` where it is something else than AWS promises.
 */
export function readItems<Fact>(
  items: readonly unknown[],
  shape: z.ZodType<Fact>,
  asked: { topic: Gap['topic']; source: Source; nameField: string; isSecondary?: boolean },
  addGap: (gap: Gap) => void,
): Fact[] {
  return items.flatMap((item) => {
    const parsed = shape.safeParse(item);
    if (parsed.success) return [parsed.data];
    addGap({
      topic: asked.topic,
      api: asked.source.api,
      region: asked.source.region,
      resource: nameOf(item, asked.nameField),
      ...badField(item, parsed.error),
      at: asked.source.at,
      isSecondary: asked.isSecondary ?? false,
    });
    return [];
  });
}

function badField(item: unknown, error: z.ZodError): { kind: 'absent-field' | 'malformed'; message: string } {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const field = path.join('.') || 'item';
  const isAbsent = path.length > 0 && valueAt(item, path) === undefined;
  return isAbsent
    ? { kind: 'absent-field', message: `The answer has no ${field}.` }
    : {
        kind: 'malformed',
        message: `The answer's ${field} is not usable: ${issue?.message ?? 'unknown shape'}.`,
      };
}

function valueAt(item: unknown, path: readonly PropertyKey[]): unknown {
  let value = item;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function nameOf(item: unknown, field: string): string | null {
  const parsed = Named.safeParse(item);
  const name = parsed.success ? parsed.data[field] : null;
  return typeof name === 'string' ? name : null;
}
