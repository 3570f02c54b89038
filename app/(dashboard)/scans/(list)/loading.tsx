import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function ScansLoading() {
  return (
    <Page crumbs={[{ title: 'Scans' }]}>
      <h1>Scans</h1>
      <SkeletonTable columns={['Scan', 'State', 'Started', 'Read', 'Score']} />
    </Page>
  );
}
