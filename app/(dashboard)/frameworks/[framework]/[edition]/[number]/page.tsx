import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, FilterSelect } from '#components/ui/filter-bar.tsx';
import { Note } from '#components/ui/note.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { queryString } from '#components/ui/query-string.ts';
import { checkTitle } from '#components/verdict/check-title.ts';
import { EvidenceBar } from '#components/verdict/evidence-bar.tsx';
import { frameworkHref, requirementHref } from '#components/verdict/hrefs.ts';
import { SeverityMark } from '#components/verdict/severity-mark.tsx';
import { VerdictCounts } from '#components/verdict/verdict-counts.tsx';
import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatNumber, plural } from '#lib/format.ts';
import { frameworkName } from '#lib/frameworks/listed-frameworks.ts';
import { verdictStatuses } from '#lib/posture/verdict.ts';
import { getRequirement, RequirementFilter, type RequirementPage } from '#lib/queries/requirement.ts';
import { getShell } from '#lib/queries/shell.ts';
import type { SearchProps } from '../../../../../page-props.ts';
import { RequirementAccounts } from './requirement-accounts.tsx';

interface RequirementProps extends SearchProps {
  params: Promise<{ framework: string; edition: string; number: string }>;
}

export async function generateMetadata({ params }: RequirementProps): Promise<Metadata> {
  const { framework, edition, number } = await params;
  return { title: `${number}, ${framework} ${edition}` };
}

export default async function RequirementDetailPage({ params, searchParams }: RequirementProps) {
  const viewer = await requireViewer();
  const of = await params;
  const filter = RequirementFilter.parse(await searchParams);
  const [page, shell] = await Promise.all([getRequirement(viewer, of, filter), getShell(viewer)]);
  if (!page) notFound();
  const name = frameworkName(page.framework, page.edition);
  const address = (change: { page?: number }) =>
    `${requirementHref(page.framework, page.edition, page.number)}${queryString({ q: filter.q, verdict: filter.verdict, ...change })}`;
  const isJudged = Object.values(page.counts).some((it) => it > 0);
  if (filter.page > 1 && page.accounts.length === 0) redirect(address({}));
  return (
    <Page
      crumbs={[
        { title: 'Frameworks', href: '/frameworks' },
        { title: name, href: frameworkHref(page.framework, page.edition) },
        { title: page.number },
      ]}
      asOf={shell.asOf}
    >
      <PageHead title={`${name}, ${page.number}`}>
        <Checks page={page} />
      </PageHead>
      <div className="notes">
        {page.assessment === 'manual' ? (
          <Note tone="unknown">
            <b>The framework has this assessed by hand.</b> The verdicts are what Watchpost judges by itself;
            an auditor still decides.
          </Note>
        ) : null}
      </div>
      {isJudged ? (
        <>
          <div className="reqsum">
            <VerdictCounts counts={page.counts} />
            <EvidenceBar shares={page.shares} size="tall" />
          </div>
          <Filters page={page} filter={filter} />
        </>
      ) : null}
      {page.accounts.length === 0 ? (
        <Nothing page={page} isJudged={isJudged} />
      ) : (
        <>
          <RequirementAccounts page={page} />
          <Pagination
            page={page.page}
            pageSize={page.pageSize}
            total={page.total}
            href={(it) => address({ page: it })}
          />
        </>
      )}
    </Page>
  );
}

function Checks({ page }: { page: RequirementPage }) {
  return (
    <ul className="reqchecks">
      {page.checks.map((it) => (
        <li key={it.checkId}>
          <Link href={`/catalogue#${it.checkId}`}>{checkTitle(it.checkId, it.title)}</Link>
          <SeverityMark severity={it.severity} />
        </li>
      ))}
    </ul>
  );
}

function Filters({ page, filter }: { page: RequirementPage; filter: RequirementFilter }) {
  return (
    <FilterBar>
      <FilterSearch name="q" label="Filter accounts" value={filter.q} />
      <FilterSelect
        name="verdict"
        label="Verdict"
        value={filter.verdict.length === 1 ? (filter.verdict[0] ?? '') : ''}
        all="All"
        options={verdictStatuses.map((it) => ({ value: it, title: verdictSigns[it].word }))}
      />
      <span className="push m3 small">{plural(page.total, 'account')}</span>
    </FilterBar>
  );
}

function Nothing({ page, isJudged }: { page: RequirementPage; isJudged: boolean }) {
  if (!isJudged) {
    return (
      <EmptyState title="Nothing judged yet">Verdicts come with the first scan of an account.</EmptyState>
    );
  }
  const all = Object.values(page.counts).reduce((sum, it) => sum + it, 0);
  return (
    <EmptyState
      title="No account matches these filters"
      action={
        <Link className="btn" href={requirementHref(page.framework, page.edition, page.number)}>
          Clear all
        </Link>
      }
    >
      Without them there are {formatNumber(all)}.
    </EmptyState>
  );
}
