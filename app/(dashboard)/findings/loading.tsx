import { Page } from '#components/shell/page.tsx';
import { SkeletonTable } from '#components/ui/skeleton-table.tsx';

export default function FindingsLoading() {
  return (
    <Page crumbs={[{ title: 'Findings' }]}>
      <h1>Findings</h1>
      <SkeletonTable columns={['Verdict', 'Check', 'Account', 'Severity', 'Since']} />
    </Page>
  );
}
