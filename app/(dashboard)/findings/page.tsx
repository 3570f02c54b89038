import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, FilterSelect } from '#components/ui/filter-bar.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { queryString } from '#components/ui/query-string.ts';
import { EnvironmentFilter } from '#components/verdict/account-filters.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { sectionTitles, severityWords, verdictSigns } from '#components/verdict/verdict-signs.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatNumber, plural } from '#lib/format.ts';
import { sections, severities, verdictStatuses } from '#lib/posture/verdict.ts';
import { FindingFilter, type FindingList, listFindings } from '#lib/queries/findings.ts';
import { getShell } from '#lib/queries/shell.ts';
import type { SearchProps } from '../../page-props.ts';
import { FindingTable } from './finding-table.tsx';

export const metadata: Metadata = { title: 'Findings' };

const open = 'fail,warn,unknown';

export default async function FindingsPage({ searchParams }: SearchProps) {
  const viewer = await requireViewer();
  const filter = FindingFilter.parse(await searchParams);
  const [list, shell] = await Promise.all([listFindings(viewer, filter), getShell(viewer)]);
  const { page: _page, size, ...asked } = filter;
  const address = (change: Record<string, string | number | undefined>) =>
    `/findings${queryString({ ...asked, ...(size === 50 ? {} : { size }), ...change })}`;
  if (filter.page > 1 && list.rows.length === 0) redirect(address({}));
  const exported = (format: string) => `/api/findings/export${queryString({ ...asked, format })}`;
  return (
    <Page crumbs={[{ title: 'Findings' }]} asOf={shell.asOf}>
      <PageHead
        title="Findings"
        actions={
          list.total > 0 ? (
            <>
              <a className="btn" href={exported('csv')}>
                Export {formatNumber(list.total)} as CSV
              </a>
              <a className="btn" href={exported('json')}>
                JSON
              </a>
            </>
          ) : null
        }
      >
        <p>{said(filter, list)}</p>
      </PageHead>
      {list.all === 0 ? null : <Filters filter={filter} list={list} />}
      {list.all === 0 ? (
        <FirstStep
          viewer={viewer}
          accounts={shell.accounts}
          title="No findings yet"
          what="Findings appear here"
        />
      ) : list.rows.length === 0 ? (
        <Nothing list={list} address={address} />
      ) : (
        <>
          <FindingTable
            rows={list.rows}
            sort={{
              sort: filter.sort,
              dir: filter.dir ?? (descending.includes(filter.sort) ? 'desc' : 'asc'),
            }}
            href={(sort, dir) => address({ sort, dir })}
          />
          <Pagination
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            href={(page) => address({ page })}
          />
        </>
      )}
    </Page>
  );
}

const descending = ['since', 'seen', 'verdict'];

function said(filter: FindingFilter, list: FindingList): string {
  if (list.all === 0) return 'Nothing has been judged yet.';
  const what =
    filter.verdict.length === 0 ? plural(list.total, 'open finding') : plural(list.total, 'finding');
  const { q, severity, section, environment, check, account, cause } = filter;
  const narrowed = [q, check, account, cause, ...severity, ...section, ...environment].some(Boolean);
  return `${what} of ${plural(list.all, 'verdict')}${narrowed ? ' with these filters' : ''}.`;
}

function Filters({ filter, list }: { filter: FindingFilter; list: FindingList }) {
  const keep = {
    sort: filter.sort,
    dir: filter.dir,
    check: filter.check,
    account: filter.account,
    cause: filter.cause,
  };
  const first = list.rows[0];
  return (
    <FilterBar keep={keep}>
      <FilterSearch name="q" label="Filter findings" value={filter.q} />
      <FilterSelect
        name="verdict"
        label="Verdict"
        value={
          filter.verdict.length === 1
            ? (filter.verdict[0] ?? '')
            : filter.verdict.length === 0
              ? ''
              : filter.verdict.join(',')
        }
        all="Open"
        options={[
          ...verdictStatuses.map((it) => ({ value: it as string, title: verdictSigns[it].word })),
          { value: verdictStatuses.join(','), title: 'All' },
        ]}
      />
      <FilterSelect
        name="severity"
        label="Severity"
        value={filter.severity.join(',')}
        all="All"
        options={[
          ...severities.map((it) => ({ value: it as string, title: severityWords[it] })),
          { value: 'critical,high', title: 'High and up' },
        ]}
      />
      <FilterSelect
        name="section"
        label="Section"
        value={filter.section[0] ?? ''}
        all="All"
        options={sections.map((it) => ({ value: it, title: sectionTitles[it] }))}
      />
      <EnvironmentFilter value={filter.environment[0]} />
      {filter.check ? (
        <Dropped
          name="Check"
          value={checkTitle(filter.check, first?.title ?? filter.check)}
          without="check"
          filter={filter}
        />
      ) : null}
      {filter.account ? (
        <Dropped name="Account" value={first?.account.name ?? 'One'} without="account" filter={filter} />
      ) : null}
      {filter.cause ? <Dropped name="Root cause" value="One" without="cause" filter={filter} /> : null}
      <span className="push m3 small">
        {formatNumber(list.total)} of {formatNumber(list.all)}
      </span>
    </FilterBar>
  );
}

/** A filter that comes from a link: shown on, and dropped by a click. */
function Dropped({
  name,
  value,
  without,
  filter,
}: {
  name: string;
  value: string;
  without: string;
  filter: FindingFilter;
}) {
  const { page: _page, size: _size, ...rest } = filter;
  return (
    <Link className="field on" href={`/findings${queryString({ ...rest, [without]: undefined })}`}>
      <span>{name}</span> {value} <span aria-hidden="true">×</span>
      <span className="vh">, drop this filter</span>
    </Link>
  );
}

const filterWords: Record<FindingList['without'][number]['filter'], string> = {
  q: 'the search',
  verdict: 'the verdict',
  severity: 'the severity',
  section: 'the section',
  environment: 'the environment',
  check: 'the check',
  account: 'the account',
  cause: 'the root cause',
};

function Nothing({
  list,
  address,
}: {
  list: FindingList;
  address: (change: Record<string, string | undefined>) => string;
}) {
  const best = list.without.toSorted((a, b) => b.total - a.total)[0];
  if (!best || best.total === 0) {
    return (
      <EmptyState
        title={list.without.length <= 1 ? 'Nothing is open' : 'No finding matches these filters'}
        action={
          <Link className="btn" href={`/findings?verdict=${verdictStatuses.join(',')}`}>
            Show all {formatNumber(list.all)} verdicts
          </Link>
        }
      >
        {list.without.length <= 1
          ? 'No check fails, warns or is unknown.'
          : 'Dropping any one of them changes nothing.'}
      </EmptyState>
    );
  }
  const change =
    best.filter === 'verdict' ? { verdict: verdictStatuses.join(',') } : { [best.filter]: undefined };
  return (
    <EmptyState
      title={`No finding matches ${list.without.length === 2 ? 'both' : `all ${list.without.length}`} filters`}
      action={
        <>
          <Link className="btn" href={address(change)}>
            Drop {filterWords[best.filter]}
          </Link>
          <Link className="btn quiet" href={`/findings?verdict=${open}`}>
            Clear all
          </Link>
        </>
      }
    >
      Without {filterWords[best.filter]} there {best.total === 1 ? 'is' : 'are'} {formatNumber(best.total)}.
    </EmptyState>
  );
}
