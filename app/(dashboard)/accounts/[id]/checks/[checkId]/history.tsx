import { verdictSigns } from '#components/verdict/verdict-signs.ts';
import { formatShortInstant } from '#lib/format.ts';
import type { HistoryEntry } from '#lib/queries/finding.ts';

export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3 className="mt-6">History</h3>
      <ol className="hist">
        {entries.map((entry) => (
          <li key={`${entry.scanNumber} ${entry.to}`}>
            <span>{formatShortInstant(entry.at)}</span>
            <span>
              <b>{verdictSigns[entry.to].word}</b>, scan {entry.scanNumber}. {said(entry)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function said(entry: HistoryEntry): string {
  if (entry.from === null) return 'First seen.';
  const was = `It was ${verdictSigns[entry.from].word.toLowerCase()} before.`;
  return entry.isReopened ? `${was} Reopened.` : was;
}
