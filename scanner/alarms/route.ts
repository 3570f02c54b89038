import { type ChainLink, chainLinks } from '#lib/posture/alarm-detail.ts';
import type { Evidence, Missing } from '#lib/posture/verdict.ts';
import type { Owner } from '../link/linked.ts';

export type StepState = 'works' | 'weak' | 'unknown' | 'broken';

/** One resource on the way from an event to a person, and how it does. */
export interface Step {
  link: ChainLink;
  state: StepState;
  name: string | null;
  arn: string | null;
  /** One fact for the station: "Logging, all regions". */
  fact: string;
  /** A sentence that names the resource, when the step is not in order. */
  why: string | null;
  owner: Owner | null;
  region: string;
  missing: Missing | null;
  /** Synthetic key where there is no ARN; what is to be fixed. */
  causeKey: string | null;
  notes: readonly string[];
  evidence: readonly Evidence[];
}

/** Steps in chain order, up to the first that is broken or unknown. */
export type Route = readonly Step[];

export function step(
  link: ChainLink,
  state: StepState,
  part: Partial<Omit<Step, 'link' | 'state'>> & { fact: string },
): Step {
  return {
    link,
    state,
    name: null,
    arn: null,
    why: null,
    owner: null,
    region: '',
    missing: null,
    causeKey: null,
    notes: [],
    evidence: [],
    ...part,
  };
}

/** The state of a whole route: its last step when that stops it, else weak when any step is. */
export function routeState(route: Route): StepState {
  const last = route.at(-1);
  if (!last) return 'broken';
  if (last.state === 'broken' || last.state === 'unknown') return last.state;
  return route.some((it) => it.state === 'weak') ? 'weak' : 'works';
}

export function lastStep(route: Route): Step | undefined {
  return route.at(-1);
}

export function linkNumber(link: ChainLink): number {
  return chainLinks.indexOf(link) + 1;
}

const rank: Record<StepState, number> = { works: 3, weak: 2, unknown: 1, broken: 0 };

/** The route that does best: working before weak, weak before unknown, then whichever gets further. */
export function bestRoute(routes: readonly Route[]): Route | null {
  let best: Route | null = null;
  for (const route of routes) if (!best || isBetter(route, best)) best = route;
  return best;
}

function isBetter(a: Route, b: Route): boolean {
  const byState = rank[routeState(a)] - rank[routeState(b)];
  if (byState !== 0) return byState > 0;
  const byReach = reachOf(a) - reachOf(b);
  if (byReach !== 0) return byReach > 0;
  return weakness(a) < weakness(b);
}

function reachOf(route: Route): number {
  const last = route.at(-1);
  return last ? linkNumber(last.link) : 0;
}

function weakness(route: Route): number {
  return route.filter((it) => it.state === 'weak').length;
}
