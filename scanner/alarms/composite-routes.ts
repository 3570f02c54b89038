import type { Linked, Owner } from '../link/linked.ts';
import { missingOf } from '../link/missing.ts';
import type { AlarmBase, CompositeAlarmFact } from '../snapshot.ts';
import { alarmStep } from './alarm-step.ts';
import { type AlarmState, evaluateRule, parseCompositeRule, type StateOf } from './composite-rule.ts';
import { notifyRoutes } from './notify.ts';
import { type Route, type Step, step } from './route.ts';

/** Alarms that one event raises together, in one account and region. */
export interface Raised {
  owner: Owner;
  region: string;
  alarms: readonly AlarmBase[];
  /** What is weak about the children, told with the composite. */
  weak: readonly string[];
}

/** Links 5 to 8 through the composite alarms above the raised ones. */
export function compositeRoutes(linked: Linked, raised: Raised, now: string): Route[] {
  const { owner, region, alarms } = raised;
  const listing = linked.compositeAlarms(owner.accountId, region);
  const children = alarms.map((it) => it.name).join(', ');
  const above = raisedComposites(listing.items, alarms);
  const routes = above.flatMap((composite): Route[] => {
    const first = compositeStep(linked, composite, above, raised, now);
    if (first.state === 'broken') return [[first]];
    return notifyRoutes(linked, composite, owner).map((rest) => [first, ...rest]);
  });
  const open = listing.gaps.find((gap) => !gap.isSecondary);
  if (!open) return routes;
  const unseen = step('alarm', 'unknown', {
    region,
    owner,
    fact: 'Composite alarms not read',
    why: `Composite alarms above ${children} could not be read.`,
    missing: missingOf(open, owner),
  });
  return [...routes, [unseen]];
}

function compositeStep(
  linked: Linked,
  composite: CompositeAlarmFact,
  above: readonly CompositeAlarmFact[],
  raised: Raised,
  now: string,
): Step {
  const { owner, region, alarms } = raised;
  const isRaised = (name: string): boolean => [...alarms, ...above].some((it) => isNamed(it, name));
  const fact = `Composite over ${alarms.map((it) => it.name).join(', ')}`;
  const suppressor = composite.actionsSuppressor;
  if (suppressor && isRaised(suppressor)) {
    return step('alarm', 'broken', {
      name: composite.name,
      arn: composite.arn,
      owner,
      region,
      causeKey: composite.arn,
      fact: 'Suppresses itself',
      why: `The composite alarm ${composite.name} is suppressed by ${suppressor}, which the same event raises.`,
    });
  }
  const stateNow = statesNow(linked, owner, region);
  const weak = [...raised.weak];
  if (suppressor && stateNow(suppressor) === 'ALARM') weak.push(`is suppressed now by ${suppressor}`);
  const rule = parseCompositeRule(composite.rule);
  if (rule && !evaluateRule(rule, (name) => (isRaised(name) ? 'ALARM' : stateNow(name)))) {
    weak.push('is held back now by the state of another alarm in its rule');
  }
  return alarmStep(linked, composite, owner, { fact, weak, now, isBelow: false });
}

/** Composites that go from quiet to ALARM when exactly these alarms do, however many levels up. */
function raisedComposites(
  composites: readonly CompositeAlarmFact[],
  alarms: readonly AlarmBase[],
): CompositeAlarmFact[] {
  const rules = composites.flatMap((composite) => {
    const rule = parseCompositeRule(composite.rule);
    return rule && !evaluateRule(rule, () => 'OK') ? [{ composite, rule }] : [];
  });
  const found: CompositeAlarmFact[] = [];
  const state: StateOf = (name) => ([...alarms, ...found].some((it) => isNamed(it, name)) ? 'ALARM' : 'OK');
  for (let before = -1; before !== found.length; ) {
    before = found.length;
    for (const { composite, rule } of rules) {
      if (!found.includes(composite) && evaluateRule(rule, state)) found.push(composite);
    }
  }
  return found;
}

function statesNow(linked: Linked, owner: Owner, region: string): StateOf {
  const all: readonly AlarmBase[] = [
    ...linked.alarms(owner.accountId, region).items,
    ...linked.compositeAlarms(owner.accountId, region).items,
  ];
  return (name): AlarmState => all.find((it) => isNamed(it, name))?.state ?? 'OK';
}

function isNamed(alarm: AlarmBase, nameOrArn: string): boolean {
  return alarm.name === nameOrArn || alarm.arn === nameOrArn;
}
