'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { Note } from '#components/ui/note.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { PollTrouble } from '#components/ui/poll-trouble.tsx';
import { Section } from '#components/ui/section.tsx';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { formatDuration, formatInstant, formatShare, plural } from '#lib/format.ts';
import { AccountScanTable } from './account-scan-table.tsx';
import { ScanView } from './scan-progress.ts';

const pollMs = 1000;

/** A scan that moves while you look: a count, a bar and what each account is doing now. */
export function ScanProgressView({ initial }: { initial: ScanView }) {
  const router = useRouter();
  const poll = useQuery({
    queryKey: ['scan', initial.id],
    queryFn: ({ signal }) => fetchJson(`/api/scans/${initial.id}`, ScanView, signal),
    initialData: initial,
    refetchInterval: (query) => (isOver(query.state.data) ? false : pollMs),
    staleTime: 0,
    enabled: !isOver(initial),
  });
  const scan = poll.data;
  const wasOver = useRef(isOver(initial));

  useEffect(() => {
    if (!isOver(scan) || wasOver.current) return;
    wasOver.current = true;
    router.refresh();
  }, [scan, router]);

  return (
    <>
      <PageHead
        title={`Scan ${scan.number}`}
        actions={
          isOver(scan) && scan.status === 'done' ? (
            <Link className="btn primary" href={onlyAccount(scan) ?? '/'}>
              {onlyAccount(scan) ? 'Open the scorecard' : 'Open the overview'}
            </Link>
          ) : null
        }
      >
        <p>{said(scan)}</p>
      </PageHead>
      {poll.isError ? (
        <div className="notes">
          <PollTrouble error={poll.error} what="The progress" goesOn="The scan goes on." />
        </div>
      ) : null}
      {scan.error ? (
        <div className="notes">
          <Note
            tone="fail"
            action={
              <Link className="btn" href="/scans">
                Scan again
              </Link>
            }
          >
            <b>The scan failed.</b> {scan.error} Accounts it did not finish keep the verdicts they had.
          </Note>
        </div>
      ) : null}
      {scan.status === 'done' && scan.accountsFailed > 0 ? (
        <div className="notes">
          <Note
            tone="unknown"
            action={
              <Link className="btn" href="/unseen">
                See what and why
              </Link>
            }
          >
            <b>{plural(scan.accountsFailed, 'account')} could not be read.</b> What was judged there before
            stands with its age; the score counts it as not seen.
          </Note>
        </div>
      ) : null}
      {isOver(scan) ? null : <Running scan={scan} />}
      <Section
        title="Accounts"
        aside={isOver(scan) ? null : 'Verdicts of the scan before stay until an account is done'}
      >
        {scan.accounts.length === 0 ? (
          <p className="m2">
            {isOver(scan)
              ? 'It ended before it came to an account.'
              : 'They are listed as soon as a worker takes the scan.'}
          </p>
        ) : (
          <AccountScanTable accounts={scan.accounts} />
        )}
      </Section>
    </>
  );
}

function Running({ scan }: { scan: ScanView }) {
  const over = scan.accountsDone + scan.accountsFailed;
  return (
    <div className="mt-5" role="status">
      <p>
        <b className="medium">
          {over} of {plural(scan.accountsTotal, 'account')}
        </b>
      </p>
      <progress
        className="my-2"
        max={Math.max(1, scan.accountsTotal)}
        value={over}
        aria-label="Accounts read"
      />
    </div>
  );
}

function isOver(scan: ScanView | undefined): boolean {
  return scan?.status === 'done' || scan?.status === 'failed';
}

function onlyAccount(scan: ScanView): string | null {
  const [only, ...others] = scan.accounts;
  return only && others.length === 0 ? `/accounts/${only.accountRowId}` : null;
}

function said(scan: ScanView): string {
  const start = scan.startedAt ?? scan.createdAt;
  if (scan.status === 'queued') return 'Waits for a worker.';
  if (scan.status === 'running') {
    const how =
      scan.trigger === 'policy'
        ? ' The policy changed; stored answers are judged again, AWS is not asked.'
        : '';
    return `Running since ${formatInstant(start)}.${how}`;
  }
  const took = scan.finishedAt ? ` in ${formatDuration(scan.finishedAt.getTime() - start.getTime())}` : '';
  const verb = scan.trigger === 'policy' ? 'Judged again from stored answers:' : 'Read';
  const read = `${verb} ${scan.accountsDone} of ${plural(scan.accountsTotal, 'account')}${took}.`;
  if (scan.score === null) return read;
  const seen = scan.seenShare === null ? '' : ` of the ${formatShare(scan.seenShare)} that could be seen`;
  return `${read} Score ${formatScore(scan.score)}${seen}.`;
}
