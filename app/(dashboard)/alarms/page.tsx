import type { Metadata } from 'next';
import Link from 'next/link';
import { drawnRow } from '#components/matrix/drawn-row.ts';
import { MatrixLegend } from '#components/matrix/matrix-legend.tsx';
import { MatrixTable } from '#components/matrix/matrix-table.tsx';
import { FirstStep } from '#components/shell/first-step.tsx';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterSearch, FilterSelect } from '#components/ui/filter-bar.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { EnvironmentFilter, GroupFilter } from '#components/verdict/account-filters.tsx';
import { sectionTitles, verdictSigns } from '#components/verdict/verdict-signs.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { formatInstant, formatNumber } from '#lib/format.ts';
import { verdictStatuses } from '#lib/posture/verdict.ts';
import { getMatrix, type Matrix, MatrixFilter } from '#lib/queries/matrix.ts';
import { getShell } from '#lib/queries/shell.ts';
import type { SearchProps } from '../../page-props.ts';

export const metadata: Metadata = { title: 'Accounts × controls' };

export default async function MatrixPage({ searchParams }: SearchProps) {
  const viewer = await requireViewer();
  const filter = MatrixFilter.parse(await searchParams);
  const [matrix, shell] = await Promise.all([getMatrix(viewer, filter), getShell(viewer)]);
  return (
    <Page crumbs={[{ title: 'Accounts × controls' }]} asOf={shell.asOf}>
      <PageHead title="Accounts × controls">
        <p>
          Does an event in this account reach a person? Sixteen alarm controls, judged end to end, and the
          score of every other section.
        </p>
      </PageHead>
      {matrix.all === 0 ? null : <Filters matrix={matrix} filter={filter} />}
      {matrix.all === 0 ? (
        <FirstStep viewer={viewer} accounts={0} title="No accounts yet" what="Alarm controls appear here" />
      ) : matrix.rows.length === 0 ? (
        <Nothing all={matrix.all} />
      ) : (
        <>
          <MatrixLegend counts={matrix.counts} />
          <MatrixTable
            columns={matrix.columns}
            rows={matrix.rows.map((row) => drawnRow(row, matrix.sections))}
            sections={matrix.sections.map((section) => ({ section, title: shortTitle(section) }))}
            caption={`Verdict of each alarm control in each account, CIS ${matrix.edition}${shell.asOf ? `, as of ${formatInstant(shell.asOf)}` : ''}`}
            edition={matrix.edition}
          />
        </>
      )}
    </Page>
  );
}

function shortTitle(section: Matrix['sections'][number]): string {
  if (section === 'services') return 'Services';
  return section === 'bucket' ? 'Bucket' : sectionTitles[section];
}

function Filters({ matrix, filter }: { matrix: Matrix; filter: MatrixFilter }) {
  const cells = formatNumber(matrix.rows.length * matrix.columns.length);
  return (
    <FilterBar>
      <FilterSearch name="q" label="Filter accounts" value={filter.q} />
      <FilterSelect
        name="edition"
        label="Edition"
        value={matrix.edition}
        options={matrix.editions.map((it) => ({ value: it, title: `CIS ${it}` }))}
      />
      <EnvironmentFilter value={filter.environment[0]} />
      <GroupFilter groups={matrix.groups} value={filter.group} />
      <FilterSelect
        name="verdict"
        label="Verdict"
        value={filter.verdict[0] ?? ''}
        all="All"
        options={verdictStatuses.map((it) => ({ value: it, title: verdictSigns[it].word }))}
      />
      <span className="push m3 small">
        {formatNumber(matrix.rows.length)} of {formatNumber(matrix.all)} accounts, {cells} cells
      </span>
    </FilterBar>
  );
}

function Nothing({ all }: { all: number }) {
  return (
    <EmptyState
      title="No account matches these filters"
      action={
        <Link className="btn" href="/alarms">
          Clear all
        </Link>
      }
    >
      Without them there are {formatNumber(all)}.
    </EmptyState>
  );
}
