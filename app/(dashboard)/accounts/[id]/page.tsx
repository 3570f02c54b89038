import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ScoreLine } from '#components/charts/score-line.tsx';
import { Page } from '#components/shell/page.tsx';
import { Name } from '#components/ui/name.tsx';
import { Note } from '#components/ui/note.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { ShareLine } from '#components/verdict/share-line.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { capitalize, formatDay, formatInstant, formatShare, plural } from '#lib/format.ts';
import { getAccountRegions } from '#lib/queries/account-regions.ts';
import { type AccountScorecard, getAccountScorecard } from '#lib/queries/account-scorecard.ts';
import type { IdProps } from '../../../page-props.ts';
import { ScanButton } from '../../scans/scan-button.tsx';
import { AccessProblem } from './access-problem.tsx';
import { AccountAside } from './account-aside.tsx';
import { RegionGridSection } from './region-grid-section.tsx';
import { ScorecardSectionView } from './scorecard-section.tsx';

export async function generateMetadata({ params }: IdProps): Promise<Metadata> {
  const scorecard = await getAccountScorecard(await requireViewer(), (await params).id);
  return { title: scorecard?.account.name ?? 'Not found' };
}

export default async function AccountPage({ params }: IdProps) {
  const viewer = await requireViewer();
  const { id } = await params;
  const [scorecard, regions] = await Promise.all([
    getAccountScorecard(viewer, id),
    getAccountRegions(viewer, id),
  ]);
  if (!scorecard) notFound();
  const { account, sections } = scorecard;
  return (
    <Page
      crumbs={[{ title: 'Accounts', href: '/accounts' }, { title: account.name }]}
      asOf={account.lastReadAt}
    >
      <PageHead
        title={<Name text={account.name} />}
        actions={
          <>
            {hasRole(viewer, 'admin') && account.status !== 'removed' ? (
              <Link className="btn" href={`/accounts/${account.id}/edit`}>
                Edit account
              </Link>
            ) : null}
            <Link className="btn" href={`/reports/new?account=${account.id}`}>
              Create report
            </Link>
            {hasRole(viewer, 'lead') && account.status !== 'removed' ? (
              <ScanButton accountId={account.id}>Scan account</ScanButton>
            ) : null}
          </>
        }
      >
        <Facts account={account} />
      </PageHead>
      <State scorecard={scorecard} />
      {account.status === 'unreachable' && account.lastError ? (
        <AccessProblem error={account.lastError} roleArn={account.roleArn} lastReadAt={account.lastReadAt} />
      ) : null}
      {account.lastReadAt === null ? null : (
        <>
          <Strip scorecard={scorecard} />
          <div className="card">
            <div>
              {sections.map((section) => (
                <ScorecardSectionView
                  key={section.section}
                  section={section}
                  trend={scorecard.trend}
                  decisions={scorecard.decisions}
                />
              ))}
            </div>
            <AccountAside scorecard={scorecard} />
          </div>
          {regions ? <RegionGridSection grid={regions} accountRowId={account.id} /> : null}
        </>
      )}
    </Page>
  );
}

function Facts({ account }: { account: AccountScorecard['account'] }) {
  return (
    <div className="facts mt-1">
      <span className="mono">{account.accountId}</span>
      <span>{capitalize(account.environment)}</span>
      {account.isInternetExposed ? <span className="tag exp">Internet-exposed</span> : null}
      {account.group ? (
        <span>
          <Name text={account.group} />
        </span>
      ) : null}
      {account.owner ? (
        <span>
          <span>
            Owner <Name text={account.owner} />
          </span>
        </span>
      ) : null}
      {account.tags.length > 0 ? (
        <span>
          <Name text={account.tags.join(', ')} />
        </span>
      ) : null}
      <span className="mono">{account.roleArn.split(':').at(-1)}</span>
    </div>
  );
}

function State({ scorecard: { account, running } }: { scorecard: AccountScorecard }) {
  return (
    <div className="notes">
      {account.status === 'unreachable' ? (
        <Note tone="unknown">
          <b>The last scan could not read this account.</b>{' '}
          <Prose text={sentence(account.lastError?.message ?? '')} />{' '}
          {account.lastReadAt
            ? `What stands below was true on ${formatInstant(account.lastReadAt)} and is not counted.`
            : 'Nothing here has been judged yet.'}
        </Note>
      ) : null}
      {account.status === 'removed' ? (
        <Note tone="unknown">
          <b>This account was taken out.</b> It is no longer scanned or counted; its history stays.
        </Note>
      ) : null}
      {running ? (
        <Note
          tone="unknown"
          action={
            <Link className="btn" href={`/scans/${running.scanId}`}>
              See its progress
            </Link>
          }
        >
          <b>Scan {running.scanNumber} is reading this account.</b>{' '}
          {running.progress?.detail ?? 'It waits for its turn.'}
        </Note>
      ) : null}
      {account.lastReadAt === null && !running && account.status === 'pending' ? (
        <Note tone="unknown">
          <b>No scan has read this account yet.</b>
        </Note>
      ) : null}
    </div>
  );
}

/** AWS ends its own sentences without a full stop. */
function sentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function Strip({ scorecard: { account, posture, trend, unseen } }: { scorecard: AccountScorecard }) {
  const isUnread = account.status === 'unreachable';
  const points = trend.flatMap((it) => (it.score === null ? [] : [{ at: it.at, score: it.score }]));
  const gaps = unseen.actions.length;
  return (
    <div className="strip">
      <div>
        <span className="fig">{formatScore(isUnread ? null : posture.score)}</span>
        <small>
          <b>Score</b>
          {trend.length > 1 ? `, since ${formatDay(trend[0]?.at ?? account.createdAt)}` : ''}
        </small>
      </div>
      <div>
        <span className="fig two-nd">
          {posture.seenShare === null ? '–' : formatShare(posture.seenShare)}
        </span>
        <small>
          <b>Seen</b>
          {gaps > 0 ? `, ${plural(gaps, 'gap')}` : ''}
        </small>
      </div>
      <div>
        <EvidenceBar shares={posture.shares} size="tall" />
        <ShareLine shares={posture.shares} />
      </div>
      <div>{points.length > 0 ? <ScoreLine points={points} /> : null}</div>
    </div>
  );
}
