import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function CausesLoading() {
  return (
    <Page crumbs={[{ title: 'Root causes' }]}>
      <h1>Root causes</h1>
      <SkeletonTable columns={['Root cause', 'Turns green', 'Severity']} />
    </Page>
  );
}
