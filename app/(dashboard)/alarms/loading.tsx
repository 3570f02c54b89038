import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function AlarmsLoading() {
  return (
    <Page crumbs={[{ title: 'Accounts × controls' }]}>
      <h1>Accounts × controls</h1>
      <SkeletonTable columns={['Account', 'Score', 'Seen', 'Controls']} />
    </Page>
  );
}
