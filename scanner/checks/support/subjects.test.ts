import { expect, it } from 'vitest';
import { judgeSubjects } from './subjects.ts';

it('says names as they are, whatever signs they hold', () => {
  const named = 'shop $& co/$default';
  const subject = {
    verdict: 'fail',
    region: null,
    resource: null,
    named,
    says: 'Nothing records {where}.',
  } as const;
  expect(judgeSubjects('resource', [subject], { nothing: '' }).reason).toBe(`Nothing records ${named}.`);
});
