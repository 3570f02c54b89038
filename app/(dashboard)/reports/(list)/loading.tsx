import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function ReportsLoading() {
  return (
    <Page crumbs={[{ title: 'Reports' }]}>
      <h1>Reports</h1>
      <SkeletonTable columns={['Report', 'State', 'Made', 'Pages']} />
    </Page>
  );
}
