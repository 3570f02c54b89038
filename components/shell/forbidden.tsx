import { EmptyState } from '#components/ui/empty-state.tsx';

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
      {who} of {workspaceName} can.
    </EmptyState>
  );
}
