import { z } from 'zod';
import { ConnectionTest } from '#lib/posture/connection-test.ts';
import { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';

/** An onboarding as its page and JSON route carry it. */
export const OnboardingView = z.object({
  id: z.string(),
  externalId: z.string(),
  draft: OnboardingDraft,
  test: z
    .object({
      status: z.enum(['queued', 'running', 'done', 'failed']),
      roleArn: z.string(),
      result: ConnectionTest.nullable(),
      startedAt: z.coerce.date().nullable(),
      finishedAt: z.coerce.date().nullable(),
    })
    .nullable(),
});
export type OnboardingView = z.infer<typeof OnboardingView>;
export type TestView = NonNullable<OnboardingView['test']>;

export function isRunning(test: TestView | null): boolean {
  return test?.status === 'queued' || test?.status === 'running';
}
