import type { NormalizedSchema } from '@smithy/core/schema';
import type { OperationSchema } from './schema.ts';

export interface RestRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
}

export interface RestMatch {
  schema: OperationSchema;
  labels: Record<string, string>;
}

/** The operation whose method, path and literal query fit best: more literals win. */
export function matchRest(schemas: Iterable<OperationSchema>, request: RestRequest): RestMatch | undefined {
  let best: (RestMatch & { weight: number }) | undefined;
  for (const schema of schemas) {
    const match = schema.http?.method === request.method ? matchOne(schema, request) : undefined;
    if (match && (best === undefined || match.weight > best.weight)) best = match;
  }
  return best;
}

export function parseRest(match: RestMatch, request: RestRequest): unknown {
  const input: Record<string, unknown> = readBody(match.schema.input, request.body);
  for (const [name, member] of match.schema.input.structIterator()) {
    const traits = member.getMergedTraits();
    const text = traits.httpLabel
      ? match.labels[name]
      : traits.httpHeader
        ? request.headers[traits.httpHeader.toLowerCase()]
        : undefined;
    if (text !== undefined) input[name] = simple(member, text);
    if (traits.httpQuery) readQuery(input, name, member, request.query.getAll(traits.httpQuery));
  }
  return input;
}

function matchOne(
  schema: OperationSchema,
  request: RestRequest,
): (RestMatch & { weight: number }) | undefined {
  const [template = '', literalQuery = ''] = (schema.http?.uri ?? '').split('?');
  let weight = 0;
  for (const [key, value] of new URLSearchParams(literalQuery)) {
    const isMarker = key === 'x-id';
    if (isMarker ? request.query.has(key) && request.query.get(key) !== value : !request.query.has(key))
      return undefined;
    if (!isMarker && value !== '' && request.query.get(key) !== value) return undefined;
    weight += isMarker && !request.query.has(key) ? 0 : 100;
  }
  const labels = matchPath(template, request.path);
  if (!labels) return undefined;
  const literals = template.split('/').filter((part) => part !== '' && !part.startsWith('{')).length;
  return { schema, labels, weight: weight + literals };
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  const wanted = segments(template);
  const given = segments(path);
  for (const [index, part] of wanted.entries()) {
    const label = /^\{([^}+]+)(\+?)\}$/.exec(part);
    const value = given[index];
    if (label?.[1] !== undefined && label[2] === '+') {
      if (value === undefined) return undefined;
      labels[label[1]] = decodeURIComponent(given.slice(index).join('/'));
      return labels;
    }
    if (value === undefined) return undefined;
    if (label?.[1] !== undefined) labels[label[1]] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return wanted.length === given.length ? labels : undefined;
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function readBody(schema: NormalizedSchema, body: string): Record<string, unknown> {
  if (!body.startsWith('{') || schema.isUnitSchema()) return {};
  return readStruct(schema, JSON.parse(body));
}

function readStruct(schema: NormalizedSchema, json: object): Record<string, unknown> {
  const struct: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const value: unknown = Reflect.get(json, member.getMergedTraits().jsonName ?? name);
    if (value !== undefined && value !== null) struct[name] = readJson(member, value);
  }
  return struct;
}

function readJson(schema: NormalizedSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (schema.isStructSchema()) return readStruct(schema, value);
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.map((it: unknown) => readJson(schema.getValueSchema(), it));
  }
  if (!schema.isMapSchema()) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, it]: [string, unknown]) => [key, readJson(schema.getValueSchema(), it)]),
  );
}

function readQuery(
  input: Record<string, unknown>,
  name: string,
  member: NormalizedSchema,
  texts: string[],
): void {
  if (texts.length === 0) return;
  input[name] = member.isListSchema() ? texts : simple(member, texts[0] ?? '');
}

function simple(member: NormalizedSchema, text: string): unknown {
  if (member.isNumericSchema()) return Number(text);
  if (member.isBooleanSchema()) return text === 'true';
  return text;
}
