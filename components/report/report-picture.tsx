import type { Cell, Picture } from '#lib/report/model.ts';

const width = 640;
const tall = 430;
const groupGap = 11;
const ring = 3.6;

const fills: Readonly<Record<string, string>> = {
  pass: '#dfe3e0',
  'inherited-pass': '#eceeea',
  warn: '#9aa29e',
  'inherited-warn': '#b4bbb7',
  attested: '#ffffff',
  unknown: 'url(#hatch)',
  'inherited-unknown': 'url(#hatch)',
  'inherited-fail': '#e39a88',
  fail: 'var(--color-fail-mark)',
};
const stackOrder = Object.keys(fills).reverse();

/** The reader's own matrix: square is own, ring is inherited, hatch is unseen. */
export function ReportPicture({ picture }: { picture: Picture }) {
  return (
    <figure className="art">
      {picture.kind === 'rows' ? <Rows picture={picture} /> : <Columns picture={picture} />}
      <figcaption>
        <div>
          {picture.caption.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <ul className="legend">
          <li className="fail">Fail</li>
          <li className={picture.kind === 'rows' ? 'rim' : 'pale'}>Inherited fail</li>
          <li className="unseen">Not seen</li>
          <li className="pass">Pass</li>
          {hasState(picture, 'warn') ? <li className="half">Warn</li> : null}
          {hasState(picture, 'attested') ? <li className="framed">Attested</li> : null}
        </ul>
      </figcaption>
    </figure>
  );
}

function hasState(picture: Picture, state: string): boolean {
  return picture.columns.some((it) => (it.counts[state] ?? 0) > 0);
}

function Rows({ picture }: { picture: Picture }) {
  const rows = picture.groups.flatMap((group, order) => group.rows.map((row) => ({ row, order })));
  const gaps = Math.max(0, picture.groups.length - 1) * groupGap;
  const pitch = Math.min(18, (tall - gaps) / Math.max(1, rows.length));
  const column = width / Math.max(1, picture.columns.length);
  const height = rows.length * pitch + gaps;
  return (
    <svg viewBox={`0 0 ${width} ${height.toFixed(1)}`} role="img" aria-label={picture.alt}>
      {rows.flatMap(({ row, order }, index) =>
        row.cells.map((cell, place) => (
          <CellMark
            key={`${row.accountId}/${picture.columns[place]?.checkId}`}
            cell={cell}
            x={place * column}
            y={index * pitch + order * groupGap}
            width={column}
            height={pitch}
          />
        )),
      )}
    </svg>
  );
}

function CellMark({
  cell,
  x,
  y,
  width: w,
  height: h,
}: {
  cell: Cell;
  x: number;
  y: number;
  width: number;
  height: number;
}) {
  if (cell.state === 'not_applicable') return null;
  if (cell.isInherited) {
    const radius = Math.min(ring, h / 2 - 0.6);
    const at = { cx: x + w / 2, cy: y + h / 2 };
    if (cell.state === 'fail')
      return <circle {...at} r={radius} fill="none" stroke="var(--color-fail-mark)" strokeWidth="1.6" />;
    if (cell.state === 'pass') return <circle {...at} r={radius * 0.42} fill="#b4bbb7" />;
    return (
      <circle
        {...at}
        r={radius * 0.68}
        fill="none"
        stroke={cell.state === 'warn' ? '#8f9894' : '#8b91a5'}
        strokeWidth="1.2"
      />
    );
  }
  const box = { x: x + 0.8, width: w - 1.6, y: y + 0.8, height: Math.max(0.5, h - 1.6) };
  if (cell.state === 'attested')
    return <rect {...box} fill="#fff" stroke="var(--color-ink)" strokeWidth="1" />;
  if (cell.state === 'warn') {
    return (
      <>
        <rect {...box} fill={fills.pass} />
        <rect {...box} y={box.y + box.height / 2} height={box.height / 2} fill={fills.warn} />
      </>
    );
  }
  return <rect {...box} fill={fills[cell.state]} />;
}

function Columns({ picture }: { picture: Picture }) {
  const column = width / Math.max(1, picture.columns.length);
  return (
    <svg viewBox={`0 0 ${width} ${tall}`} role="img" aria-label={picture.alt}>
      {picture.columns.flatMap((control, place) =>
        stacked(control.counts).map((part) => (
          <rect
            key={`${control.checkId}/${part.state}`}
            x={place * column + 0.8}
            width={column - 1.6}
            y={part.from * tall}
            height={part.share * tall}
            fill={fills[part.state]}
          />
        )),
      )}
    </svg>
  );
}

function stacked(counts: Readonly<Record<string, number>>) {
  const total = Object.values(counts).reduce((sum, it) => sum + it, 0);
  let from = 0;
  return stackOrder.flatMap((state) => {
    const share = (counts[state] ?? 0) / Math.max(1, total);
    const part = { state, share, from };
    from += share;
    return share > 0 ? [part] : [];
  });
}
