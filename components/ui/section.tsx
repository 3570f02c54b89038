import type { ReactNode } from 'react';

/** A titled part of a page; `aside` stands at the right of the title. */
export function Section({
  title,
  aside,
  id,
  className,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={className ? `sec ${className}` : 'sec'} id={id}>
      <header>
        <h2>{title}</h2>
        {aside ? <p>{aside}</p> : null}
      </header>
      {children}
    </section>
  );
}
