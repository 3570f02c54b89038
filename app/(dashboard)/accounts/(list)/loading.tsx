import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function AccountsLoading() {
  return (
    <Page crumbs={[{ title: 'Accounts' }]}>
      <h1>Accounts</h1>
      <SkeletonTable columns={['Account', 'ID', 'Environment', 'Score', 'Worst']} />
    </Page>
  );
}
