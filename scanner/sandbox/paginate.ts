import { createHash } from 'node:crypto';
import { AwsError } from './wire/aws-error.ts';

export interface Page<T> {
  items: T[];
  next: string | undefined;
}

/** One page of a list. @param of tells lists apart: a token of one is no good for another. */
export function paginate<T>(
  items: readonly T[],
  { of, size, token, invalid }: { of: string; size: number; token: string | undefined; invalid: string },
): Page<T> {
  const start = token === undefined ? 0 : offsetOf(token, of, invalid);
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? tokenAt(end, of) : undefined };
}

function tokenAt(offset: number, of: string): string {
  return Buffer.from(`${offset}.${signature(offset, of)}`).toString('base64url');
}

function offsetOf(token: string, of: string, invalid: string): number {
  const [offset = '', signed = ''] = Buffer.from(token, 'base64url').toString().split('.');
  if (signed !== signature(Number(offset), of))
    throw new AwsError(invalid, 'The specified nextToken is invalid.');
  return Number(offset);
}

function signature(offset: number, of: string): string {
  return createHash('sha256').update(`${offset} ${of}`).digest('base64url').slice(0, 24);
}
