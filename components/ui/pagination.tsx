import Link from 'next/link';
import { formatNumber } from '#lib/format.ts';

export function Pagination({
  page,
  pageSize,
  total,
  href,
}: {
  page: number;
  pageSize: number;
  total: number;
  href: (page: number) => string;
}) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav className="pages" aria-label="Pages">
      <span>
        {formatNumber(from)} to {formatNumber(to)} of {formatNumber(total)}
      </span>
      <span className="acts">
        {page > 1 ? (
          <Link className="btn" href={href(page - 1)} rel="prev">
            Previous
          </Link>
        ) : null}
        <span className="small m3">
          Page {formatNumber(page)} of {formatNumber(pages)}
        </span>
        {page < pages ? (
          <Link className="btn" href={href(page + 1)} rel="next">
            Next
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
