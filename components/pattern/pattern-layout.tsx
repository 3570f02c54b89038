import { type CellState, identities, type PatternLine } from '#components/pattern/pattern-lines.ts';
import { Glyph, type GlyphName } from '#components/ui/glyph.tsx';
import type { IdentityType } from '#lib/alarm-controls/required-event.ts';

const heads: Record<IdentityType, string> = { IAMUser: 'IAM user', AssumedRole: 'Role', Root: 'Root' };

const marks: Record<Exclude<CellState, 'none'>, { glyph: GlyphName; tone: string; word: string }> = {
  caught: { glyph: 'pass', tone: 'pass', word: 'caught' },
  partly: { glyph: 'warn', tone: 'warn', word: 'partly caught' },
  missed: { glyph: 'fail', tone: 'fail', word: 'missed' },
};

/** A pattern laid out, one condition a line, with a column per identity. */
export function PatternLayout({ name, lines }: { name: string; lines: readonly PatternLine[] }) {
  return (
    <div className="pat">
      <table>
        <caption className="vh">{name}, line by line, and what it catches by identity</caption>
        <thead>
          <tr>
            <th scope="col">{name}, laid out</th>
            {identities.map((identity) => (
              <th key={identity} scope="col">
                {heads[identity]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Brace text="{" />
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are in the order of the text.
            <Line key={index} line={line} />
          ))}
          <Brace text="}" />
        </tbody>
      </table>
    </div>
  );
}

function Brace({ text }: { text: string }) {
  return (
    <tr>
      <td>{text}</td>
      {identities.map((identity) => (
        <td key={identity} />
      ))}
    </tr>
  );
}

function Line({ line }: { line: PatternLine }) {
  const className = line.kind === 'missing' ? 'gone' : line.drops ? 'bad' : undefined;
  return (
    <tr className={className}>
      <td>
        {'  '.repeat(line.depth + 1)}
        {line.operator ? <span className="op">{line.operator} </span> : null}
        {line.kind === 'missing' ? '   ' : null}
        {'('.repeat(line.opens)}
        {line.opens > 0 ? ' ' : ''}
        <Clause line={line} />
        {line.closes > 0 ? ` ${')'.repeat(line.closes)}` : ''}
        {line.kind === 'missing' ? (
          <>
            {'  '}
            <em>not in the pattern</em>
          </>
        ) : null}
        {line.drops ? <span className="why">{line.drops}</span> : null}
      </td>
      {line.cells.map((cell, index) => (
        <td key={identities[index]}>{cell === 'none' ? null : <Mark state={cell} />}</td>
      ))}
    </tr>
  );
}

/** On a narrow screen a condition on the name is the name: every line would begin alike. */
function Clause({ line }: { line: PatternLine }) {
  const [, selector, rest] = /^(\$\.eventName\s*=\s*)(.+)$/s.exec(line.text) ?? [];
  const className = line.isHit && !line.drops ? 'hit' : undefined;
  if (rest === undefined) return <span className={className}>({line.text})</span>;
  return (
    <span className={className}>
      <span className="only-wide">({selector}</span>
      {rest}
      <span className="only-wide">)</span>
    </span>
  );
}

function Mark({ state }: { state: Exclude<CellState, 'none'> }) {
  const { glyph, tone, word } = marks[state];
  return (
    <span className={`v ${tone}`}>
      <Glyph name={glyph} />
      <span className="vh">{word}</span>
    </span>
  );
}
