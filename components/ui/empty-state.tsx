import type { ReactNode } from 'react';

/** Says what belongs here and the one thing to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action ? <div className="acts">{action}</div> : null}
    </div>
  );
}
