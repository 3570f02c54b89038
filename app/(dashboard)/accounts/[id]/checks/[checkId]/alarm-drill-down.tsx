import { ChainPicture } from '#components/chain/chain-picture.tsx';
import { linkNumber } from '#components/chain/link-signs.ts';
import { formatList, plural } from '#lib/format.ts';
import type { AlarmDetail } from '#lib/posture/alarm-detail.ts';
import { chainLinkTitles } from '#lib/posture/alarm-detail.ts';
import type { FindingPage } from '#lib/queries/finding.ts';
import { EditionTable } from './edition-table.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { FilterSection } from './filter-section.tsx';
import { FixSection } from './fix-section.tsx';
import { History } from './history.tsx';
import { LostEvents } from './lost-events.tsx';
import { MissingSection } from './missing-section.tsx';

/** A missing alarm: where the chain breaks, which events get lost, what the filter catches, how to mend it. */
export function AlarmDrillDown({ finding, alarm }: { finding: FindingPage; alarm: AlarmDetail }) {
  // Where no event is required, no chain was walked: eight empty stations would say that one was.
  const hasChain = alarm.stations.some((it) => it.state !== 'not-reached');
  return (
    <>
      {hasChain ? <ChainPicture detail={alarm} lead={leadOf(finding, alarm)} /> : null}
      <div className="chainfoot only-wide">
        <span>
          {alarm.required === 0
            ? ''
            : `Judged for CIS ${alarm.edition}. Each line stands for one event name and identity.`}
        </span>
        <span>
          {alarm.exclusions.length > 0
            ? `Not required, listed for the auditor: ${formatList(alarm.exclusions)}.`
            : ''}
        </span>
      </div>
      <MissingSection missing={finding.detail.missing} accountRowId={finding.account.id} />
      {alarm.filters.length > 0 || alarm.missedEvents.length > 0 ? (
        <div className="two">
          <FilterSection alarm={alarm} accountRowId={finding.account.id} />
          {alarm.missedEvents.length > 0 ? <LostEvents events={alarm.missedEvents} /> : <div />}
        </div>
      ) : null}
      <Notes notes={finding.detail.notes} />
      <div className="two">
        <FixSection finding={finding} />
        <div>
          <EditionTable checkId={finding.check.id} alarm={alarm} frameworks={finding.frameworks} />
          <History entries={finding.history} />
        </div>
      </div>
      <EvidenceTable finding={finding} />
    </>
  );
}

export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="sec">
      <header>
        <h2>Notes for the auditor</h2>
      </header>
      <ul className="plainlist">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

function leadOf(finding: FindingPage, alarm: AlarmDetail): { title: string; text: string } {
  const enter = `${plural(alarm.required, 'required event')} ${alarm.required === 1 ? 'enters' : 'enter'} at the left, one line each.`;
  if (finding.verdict === 'not_applicable')
    return { title: 'Not applicable', text: 'The rule has no subject here.' };
  if (alarm.firstBrokenLink) {
    const broken = alarm.stations.filter((it) => it.state === 'broken');
    const title =
      broken.length > 1
        ? `${broken.length} links broken`
        : `Breaks at link ${linkNumber(alarm.firstBrokenLink)}, ${chainLinkTitles[alarm.firstBrokenLink].toLowerCase()}`;
    const reach = alarm.arriving === 0 ? 'None reaches a person.' : `${alarm.arriving} reach a person.`;
    return { title, text: `${enter} ${reach}` };
  }
  if (alarm.unseen > 0) {
    return { title: 'Unknown', text: 'Nothing after the unseen link is judged, and nothing is called safe.' };
  }
  return { title: 'Reaches a person', text: `All ${plural(alarm.required, 'required event')} get through.` };
}
