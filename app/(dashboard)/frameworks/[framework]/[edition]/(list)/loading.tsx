import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function FrameworkLoading() {
  return (
    <Page crumbs={[{ title: 'Frameworks', href: '/frameworks' }, { title: 'Edition' }]}>
      <h1>Framework edition</h1>
      <SkeletonTable columns={['Number', 'Checks', 'Accounts', 'Evidence', 'Worst accounts']} />
    </Page>
  );
}
