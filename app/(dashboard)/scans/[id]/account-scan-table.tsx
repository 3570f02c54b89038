'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useRef } from 'react';
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { accountHref } from '#components/verdict/hrefs.ts';
import { formatScore } from '#components/verdict/score-figure.tsx';
import { formatDuration, formatNumber, formatShare } from '#lib/format.ts';
import type { AccountScanView } from './scan-progress.ts';

const rowHeight = 34;
const drawnAtMost = 200;

const states: Record<AccountScanView['status'], { word: string; glyph: GlyphName; tone: string }> = {
  queued: { word: 'Queued', glyph: 'notreached', tone: 'notreached' },
  collecting: { word: 'Reading', glyph: 'right', tone: 'notreached' },
  judging: { word: 'Judging', glyph: 'right', tone: 'notreached' },
  done: { word: 'Done', glyph: 'pass', tone: 'pass' },
  failed: { word: 'Not read', glyph: 'unknown', tone: 'unknown' },
};

/** An account read in part is done, and not well: what was not seen is never green. */
const inPart: (typeof states)['done'] = { word: 'In part', glyph: 'unknown', tone: 'unknown' };

function stateOf({ status, seenShare }: AccountScanView): (typeof states)['done'] {
  return status === 'done' && seenShare !== null && seenShare < 1 ? inPart : states[status];
}

/** Thousands of accounts stay quick: only the rows in sight are drawn. */
export function AccountScanTable({ accounts }: { accounts: readonly AccountScanView[] }) {
  const frame = useRef<HTMLTableElement>(null);
  const isVirtual = accounts.length > drawnAtMost;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled by the React Compiler.
  const virtualizer = useWindowVirtualizer({
    count: accounts.length,
    estimateSize: () => rowHeight,
    overscan: 20,
    enabled: isVirtual,
    initialRect: { width: 1440, height: 900 },
    scrollMargin: frame.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const margin = virtualizer.options.scrollMargin;
  const shown = isVirtual ? items.flatMap((it) => accounts[it.index] ?? []) : accounts;
  const before = isVirtual ? Math.max(0, (items[0]?.start ?? 0) - margin) : 0;
  const after = isVirtual ? Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? 0) - margin)) : 0;
  return (
    <table className="t scanned" ref={frame}>
      <caption className="vh">Accounts of this scan</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Account</th>
          <th scope="col">What</th>
          <th scope="col" className="num only-wide">
            Calls
          </th>
          <th scope="col" className="num only-wide">
            Gaps
          </th>
          <th scope="col" className="num only-wide">
            Took
          </th>
          <th scope="col" className="num">
            Score
          </th>
        </tr>
      </thead>
      <tbody>
        {before > 0 ? <Pad height={before} /> : null}
        {shown.map((account) => (
          <Line key={account.id} account={account} />
        ))}
        {after > 0 ? <Pad height={after} /> : null}
      </tbody>
    </table>
  );
}

function Pad({ height }: { height: number }) {
  return (
    <tr>
      <td colSpan={7} height={height} />
    </tr>
  );
}

function Line({ account }: { account: AccountScanView }) {
  const state = stateOf(account);
  return (
    <tr>
      <td className="nowrap">
        <span className={`v ${state.tone}`}>
          <Glyph name={state.glyph} />
          {state.word}
        </span>
      </td>
      <th scope="row" className="nowrap">
        <Link className="medium" href={accountHref(account.accountRowId)} data-row prefetch={false}>
          <Name text={account.accountName} />
        </Link>
      </th>
      <td className="m2 decided">
        <Prose text={what(account)} />
      </td>
      <td className="num only-wide">{calls(account)}</td>
      <td className="num only-wide m2">{account.gaps ?? ''}</td>
      <td className="num only-wide m2 nowrap">
        {account.durationMs === null ? '' : formatDuration(account.durationMs)}
      </td>
      <td className="num scorenum">{account.status === 'done' ? formatScore(account.score) : ''}</td>
    </tr>
  );
}

function what(account: AccountScanView): string {
  if (account.error) {
    const { message, requestId } = account.error;
    return `${message.replace(/[.\s]*$/, '.')}${requestId ? ` Request ${requestId}.` : ''}`;
  }
  if (account.status === 'done') {
    return account.seenShare === null ? '' : `${formatShare(account.seenShare)} seen`;
  }
  if (account.status === 'judging') return 'Read; judged once every account of the scan is';
  return account.progress?.detail ?? '';
}

function calls(account: AccountScanView): string {
  const made = account.callsTotal ?? account.progress?.callsMade;
  if (made === undefined) return '';
  return account.callsThrottled
    ? `${formatNumber(made)}, ${account.callsThrottled} throttled`
    : formatNumber(made);
}
