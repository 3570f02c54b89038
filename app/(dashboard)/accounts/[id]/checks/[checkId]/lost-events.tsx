'use client';

import { useState } from 'react';
import { RecordView } from '#components/pattern/record-view.tsx';
import { Glyph } from '#components/ui/glyph.tsx';
import type { MissedEvent } from '#lib/posture/alarm-detail.ts';
import { chainLinkTitles } from '#lib/posture/alarm-detail.ts';

/** Steps through the events that get lost, each with a record as CloudTrail writes it. */
export function LostEvents({ events }: { events: readonly MissedEvent[] }) {
  const [at, setAt] = useState(0);
  const event = events[at];
  if (!event) return null;
  return (
    <section className="sec rec" aria-label="An event that gets lost">
      <header>
        <h2>An event that gets lost</h2>
      </header>
      <div className="picker">
        <span aria-live="polite">
          {at + 1} of {events.length}: <b>{event.eventName}</b> by {event.identity}
        </span>
        <span className="acts">
          <button
            type="button"
            className="btn quiet icon"
            aria-label="Previous event"
            disabled={at === 0}
            onClick={() => setAt(at - 1)}
          >
            <Glyph name="chev" className="flip" />
          </button>
          <button
            type="button"
            className="btn quiet icon"
            aria-label="Next event"
            disabled={at === events.length - 1}
            onClick={() => setAt(at + 1)}
          >
            <Glyph name="chev" />
          </button>
        </span>
      </div>
      <RecordView
        record={event.sample}
        note={`${event.when === 'always' ? 'Always lost' : `Lost ${event.when}`}, at the ${chainLinkTitles[event.link].toLowerCase()}`}
      />
    </section>
  );
}
