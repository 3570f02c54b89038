import Link from 'next/link';
import { Page } from '#components/shell/page.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function NotFound() {
  return (
    <Page crumbs={[{ title: 'Not found' }]}>
      <EmptyState
        title="There is nothing here"
        action={
          <Link className="btn" href="/">
            Go to the overview
          </Link>
        }
      >
        The address is wrong, what was here is gone, or it belongs to another workspace.
      </EmptyState>
    </Page>
  );
}
