import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function FrameworksLoading() {
  return (
    <Page crumbs={[{ title: 'Frameworks' }]}>
      <h1>Frameworks</h1>
      <SkeletonTable columns={['Edition', 'Score', 'Seen', 'Evidence']} />
    </Page>
  );
}
