'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useActionState, useEffect, useState } from 'react';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { initialFormState } from '#lib/form-state.ts';
import type { OnboardingDraft } from '#lib/posture/onboarding-draft.ts';
import { onboardingAction } from './actions.ts';
import { ConnectionTestView } from './connection-test-view.tsx';
import { OnboardingForm } from './onboarding-form.tsx';
import { isRunning, OnboardingView } from './onboarding-view.ts';
import { PermissionTable } from './permission-table.tsx';

const pollMs = 700;

/** The form at the left, the test of what it says at the right. */
export function OnboardingWorkbench({
  initial,
  roleForms,
}: {
  initial: OnboardingView;
  roleForms: ReactNode;
}) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<OnboardingDraft>(initial.draft);
  const poll = useQuery({
    queryKey: ['onboarding', initial.id],
    queryFn: ({ signal }) => fetchJson(`/api/onboardings/${initial.id}`, OnboardingView, signal),
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (isRunning(query.state.data?.test ?? null) ? pollMs : false),
  });
  const [state, action, isPending] = useActionState(onboardingAction, initialFormState);

  useEffect(() => {
    if (state !== initialFormState) void queries.invalidateQueries({ queryKey: ['onboarding', initial.id] });
  }, [state, queries, initial.id]);

  const test = poll.data.test;
  const isOutdated = test !== null && draft.roleArn.trim() !== test.roleArn;
  return (
    <>
      <div className="onb">
        <OnboardingForm
          id={initial.id}
          externalId={initial.externalId}
          draft={draft}
          change={(part) => setDraft((was) => ({ ...was, ...part }))}
          state={state}
          action={action}
          isPending={isPending}
          isTesting={isRunning(test)}
          canOnboard={!isOutdated && test?.result?.outcome === 'connected'}
          roleForms={roleForms}
        />
        <ConnectionTestView test={isOutdated ? null : test} isOutdated={isOutdated} trouble={poll.error} />
      </div>
      {test?.result && !isOutdated && test.result.permissions.some((it) => it.state !== 'untried') ? (
        <PermissionTable permissions={test.result.permissions} />
      ) : null}
    </>
  );
}
