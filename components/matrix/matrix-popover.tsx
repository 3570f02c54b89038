'use client';

import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { z } from 'zod';
import { ChainDots } from '#components/chain/chain-dots.tsx';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { Name } from '#components/ui/name.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { checkTitle } from '#components/verdict/check-title.ts';
import { severityWords } from '#components/verdict/verdict-signs.ts';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import { ChainStation } from '#lib/posture/alarm-detail.ts';
import { severities, verdictStatuses } from '#lib/posture/verdict.ts';

const Glance = z.object({
  checkId: z.string(),
  title: z.string(),
  verdict: z.enum(verdictStatuses),
  severity: z.enum(severities),
  reason: z.string(),
  region: z.string().nullable(),
  isStale: z.boolean(),
  account: z.object({ name: z.string() }),
  stations: z.array(ChainStation.pick({ link: true, state: true })),
});

const restMs = 140;
const width = 340;
const edge = 8;

/** At the cell that is focused or rested on: verdict, chain in small, one sentence. */
export function MatrixPopover({ frame, edition }: { frame: RefObject<HTMLElement | null>; edition: string }) {
  const [cell, setCell] = useState<HTMLElement | null>(null);

  useEffect(() => {
    const root = frame.current;
    if (!root || matchMedia('(max-width: 760px)').matches) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (event: Event, delayMs: number) => {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
      clearTimeout(timer);
      timer = setTimeout(() => setCell(target), delayMs);
    };
    const onRest = (event: Event) => show(event, restMs);
    const onLeave = () => {
      clearTimeout(timer);
      setCell(null);
    };
    root.addEventListener('pointerover', onRest);
    root.addEventListener('focusin', onRest);
    root.addEventListener('pointerleave', onLeave);
    root.addEventListener('focusout', onLeave);
    return () => {
      clearTimeout(timer);
      root.removeEventListener('pointerover', onRest);
      root.removeEventListener('focusin', onRest);
      root.removeEventListener('pointerleave', onLeave);
      root.removeEventListener('focusout', onLeave);
    };
  }, [frame]);

  const path = cell?.getAttribute('href') ?? null;
  const glance = useQuery({
    queryKey: ['glance', path],
    queryFn: ({ signal }) => fetchJson(`/api${path}/glance`, Glance, signal),
    enabled: path !== null,
  });
  if (!cell || !glance.data) return null;
  const { checkId, title, verdict, severity, reason, region, isStale, account, stations } = glance.data;
  return (
    <div className="pop over" role="status" ref={(node) => place(node, cell)}>
      <div className="pophead">
        <b>{checkTitle(checkId, title)}</b>
        <VerdictWord verdict={isStale ? 'unknown' : verdict} />
      </div>
      <span className="m3 small">
        <Name text={account.name} />
        {region ? `, ${region}` : ''}
      </span>
      {stations.length > 0 ? <ChainDots stations={stations} /> : null}
      <p>
        <Prose text={reason} />
      </p>
      <footer>
        <span>
          CIS {edition}, {severityWords[severity].toLowerCase()}
        </span>
        <span>
          <kbd>Enter</kbd> opens the chain
        </span>
      </footer>
    </div>
  );
}

/** Below the cell when there is room, else above, so that its row and the account's name stay in sight. */
function place(node: HTMLElement | null, cell: HTMLElement): void {
  if (!node) return;
  const box = cell.getBoundingClientRect();
  const { offsetHeight: height } = node;
  const room = document.documentElement.clientWidth - width - edge;
  const left = Math.min(Math.max(edge, (box.left + box.right - width) / 2), room);
  const isBelow = box.bottom + edge + height < window.innerHeight;
  node.style.left = `${left}px`;
  node.style.top = `${isBelow ? box.bottom + edge : Math.max(edge, box.top - edge - height)}px`;
}
