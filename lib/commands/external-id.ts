import { randomBytes } from 'node:crypto';

/** 160 random bits, made here and never taken from a client. */
export function newExternalId(): string {
  return `wp-${randomBytes(20).toString('hex')}`;
}
