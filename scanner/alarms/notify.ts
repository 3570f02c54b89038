import { parseArn, shortName } from '../link/arn.ts';
import type { Linked, Owner } from '../link/linked.ts';
import type { AlarmBase } from '../snapshot.ts';
import { alarmEvidence } from './alarm-evidence.ts';
import { type Route, type Step, step } from './route.ts';
import { topicRoute } from './topic.ts';

/** Links 6 to 8: one route for each alarm action. */
export function notifyRoutes(linked: Linked, alarm: AlarmBase, owner: Owner): Route[] {
  const seen = [alarmEvidence('action', alarm, owner, `AlarmActions: ${alarm.alarmActions.length}`)];
  const part = { owner, region: alarm.region, causeKey: alarm.arn, evidence: seen };
  if (alarm.alarmActions.length === 0) {
    const why = `The alarm ${alarm.name} has no alarm action, so nobody is told.`;
    return [[step('action', 'broken', { ...part, fact: 'No alarm action', why })]];
  }
  const count = alarm.alarmActions.length;
  const name = `${count} alarm ${count === 1 ? 'action' : 'actions'}`;
  return alarm.alarmActions.map((action) => routeOf(linked, alarm, owner, action, { ...part, name }));
}

function routeOf(linked: Linked, alarm: AlarmBase, owner: Owner, action: string, part: Partial<Step>): Route {
  const arn = parseArn(action);
  if (arn?.service === 'sns') {
    const publisher = {
      service: 'cloudwatch.amazonaws.com',
      sourceArn: alarm.arn,
      accountId: owner.accountId,
    };
    return [step('action', 'works', { ...part, fact: 'SNS' }), ...topicRoute(linked, action, publisher)];
  }
  const kind = otherAction(arn?.service ?? '', arn?.resource ?? '', action);
  if (!kind) {
    const why = `The alarm ${alarm.name} only acts through ${action}, which tells nobody.`;
    return [step('action', 'broken', { ...part, arn: action, fact: 'Tells nobody', why })];
  }
  const why = `The alarm ${alarm.name} tells people only through ${kind} ${shortName(action)}, which Watchpost does not verify.`;
  return [step('action', 'weak', { ...part, name: shortName(action), arn: action, fact: kind, why })];
}

/** Targets that may well reach a person, but not ones we can follow. */
function otherAction(service: string, resource: string, action: string): string | null {
  if (service === 'lambda') return 'the Lambda function';
  if (service === 'ssm' && resource.startsWith('opsitem')) return 'the Systems Manager OpsItem';
  if (service === 'ssm-incidents') return 'the Incident Manager response plan';
  return service === 'aiops' || action.includes(':chatbot:') ? 'the action' : null;
}
