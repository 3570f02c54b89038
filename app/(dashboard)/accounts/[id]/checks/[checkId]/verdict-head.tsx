import Link from 'next/link';
import { Name } from '#components/ui/name.tsx';
import { Note } from '#components/ui/note.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { accountHref, causeHref, checkHref } from '#components/verdict/hrefs.ts';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { capitalize, formatDate, formatDay, formatInstant, plural } from '#lib/format.ts';
import { scopeWords } from '#lib/posture/decision-scope.ts';
import type { NotRequired } from '#lib/posture/workspace-policy.ts';
import type { FindingPage } from '#lib/queries/finding.ts';
import { ScanButton } from '../../../../scans/scan-button.tsx';

/** Verdict, the one sentence that says it, and what stands around it. */
export function VerdictHead({
  finding,
  decision,
  canScan,
}: {
  finding: FindingPage;
  /** What the workspace decided about this check, while it holds. */
  decision: NotRequired | null;
  canScan: boolean;
}) {
  const { account, check } = finding;
  return (
    <>
      <div className="verdict">
        <div>
          <h1>
            {checkTitle(finding.checkId, finding.title)}{' '}
            <VerdictWord verdict={finding.isStale ? 'unknown' : finding.verdict} isBig />
          </h1>
          <p className="say">
            <Prose text={finding.reason} />
          </p>
          <div className="facts">
            <SeverityMark severity={finding.severity} />
            <span>
              <span>
                Impact <b>{capitalize(check.impact)}</b>, likelihood <b>{capitalize(check.likelihood)}</b>
              </span>
            </span>
            <Link className="mono" href={accountHref(account.id)}>
              <Name text={account.name} /> {account.accountId}
            </Link>
            {finding.region ? <span>{finding.region}</span> : null}
            <span>
              {verdictSigns[finding.verdict].word} since {formatDay(finding.statusSince)}
            </span>
            {finding.rootCause ? (
              <Link className="a" href={causeHref(finding.rootCause.key)}>
                Everything with this cause
              </Link>
            ) : null}
          </div>
        </div>
        {canScan ? (
          <div className="acts">
            <ScanButton accountId={account.id}>Judge again</ScanButton>
          </div>
        ) : null}
      </div>
      <div className="notes">
        {decision && finding.verdict === 'not_applicable' ? <Decided decision={decision} /> : null}
        <Stale finding={finding} />
        <Inherited finding={finding} />
        {finding.metBy ? (
          <Note tone="pass">
            <b>Met by an alternative.</b> <Prose text={finding.metBy} />
            {finding.metByStrict
              ? ` Read strictly, the benchmark says ${verdictSigns[finding.metByStrict].word.toLowerCase()}.`
              : ''}
          </Note>
        ) : null}
        {finding.inheritedBy > 0 ? (
          <p className="small m3">
            {plural(finding.inheritedBy, 'account')} inherit this verdict; it counts once, here.
          </p>
        ) : null}
      </div>
    </>
  );
}

function Decided({ decision }: { decision: NotRequired }) {
  return (
    <Note
      tone="unknown"
      action={
        <Link className="btn" href="/settings/policy">
          Workspace policy
        </Link>
      }
    >
      <b>
        Decided by {decision.owner} for {scopeWords(decision.scope)}.
      </b>{' '}
      Cost: {decision.costNote} After {formatDate(decision.expiresAt)} it is judged again by itself.
    </Note>
  );
}

function Stale({ finding }: { finding: FindingPage }) {
  if (!finding.isStale) return null;
  return (
    <Note tone="unknown">
      <b>The newest scan could not read this account.</b> What stands below was true on{' '}
      {formatInstant(finding.readAt)}, when it was {verdictSigns[finding.verdict].word.toLowerCase()}.
    </Note>
  );
}

function Inherited({ finding: { inheritedFrom } }: { finding: FindingPage }) {
  if (!inheritedFrom) return null;
  const name = inheritedFrom.name ?? inheritedFrom.accountId;
  const word = verdictSigns[inheritedFrom.verdict].word.toLowerCase();
  return (
    <Note
      tone={inheritedFrom.verdict === 'fail' ? 'fail' : inheritedFrom.verdict === 'pass' ? 'pass' : 'unknown'}
      action={
        inheritedFrom.accountRowId && inheritedFrom.findingId ? (
          <Link className="btn" href={checkHref(inheritedFrom.accountRowId, inheritedFrom.checkId)}>
            Open at the owner
          </Link>
        ) : null
      }
    >
      <b>
        Inherited from <Name text={name} />: {word}.
      </b>{' '}
      It rests on resources of account <span className="mono">{inheritedFrom.accountId}</span> and counts
      once, there.
    </Note>
  );
}
