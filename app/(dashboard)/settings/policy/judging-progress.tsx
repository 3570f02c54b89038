'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useActionState, useEffect, useRef } from 'react';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { Note } from '#components/ui/note.tsx';
import { initialFormState } from '#lib/form-state.ts';
import { formatInstant, plural } from '#lib/format.ts';
import type { PolicyJudging } from '#lib/queries/workspace-policy.ts';
import { ScanView } from '../../scans/[id]/scan-progress.ts';
import { rejudgeAction } from './actions.ts';

const pollMs = 1000;

/** The newest judging that followed a change, moving while you look. */
export function JudgingProgress({ judging, canRepeat }: { judging: PolicyJudging; canRepeat: boolean }) {
  const router = useRouter();
  const poll = useQuery({
    queryKey: ['judging', judging.scanId],
    queryFn: async ({ signal }) =>
      judgingOf(await fetchJson(`/api/scans/${judging.scanId}`, ScanView, signal)),
    initialData: judging,
    refetchInterval: (query) => (isOver(query.state.data ?? judging) ? false : pollMs),
    staleTime: 0,
    enabled: !isOver(judging),
  });
  const now = poll.data;
  const wasOver = useRef(isOver(judging));

  useEffect(() => {
    if (!isOver(now) || wasOver.current) return;
    wasOver.current = true;
    router.refresh();
  }, [now, router]);

  if (now.status === 'failed') return <Failed judging={now} canRepeat={canRepeat} />;
  if (now.status === 'done') {
    return (
      <p className="small m3" role="status">
        {plural(now.done, 'account')} judged by it without a call to AWS
        {now.finishedAt ? `, ${formatInstant(now.finishedAt)}` : ''}.{' '}
        <Link className="a" href={`/scans/${now.scanId}`}>
          Scan {now.number}
        </Link>
      </p>
    );
  }
  return (
    <div role="status">
      <p>
        <b className="medium">
          Judging again, {now.done} of {plural(now.total, 'account')}
        </b>{' '}
        <span className="m3">from stored answers; AWS is not asked</span>
      </p>
      <progress className="my-2" max={Math.max(1, now.total)} value={now.done} aria-label="Accounts judged" />
    </div>
  );
}

function Failed({ judging, canRepeat }: { judging: PolicyJudging; canRepeat: boolean }) {
  const [state, action, isPending] = useActionState(rejudgeAction, initialFormState);
  return (
    <Note
      tone="fail"
      action={
        canRepeat ? (
          <form action={action}>
            <button type="submit" className="btn" disabled={isPending}>
              Judge again
            </button>
          </form>
        ) : null
      }
    >
      <b>The policy is saved, but accounts are not all judged by it.</b> {judging.error} {state.message}
    </Note>
  );
}

function isOver({ status }: Pick<PolicyJudging, 'status'>): boolean {
  return status === 'done' || status === 'failed';
}

function judgingOf(scan: ScanView): PolicyJudging {
  const { id, number, status, accountsDone, accountsTotal, error, finishedAt } = scan;
  return { scanId: id, number, status, done: accountsDone, total: accountsTotal, error, finishedAt };
}
