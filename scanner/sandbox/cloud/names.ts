import { createHash } from 'node:crypto';

export interface Owner {
  id: string;
  partition: string;
}

/** The ARN, unless the file already wrote one. */
export function arn(owner: Owner, service: string, region: string, rest: string): string {
  return `arn:${owner.partition}:${service}:${region}:${owner.id}:${rest}`;
}

export function isArn(text: string | undefined): boolean {
  return text?.startsWith('arn:') === true;
}

/** The same UUID for the same seed, so that two starts serve the same cloud. */
export function uuidFrom(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

export function hexFrom(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length);
}

export function ago(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}

/** What the file says, over what AWS would answer anyway. */
export function over<T extends object>(given: T, defaults: Partial<T>): T {
  return { ...defaults, ...given };
}

/** A copy that lacks the fields AWS returns from another operation. */
export function without<T extends object, Key extends keyof T>(value: T, ...keys: Key[]): Omit<T, Key> {
  const copy = { ...value };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

/** Removes the fields a file set to null to say that AWS returns nothing there. */
export function withoutNulls<T>(value: T): T {
  return stripNulls(value);
}

function stripNulls<T>(value: T): T;
function stripNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((it: unknown) => stripNulls(it));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, it]: [string, unknown]) =>
      it === null ? [] : [[key, stripNulls(it)]],
    ),
  );
}
