import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function CatalogueLoading() {
  return (
    <Page crumbs={[{ title: 'Check catalogue' }]}>
      <h1>Check catalogue</h1>
      <SkeletonTable columns={['Check', 'Severity', 'CIS']} />
    </Page>
  );
}
