import { expect, it } from 'vitest';
import { runsOf } from './reach-picture.tsx';

it('draws neighbours in a column as one shape, and nothing across columns or gaps', () => {
  expect(
    runsOf([
      [2, 0],
      [0, 0],
      [1, 0],
      [5, 0],
      [3, 1],
    ]),
  ).toEqual([
    { row: 0, column: 0, length: 3 },
    { row: 5, column: 0, length: 1 },
    { row: 3, column: 1, length: 1 },
  ]);
});
