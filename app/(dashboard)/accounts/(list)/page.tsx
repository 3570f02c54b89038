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
import { EnvironmentFilter, GroupFilter } from '#components/verdict/account-filters.tsx';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { hasRole } from '#lib/auth/viewer.ts';
import { capitalize, formatNumber, plural } from '#lib/format.ts';
import { AccountFilter, type AccountList, listAccounts } from '#lib/queries/accounts.ts';
import { getShell } from '#lib/queries/shell.ts';
import type { SearchProps } from '../../../page-props.ts';
import { AccountTable } from './account-table.tsx';

export const metadata: Metadata = { title: 'Accounts' };

const statuses = ['pending', 'active', 'unreachable', 'suspended', 'removed'];

export default async function AccountsPage({ searchParams }: SearchProps) {
  const viewer = await requireViewer();
  const filter = AccountFilter.parse(await searchParams);
  const [list, shell] = await Promise.all([listAccounts(viewer, filter), getShell(viewer)]);
  const canOnboard = hasRole(viewer, 'admin');
  const address = (change: Partial<Record<keyof AccountFilter, string | number>>) =>
    `/accounts${queryString({ ...filter, page: undefined, size: undefined, ...change })}`;
  if (filter.page > 1 && list.rows.length === 0) redirect(address({}));
  return (
    <Page crumbs={[{ title: 'Accounts' }]} asOf={shell.asOf}>
      <PageHead
        title="Accounts"
        actions={
          canOnboard && list.all > 0 ? (
            <Link className="btn primary" href="/accounts/onboard">
              Onboard an account
            </Link>
          ) : null
        }
      >
        <p>{list.all === 0 ? 'None onboarded.' : `${plural(list.all, 'account')} onboarded.`}</p>
      </PageHead>
      {list.all === 0 ? null : <Filters list={list} filter={filter} />}
      {list.all === 0 ? (
        <FirstStep viewer={viewer} accounts={0} title="No accounts yet" what="Scores appear here" />
      ) : list.rows.length === 0 ? (
        <Nothing all={list.all} />
      ) : (
        <>
          <AccountTable
            rows={list.rows}
            sort={{ sort: filter.sort, dir: filter.dir ?? 'asc' }}
            href={(sort, dir) => address({ sort, dir })}
            asOf={shell.asOf ?? new Date()}
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

function Filters({ list, filter }: { list: AccountList; filter: AccountFilter }) {
  return (
    <FilterBar keep={{ sort: filter.sort, dir: filter.dir }}>
      <FilterSearch name="q" label="Filter accounts" value={filter.q} />
      <EnvironmentFilter value={filter.environment[0]} />
      <FilterSelect
        name="status"
        label="Status"
        value={filter.status[0] ?? ''}
        all="Onboarded"
        options={statuses.map((it) => ({ value: it, title: capitalize(it) }))}
      />
      <GroupFilter groups={list.groups} value={filter.group} />
      <span className="push m3 small">
        {formatNumber(list.total)} of {formatNumber(list.all)} accounts
      </span>
    </FilterBar>
  );
}

function Nothing({ all }: { all: number }) {
  return (
    <EmptyState
      title="No account matches these filters"
      action={
        <Link className="btn" href="/accounts">
          Clear all
        </Link>
      }
    >
      Without them there are {formatNumber(all)}.
    </EmptyState>
  );
}
