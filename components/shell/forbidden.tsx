import { EmptyState } from '#components/ui/empty-state.tsx';
import { Name } from '#components/ui/name.tsx';

/** Says who may, since the viewer may not. */
export function Forbidden({
  what,
  who,
  workspaceName,
}: {
  what: string;
  who: string;
  workspaceName: string;
}) {
  return (
    <EmptyState title={`You cannot ${what}`}>
      {who} of <Name text={workspaceName} /> can.
    </EmptyState>
  );
}
