'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { fetchJson } from '#components/ui/fetch-json.ts';
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import { Name } from '#components/ui/name.tsx';
import { Note } from '#components/ui/note.tsx';
import { formatInstant, formatShortInstant, plural } from '#lib/format.ts';
import { ConfirmationResultView } from './confirmation-result.tsx';
import {
  ConfirmationDetail,
  type ConfirmationView,
  type ConfirmQuestion,
  isUnderWay,
} from './confirmation-view.ts';

type Outcome = NonNullable<ConfirmationView['summary']>['outcome'];

const signs: Record<Outcome, { glyph: GlyphName; tone: string; word: string }> = {
  agrees: { glyph: 'pass', tone: 'pass', word: 'Agrees' },
  differs: { glyph: 'fail', tone: 'fail', word: 'Differs' },
  denied: { glyph: 'unknown', tone: 'unknown', word: 'Denied' },
  inconclusive: { glyph: 'unknown', tone: 'unknown', word: 'No full answer' },
};

/** One question to AWS: by whom and when, how it goes, what came of it. */
export function ConfirmationEntry({
  confirmation,
  question,
  isOpen: isOpenFirst,
}: {
  confirmation: ConfirmationView;
  question: ConfirmQuestion;
  isOpen: boolean;
}) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  const { summary, status } = confirmation;
  if (isUnderWay(confirmation)) return <UnderWay confirmation={confirmation} />;
  const sign = summary && signs[summary.outcome];
  return (
    <details className="said" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {sign ? (
          <span className={`v ${sign.tone}`}>
            <Glyph name={sign.glyph} />
            <span className="vh">{sign.word}</span>
          </span>
        ) : null}
        <b className="medium">{said(confirmation)}</b>{' '}
        <span className="m3">
          <Name text={confirmation.accountName} />, {formatShortInstant(confirmation.createdAt)}
        </span>
      </summary>
      <p className="small m3">
        <Asked confirmation={confirmation} />
      </p>
      <OtherQuestion confirmation={confirmation} question={question} />
      {status === 'failed' ? (
        <Note tone="warn">
          Watchpost was interrupted, or may not ask any more. Its log says which. Ask again.
        </Note>
      ) : null}
      {summary && isOpen ? <Result id={confirmation.id} /> : null}
    </details>
  );
}

function UnderWay({ confirmation }: { confirmation: ConfirmationView }) {
  const { progress } = confirmation;
  const isAsking = progress !== null && progress.total > 0;
  return (
    <div className="said">
      <p>
        <b className="medium">
          {isAsking ? `${progress.done} of ${plural(progress.total, 'call')}` : 'Waits for a worker'}
        </b>
      </p>
      <progress
        className="my-2"
        max={isAsking ? progress.total : 1}
        value={isAsking ? progress.done : 0}
        aria-label="Calls to AWS"
      />
      <p className="small m3">
        <Asked confirmation={confirmation} />
      </p>
    </div>
  );
}

function Asked({ confirmation }: { confirmation: ConfirmationView }) {
  const { accountName, accountId, askedBy, createdAt } = confirmation;
  return (
    <>
      In <Name text={accountName} /> <span className="mono">{accountId}</span>. Asked{' '}
      {askedBy ? `by ${askedBy} ` : ''}on {formatInstant(createdAt)}.
    </>
  );
}

/** An answer stands for what was asked, not for what was typed since. */
function OtherQuestion({
  confirmation,
  question,
}: {
  confirmation: ConfirmationView;
  question: ConfirmQuestion;
}) {
  const { control, edition, patterns } = confirmation;
  const isSame =
    edition === question.edition && JSON.stringify(patterns) === JSON.stringify(question.patterns);
  if (isSame) return null;
  const params = new URLSearchParams([
    ['control', control],
    ['edition', edition],
    ...patterns.map((it): [string, string] => ['pattern', it]),
  ]);
  return (
    <p className="small m2">
      Asked about {patterns.length === 1 ? 'another text' : 'other texts'} or edition than above.{' '}
      <Link className="a" href={`/playground?${params}`} scroll={false}>
        Show what was asked
      </Link>
    </p>
  );
}

function Result({ id }: { id: string }) {
  const detail = useQuery({
    queryKey: ['confirmation', id],
    queryFn: ({ signal }) => fetchJson(`/api/confirmations/${id}`, ConfirmationDetail, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (detail.isError) return <Note tone="warn">The answer could not be read just now.</Note>;
  if (!detail.data?.result) return null;
  return <ConfirmationResultView result={detail.data.result} />;
}

function said({ summary, patterns, status }: ConfirmationView): string {
  if (!summary) return status === 'failed' ? 'AWS was not asked' : '';
  const { outcome, answered, agreed } = summary;
  const isOne = patterns.length === 1;
  const counted = isOne ? plural(answered, 'record') : plural(answered, 'answer');
  switch (outcome) {
    case 'agrees':
      if (answered === 0) return isOne ? 'AWS refuses this text too' : 'AWS refuses these texts too';
      return `AWS agrees on ${agreed} of ${counted}`;
    case 'differs':
      if (answered > agreed) return `AWS differs on ${answered - agreed} of ${counted}`;
      return isOne ? 'AWS reads this text differently' : 'AWS reads some of these texts differently';
    case 'denied':
      return 'AWS denied the question';
    case 'inconclusive':
      return answered === 0 ? 'AWS gave no answer' : `AWS stopped answering; it agreed on ${counted}`;
  }
}
