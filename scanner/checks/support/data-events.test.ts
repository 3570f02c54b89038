import { expect, it } from 'vitest';
import { leftOutOf } from './data-events.ts';

const open = { equals: [], startsWith: [], endsWith: [], notEquals: [], notStartsWith: [], notEndsWith: [] };
const thousand = Array.from({ length: 1_000 }, (_, index) => index);

it('knows that only the named is recorded without trying each name with each ending', () => {
  const startsWith = thousand.map((it) => `arn:aws:s3:::bucket-${it}/`);
  const endsWith = thousand.map((it) => `.${it}`);
  expect(leftOutOf([[{ ...open, startsWith }], [{ ...open, endsWith }]])).toBeNull();
});
