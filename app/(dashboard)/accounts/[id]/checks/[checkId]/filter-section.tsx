import Link from 'next/link';
import { PatternLayout } from '#components/pattern/pattern-layout.tsx';
import { type PatternLine, patternLines } from '#components/pattern/pattern-lines.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { queryString } from '#components/ui/query-string.ts';
import { Section } from '#components/ui/section.tsx';
import { isAlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { isEdition } from '#lib/alarm-controls/editions.ts';
import { formatList, formatNumber, plural } from '#lib/format.ts';
import { type AlarmDetail, chainLinkTitles, type SeenFilter } from '#lib/posture/alarm-detail.ts';

const longestPattern = 1024;

/** The filter that matters most, laid out; the others by what they catch and how far that gets. */
export function FilterSection({ alarm, accountRowId }: { alarm: AlarmDetail; accountRowId: string }) {
  const [first, ...others] = byRelevance(alarm);
  if (!first) {
    return (
      <Section title="What the filters catch">
        <p className="m2">No metric filter was seen on the trail’s log group.</p>
      </Section>
    );
  }
  const playground = `/playground${queryString({
    control: alarm.control,
    edition: alarm.edition,
    pattern: first.pattern,
    account: accountRowId,
  })}`;
  return (
    <Section
      title={others.length > 0 ? 'What the filters catch' : 'What the filter catches'}
      aside={
        <>
          {formatNumber(first.pattern.length)} of {formatNumber(longestPattern)} characters,{' '}
          <Link className="a" href={playground}>
            open in playground
          </Link>
        </>
      }
    >
      <LaidOut filter={first} alarm={alarm} />
      <dl className="kv small mt-3">
        <dt>This filter</dt>
        <dd>
          catches {first.catches} of {alarm.required} required events, which{' '}
          {first.reachesPerson
            ? 'reach a person'
            : `end at the ${chainLinkTitles[first.reaches].toLowerCase()}`}
          {first.note ? `. ${first.note}` : ''}
        </dd>
        <dt>On log group</dt>
        <dd className="mono">{first.logGroup}</dd>
        {others.map((filter) => (
          <OtherFilter key={`${filter.logGroup} ${filter.name}`} filter={filter} required={alarm.required} />
        ))}
        {alarm.otherFilters > 0 ? (
          <>
            <dt>Other filters here</dt>
            <dd>{plural(alarm.otherFilters, 'filter')} on this log group; none matches a required event</dd>
          </>
        ) : null}
        <dt>Also fires on</dt>
        <dd>{alarm.noise.length > 0 ? formatList(alarm.noise) : 'Nothing routine'}</dd>
      </dl>
      <details className="numbers">
        <summary>As deployed</summary>
        <CodeBlock text={first.pattern} label={`Pattern of ${first.name} as deployed`} />
      </details>
    </Section>
  );
}

/** The filter that names the control's events comes first, then the one that catches most. */
function byRelevance(alarm: AlarmDetail): SeenFilter[] {
  const named = (filter: SeenFilter) =>
    (linesOf(filter, alarm) ?? []).filter((line) => line.isHit && line.text.includes('eventName')).length;
  return alarm.filters.toSorted((a, b) => named(b) - named(a) || b.catches - a.catches);
}

function linesOf(filter: SeenFilter, alarm: AlarmDetail): PatternLine[] | null {
  if (!isAlarmControlId(alarm.control) || !isEdition(alarm.edition)) return null;
  return patternLines(filter.pattern, alarm.control, alarm.edition);
}

function LaidOut({ filter, alarm }: { filter: SeenFilter; alarm: AlarmDetail }) {
  const lines = linesOf(filter, alarm);
  if (!lines) return <CodeBlock text={filter.pattern} label={`Pattern of ${filter.name}`} />;
  return <PatternLayout name={filter.name} lines={lines} />;
}

function OtherFilter({ filter, required }: { filter: SeenFilter; required: number }) {
  return (
    <>
      <dt className="mono">{filter.name}</dt>
      <dd>
        catches {filter.catches} of {required};{' '}
        {filter.reachesPerson
          ? 'they reach a person'
          : `they end at the ${chainLinkTitles[filter.reaches].toLowerCase()}`}
        {filter.note ? `. ${filter.note}` : ''}
      </dd>
    </>
  );
}
