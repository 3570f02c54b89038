'use client';

import { debounce, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDeferredValue, useMemo, useState } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { type AlarmControlId, alarmControlIds } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl, alarmControls } from '#lib/alarm-controls/controls.ts';
import { type Edition, editions, newestEdition } from '#lib/alarm-controls/editions.ts';
import { Answer } from './answer.tsx';
import { type ConfirmChoices, ConfirmWithAws } from './confirm-with-aws.tsx';
import { PatternEditor } from './pattern-editor.tsx';

const typingPauseMs = 250;
const mostPatterns = 100;

const address = {
  control: parseAsStringLiteral(alarmControlIds).withDefault('root-usage'),
  edition: parseAsStringLiteral(editions).withDefault(newestEdition),
  pattern: parseAsNativeArrayOf(parseAsString).withDefault(['']),
  account: parseAsString.withDefault(''),
};

interface Question {
  control: AlarmControlId;
  edition: Edition;
  pattern: string[];
  /** Row id of the account AWS is asked in. */
  account: string;
}

/** Everything stands in the address, so that a link shows somebody else the same. */
export function Playground({ confirm }: { confirm: ConfirmChoices }) {
  const [asLinked, setAddress] = useQueryStates(address, {
    history: 'replace',
    scroll: false,
    limitUrlUpdates: debounce(typingPauseMs),
  });
  // What is typed leads and the address follows: read back, it would undo what was typed since.
  const [question, setShown] = useState<Question>(asLinked);
  const { control, edition, pattern: patterns } = question;
  const asked = useDeferredValue(question);
  const prescribed = prescribedText(control, edition);
  const confirmed = useMemo(
    () => ({
      control: asked.control,
      edition: asked.edition,
      patterns: asked.pattern.filter((it) => it.trim() !== ''),
    }),
    [asked],
  );

  function setQuestion(part: Partial<Question>) {
    setShown((was) => ({ ...was, ...part }));
    void setAddress(part);
  }

  function change(index: number, text: string) {
    setQuestion({ pattern: patterns.map((it, at) => (at === index ? text : it)) });
  }

  return (
    <>
      <form className="bar" method="get">
        <label className="field pick">
          <span>Control</span>
          <select
            name="control"
            value={control}
            onChange={(event) =>
              setQuestion({ control: address.control.parse(event.target.value) ?? control })
            }
          >
            {alarmControls.map((it) => (
              <option key={it.id} value={it.id}>
                {it.title}
              </option>
            ))}
          </select>
        </label>
        <label className="field pick">
          <span>Edition</span>
          <select
            name="edition"
            value={edition}
            onChange={(event) =>
              setQuestion({ edition: address.edition.parse(event.target.value) ?? edition })
            }
          >
            {editions.map((it) => (
              <option key={it} value={it}>
                CIS {it}
              </option>
            ))}
          </select>
        </label>
        {prescribed ? (
          <button type="button" className="btn" onClick={() => setQuestion({ pattern: [prescribed] })}>
            Use the text CIS prescribes
          </button>
        ) : null}
        <span className="push">
          <CopyLink question={question} />
        </span>
      </form>
      <div className="play">
        <section aria-label="Patterns">
          {patterns.map((text, index) => (
            <PatternEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no identity but their place.
              key={index}
              number={index + 1}
              of={patterns.length}
              text={text}
              control={asked.control}
              edition={asked.edition}
              change={(it) => change(index, it)}
              remove={
                patterns.length > 1
                  ? () => setQuestion({ pattern: patterns.filter((_, at) => at !== index) })
                  : null
              }
            />
          ))}
          {patterns.length < mostPatterns ? (
            <button type="button" className="btn" onClick={() => setQuestion({ pattern: [...patterns, ''] })}>
              Add a pattern of the same log group
            </button>
          ) : null}
          <p className="small m3 mt-3">
            <Glyph name="lock" className="inl" /> Nothing you type here is sent or stored
            {confirm.canAsk ? ' until you ask AWS' : ''}; only the address changes.
          </p>
        </section>
        <Answer control={asked.control} edition={asked.edition} patterns={asked.pattern} />
        <div className="min-w-0">
          <ConfirmWithAws
            choices={confirm}
            question={confirmed}
            account={question.account}
            chooseAccount={(id) => setQuestion({ account: id })}
          />
        </div>
      </div>
    </>
  );
}

function CopyLink({ question }: { question: Question }) {
  const params = new URLSearchParams([
    ['control', question.control],
    ['edition', question.edition],
    ...question.pattern.map((it): [string, string] => ['pattern', it]),
  ]);
  const origin = typeof window === 'undefined' ? '' : window.location.origin;
  return <CopyButton text={`${origin}/playground?${params}`}>Copy link</CopyButton>;
}

/** The newest text the edition can have prescribed; null where it has no such control. */
function prescribedText(control: AlarmControlId, edition: Edition): string | null {
  const known = alarmControl(control).prescribed.filter(
    (it) => editions.indexOf(it.edition) <= editions.indexOf(edition),
  );
  return known.at(-1)?.text ?? null;
}
