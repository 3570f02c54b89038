import { ChainLanes } from '#components/chain/chain-lanes.tsx';
import { ChainStations } from '#components/chain/chain-stations.tsx';
import { ChainUpright } from '#components/chain/chain-upright.tsx';
import type { AlarmDetail } from '#lib/posture/alarm-detail.ts';

/** The eight stations and, where some events pass and some do not, one lane per group of events. */
export function ChainPicture({
  detail,
  lead,
}: {
  detail: AlarmDetail;
  lead: { title: string; text: string };
}) {
  const hasLanes = detail.lanes.length > 0 && (detail.lost > 0 || detail.unseen > 0);
  return (
    <>
      <section className="chain only-wide" aria-label="Chain from trail to person">
        <ChainStations detail={detail} lead={lead} />
        {hasLanes ? <ChainLanes detail={detail} /> : null}
      </section>
      <ChainUpright detail={detail} />
    </>
  );
}
