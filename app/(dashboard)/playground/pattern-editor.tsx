'use client';

import { patternLines } from '#components/pattern/pattern-lines.ts';
import { Glyph } from '#components/ui/glyph.tsx';
import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import type { Edition } from '#lib/alarm-controls/editions.ts';
import { type PatternError, parsePattern } from '#lib/filter-pattern/parse.ts';
import { formatNumber } from '#lib/format.ts';

const longestPattern = 1024;

/** A text field whose ground shows what each clause does, and where reading it stopped. */
export function PatternEditor({
  number,
  of,
  text,
  control,
  edition,
  change,
  remove,
}: {
  number: number;
  of: number;
  text: string;
  control: AlarmControlId;
  edition: Edition;
  change: (text: string) => void;
  remove: (() => void) | null;
}) {
  const parsed = text === '' ? null : parsePattern(text);
  const error = parsed && !parsed.ok ? parsed.error : null;
  const id = `pattern-${number}`;
  return (
    <div className="mb-4">
      <div className="picker">
        <label htmlFor={id} className="medium">
          {of === 1 ? 'Pattern' : `Pattern ${number}`}
        </label>
        <span className="acts">
          <span className="small m3">
            {formatNumber(text.length)} of {formatNumber(longestPattern)} characters
          </span>
          {remove ? (
            <button
              type="button"
              className="btn quiet icon"
              onClick={remove}
              aria-label={`Remove pattern ${number}`}
            >
              <Glyph name="fail" />
            </button>
          ) : null}
        </span>
      </div>
      <div className={error ? 'editor invalid' : 'editor'}>
        <pre aria-hidden="true">
          {error ? (
            <Underlined text={text} error={error} />
          ) : (
            <Clauses text={text} control={control} edition={edition} />
          )}
          {'\n'}
        </pre>
        <textarea
          id={id}
          name="pattern"
          value={text}
          onChange={(event) => change(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          placeholder='{ $.userIdentity.type = "Root" }'
          rows={5}
        />
      </div>
      {error ? (
        <p className="hint err" id={`${id}-error`} role="status">
          <Glyph name="fail" />
          <span>
            Column {error.column}: {error.message}
            {error.expected && !error.message.includes(error.expected) ? ` Expected ${error.expected}.` : ''}
          </span>
        </p>
      ) : null}
    </div>
  );
}

function Underlined({ text, error }: { text: string; error: PatternError }) {
  const at = Math.min(error.column - 1, Math.max(0, text.length - 1));
  return (
    <>
      {text.slice(0, at)}
      <u className="wrong">{text.slice(at, at + 1)}</u>
      {text.slice(at + 1)}
    </>
  );
}

function Clauses({ text, control, edition }: { text: string; control: AlarmControlId; edition: Edition }) {
  const lines = patternLines(text, control, edition) ?? [];
  const clauses = lines.flatMap((line) =>
    line.span ? [{ start: line.span.start - 1, end: line.span.end - 1, className: classOf(line) }] : [],
  );
  let at = 0;
  const parts: { text: string; className: string | undefined }[] = [];
  for (const clause of clauses.toSorted((a, b) => a.start - b.start)) {
    parts.push({ text: text.slice(at, clause.start), className: undefined });
    parts.push({ text: text.slice(clause.start, clause.end), className: clause.className });
    at = clause.end;
  }
  parts.push({ text: text.slice(at), className: undefined });
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
    <span key={index} className={part.className}>
      {part.text}
    </span>
  ));
}

function classOf(line: { drops: string | null; isHit: boolean }): string | undefined {
  if (line.drops) return 'drops';
  return line.isHit ? 'hits' : undefined;
}
