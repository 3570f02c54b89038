'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { DrawnRow } from '#components/matrix/drawn-row.ts';
import { matrixLines } from '#components/matrix/matrix-lines.ts';
import { MatrixPopover } from '#components/matrix/matrix-popover.tsx';
import { MatrixRowCells } from '#components/matrix/matrix-row.tsx';
import { useMatrixKeys } from '#components/matrix/use-matrix-keys.ts';
import { Name } from '#components/ui/name.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { formatNumber } from '#lib/format.ts';
import type { Section } from '#lib/posture/verdict.ts';
import type { MatrixColumn } from '#lib/queries/matrix.ts';

const rowHeight = 27;
const groupHeight = 36;
/** Below this everything is drawn, so that the browser's own search finds it. */
const drawnAtMost = 150;

export interface MatrixTableProps {
  columns: readonly MatrixColumn[];
  rows: readonly DrawnRow[];
  sections: readonly { section: Section; title: string }[];
  caption: string;
  edition: string;
}

export function MatrixTable({ columns, rows, sections, caption, edition }: MatrixTableProps) {
  const frame = useRef<HTMLElement>(null);
  const [isPopoverOn, setPopoverOn] = useState(true);
  const lines = useMemo(() => matrixLines(rows), [rows]);
  const isVirtual = rows.length > drawnAtMost;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled by the React Compiler.
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? groupHeight : rowHeight),
    overscan: 12,
    enabled: isVirtual,
    initialRect: { width: 1440, height: 900 },
    scrollMargin: frame.current?.offsetTop ?? 0,
  });
  const shown = isVirtual
    ? virtualizer.getVirtualItems()
    : lines.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = isVirtual ? Math.max(0, (shown[0]?.start ?? 0) - virtualizer.options.scrollMargin) : 0;
  const after = isVirtual
    ? Math.max(0, virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? 0) - virtualizer.options.scrollMargin))
    : 0;
  const { at, onFocus } = useMatrixKeys(frame, {
    rows: rows.length,
    columns: columns.length,
    close: () => setPopoverOn(false),
    reveal: (row) => {
      if (isVirtual)
        virtualizer.scrollToIndex(lines.findIndex((line) => line.kind === 'row' && line.index === row));
    },
  });
  const span = 3 + columns.length + (sections.length > 0 ? 1 + sections.length : 0);

  return (
    <>
      <section
        className="mxwrap"
        aria-label="Matrix"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls sideways.
        tabIndex={0}
        ref={frame}
        onFocus={(event) => {
          setPopoverOn(true);
          onFocus(event);
        }}
        onPointerMove={() => setPopoverOn(true)}
      >
        <table className="mx">
          <caption className="vh">{caption}</caption>
          <MatrixHead columns={columns} sections={sections} />
          <tbody>
            <SumRow columns={columns} sections={sections} rows={rows} />
            {before > 0 ? <Pad height={before} span={span} /> : null}
            {shown.map(({ index }) => {
              const line = lines[index];
              if (!line) return null;
              if (line.kind === 'group') {
                return (
                  <tr key={`group ${line.title}`} className="grp">
                    <th colSpan={span} scope="rowgroup">
                      <Name text={line.title} />
                      <span>{line.note}</span>
                    </th>
                  </tr>
                );
              }
              return (
                <MatrixRowCells
                  key={line.row.id}
                  row={line.row}
                  index={line.index}
                  columns={columns}
                  sections={sections}
                  isAt={at?.row === line.index}
                />
              );
            })}
            {after > 0 ? <Pad height={after} span={span} /> : null}
          </tbody>
        </table>
      </section>
      {isPopoverOn ? <MatrixPopover frame={frame} edition={edition} /> : null}
      <div className="keys">
        <span>
          Links: 1 trail, 2 log group, 3 metric filter, 4 metric, 5 alarm, 6 action, 7 topic, 8 person
        </span>
        <span className="push only-wide">
          <kbd>h</kbd>
          <kbd>j</kbd>
          <kbd>k</kbd>
          <kbd>l</kbd> move
        </span>
        <span className="only-wide">
          <kbd>Enter</kbd> open
        </span>
        <span className="only-wide">
          <kbd>Esc</kbd> close
        </span>
      </div>
    </>
  );
}

/** Height as an attribute: inline styles are refused by the content security policy. */
function Pad({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} height={height} />
    </tr>
  );
}

function MatrixHead({ columns, sections }: Pick<MatrixTableProps, 'columns' | 'sections'>) {
  return (
    <thead>
      <tr>
        <th scope="col" className="acc">
          Account
        </th>
        <th scope="col" className="fig">
          Score
        </th>
        <th scope="col" className="fig">
          Seen
        </th>
        {columns.map((column) => (
          <th key={column.checkId} scope="col" className="ctl">
            <span>{checkTitle(column.checkId, column.title)}</span>
            <small>{column.number ?? '–'}</small>
          </th>
        ))}
        {sections.length > 0 ? <td className="gap" /> : null}
        {sections.map(({ section, title }) => (
          <th key={section} scope="col" className="sct">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function SumRow({ columns, sections }: Pick<MatrixTableProps, 'columns' | 'sections' | 'rows'>) {
  return (
    <tr className="sum">
      <th colSpan={3} scope="row">
        Accounts failing
      </th>
      {columns.map((column) => (
        <td key={column.checkId}>
          {column.failing > 0 ? <b>{formatNumber(column.failing)}</b> : <span className="m3">0</span>}
        </td>
      ))}
      {sections.length > 0 ? <td className="gap" /> : null}
      {sections.map(({ section }) => (
        <td key={section} />
      ))}
    </tr>
  );
}
