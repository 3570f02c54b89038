'use client';

import { useMemo } from 'react';
import { PatternLayout } from '#components/pattern/pattern-layout.tsx';
import { patternLines } from '#components/pattern/pattern-lines.ts';
import { RecordView } from '#components/pattern/record-view.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import { Section } from '#components/ui/section.tsx';
import { VerdictWord } from '#components/verdict/verdict-word.tsx';
import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import { type ControlCoverage, coverControl } from '#lib/alarm-controls/coverage.ts';
import { type Edition, includesEdition } from '#lib/alarm-controls/editions.ts';
import { requiredEvents } from '#lib/alarm-controls/required-events.ts';
import { explainPattern } from '#lib/filter-pattern/explain.ts';
import { parsePattern } from '#lib/filter-pattern/parse.ts';
import { plural } from '#lib/format.ts';
import type { VerdictStatus } from '#lib/posture/verdict.ts';

interface Question {
  control: AlarmControlId;
  edition: Edition;
  patterns: readonly string[];
}

/** What the patterns of a log group mean for one control, taken together. */
export function Answer({ control, edition, patterns }: Question) {
  const given = useMemo(() => patterns.filter((it) => it.trim() !== ''), [patterns]);
  const coverage = useMemo(
    () => (given.length === 0 ? null : coverControl({ control, patterns: given, edition })),
    [control, edition, given],
  );
  if (!coverage) return <Nothing control={control} edition={edition} />;
  return (
    <section aria-label="Answer" className="min-w-0">
      <div role="status">
        <h2 className="answer">
          {coverage.verdict === 'invalid' ? (
            <span className="v notreached big">
              <Glyph name="notreached" />
              No pattern yet
            </span>
          ) : (
            <VerdictWord verdict={verdicts[coverage.verdict]} isBig />
          )}
          {said(coverage, control, edition)}
        </h2>
      </div>
      {coverage.notes.map((note) => (
        <p key={note} className="m2">
          {note}
        </p>
      ))}
      <Missed coverage={coverage} />
      <Exclusions coverage={coverage} />
      <Noise coverage={coverage} />
      <Hub coverage={coverage} control={control} />
      {given.map((pattern, index) => (
        <Reading
          // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no identity but their place.
          key={index}
          pattern={pattern}
          number={given.length > 1 ? index + 1 : null}
          control={control}
          edition={edition}
        />
      ))}
    </section>
  );
}

const verdicts: Record<Exclude<ControlCoverage['verdict'], 'invalid'>, VerdictStatus> = {
  covers: 'pass',
  'covers-with-exclusions': 'pass',
  noisy: 'warn',
  misses: 'fail',
};

function said(coverage: ControlCoverage, control: AlarmControlId, edition: Edition): string {
  const { title, since } = alarmControl(control);
  const judged = includesEdition(edition, since) ? edition : since;
  const required = requiredEvents(control, judged).filter((it) => !it.isHistorical).length;
  switch (coverage.verdict) {
    case 'covers':
      return `Catches all ${plural(required, 'required event')} of ${title}`;
    case 'covers-with-exclusions':
      return `Catches all ${plural(required, 'required event')}, leaving out what it names`;
    case 'noisy':
      return 'Catches every required event, and routine activity too';
    case 'misses':
      return `Misses events of ${title}`;
    case 'invalid':
      return 'Cannot be read, so CloudWatch Logs would refuse it';
  }
}

function Nothing({ control, edition }: { control: AlarmControlId; edition: Edition }) {
  const { title, intent, since, eventNames } = alarmControl(control);
  const names = eventNames.filter((it) => includesEdition(edition, it.since));
  return (
    <section aria-label="Answer" className="min-w-0">
      <h2>{title}</h2>
      <p className="m2 mt-1">{intent}</p>
      {includesEdition(edition, since) ? null : <p className="m2 mt-1">CIS {edition} has no such control.</p>}
      {names.length > 0 ? (
        <>
          <h3 className="mt-5">
            {plural(names.length, 'event name')} to catch, by IAM users, assumed roles and root
          </h3>
          <ul className="names">
            {names.map((it) => (
              <li key={`${it.eventSource} ${it.eventName}`} className="mono">
                {it.eventName}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Missed({ coverage }: { coverage: ControlCoverage }) {
  if (coverage.missed.length === 0) return null;
  return (
    <Section title={`Missed: ${plural(coverage.missed.length, 'event')}`}>
      <ul className="samples">
        {coverage.missed.map((it, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two slips of one event may read alike.
          <li key={index}>
            <details>
              <summary>
                <span className="v fail">
                  <Glyph name="fail" />
                  <span className="vh">Missed</span>
                </span>
                <b className="medium">{it.eventName}</b>
                {it.identity ? <span className="m2"> by {identityWords[it.identity]}</span> : null}{' '}
                <span className="m3">{it.when}</span>
              </summary>
              <RecordView record={it.sample} note={`Slips through: ${it.when}`} />
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const identityWords = { IAMUser: 'an IAM user', AssumedRole: 'an assumed role', Root: 'root' };

function Exclusions({ coverage }: { coverage: ControlCoverage }) {
  if (coverage.exclusions.length === 0) return null;
  return (
    <Section title="Left out by name, listed for the auditor">
      <ul className="plainlist">
        {coverage.exclusions.map((it) => (
          <li key={it.text}>{it.text}</li>
        ))}
      </ul>
    </Section>
  );
}

function Noise({ coverage }: { coverage: ControlCoverage }) {
  if (coverage.alsoFires.length === 0) return null;
  return (
    <Section title="Also fires on routine activity">
      <ul className="samples">
        {coverage.alsoFires.map((it) => (
          <li key={`${it.eventName} ${it.label}`}>
            <details>
              <summary>
                <span className="v warn">
                  <Glyph name="warn" />
                  <span className="vh">Noise</span>
                </span>
                <b className="medium">{it.eventName}</b> <span className="m3">{it.label}</span>
              </summary>
              <RecordView record={it.sample} note="Routine, and the pattern counts it" />
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Hub({ coverage, control }: { coverage: ControlCoverage; control: AlarmControlId }) {
  const hub = alarmControl(control).securityHub;
  if (!hub) return null;
  const isPass = coverage.securityHub === 'pass';
  return (
    <p className="small m2 mt-4">
      <b className="medium">Security Hub {hub.control}</b> would say {isPass ? 'passed' : 'failed'}:{' '}
      {isPass
        ? 'one filter has exactly the text it wants.'
        : 'it passes one exact text only, whatever a filter means.'}
    </p>
  );
}

function Reading({
  pattern,
  number,
  control,
  edition,
}: {
  pattern: string;
  number: number | null;
  control: AlarmControlId;
  edition: Edition;
}) {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return null;
  const lines = patternLines(pattern, control, edition);
  const name = number === null ? 'The pattern' : `Pattern ${number}`;
  return (
    <Section title={`${name}, read aloud`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="code wrap" tabIndex={0} aria-label={`${name} in plain English`}>
        <pre>{explainPattern(parsed.pattern)}</pre>
      </section>
      {lines ? (
        <div className="mt-3">
          <PatternLayout name={name} lines={lines} />
        </div>
      ) : null}
    </Section>
  );
}
