import { describe, expect, it } from 'vitest';
import { countTry, forgetTries } from './sign-in-limit.ts';

const minute = 60_000;

describe('tries to sign in', () => {
  it('are ten in a quarter of an hour for one address, right or wrong', () => {
    for (let it = 0; it < 10; it += 1) countTry('ada@example.com', 0);
    const refused = expect.objectContaining({ code: 'not-allowed' });
    expect(() => countTry('ada@example.com', 14 * minute)).toThrow(refused);
    countTry('eve@example.com', 14 * minute);
    countTry('ada@example.com', 15 * minute);
  });

  it('start anew once somebody is in', () => {
    for (let it = 0; it < 10; it += 1) countTry('kai@example.com', 0);
    forgetTries('kai@example.com');
    countTry('kai@example.com', 0);
  });

  it('of very many addresses are not kept for ever', () => {
    for (let it = 0; it < 10; it += 1) countTry('old@example.com', 0);
    for (let it = 0; it < 10_001; it += 1) countTry(`${it}@example.com`, 16 * minute);
    countTry('old@example.com', 16 * minute);
  });
});
