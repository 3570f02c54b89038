import { type Rich, rich } from '../text.ts';

export function methodProse(facts: { calls: string; edition: string; catalogueVersion: string }): Rich[] {
  return [
    rich`Watchpost assumed a read-only role in each account, by an external ID that only this workspace uses, and asked AWS ${[facts.calls]}. No call changes anything. Objects in buckets and events in log groups are not read; the role denies it.`,
    rich`Each check is one rule of the catalogue, version ${[facts.catalogueVersion]}. It gives exactly one verdict per account: pass, warn (it works, but weakly, and the weakness is named), fail, inherited, not applicable or unknown. A rule that lacks evidence says unknown and names what it lacked; unknown never counts as pass or as fail.`,
    rich`The alarm controls are judged by meaning, not by comparing texts. For each control the required events of CIS edition ${[facts.edition]} are followed one by one along the chain trail, log group, metric filter, metric, alarm, action, topic, person. A control passes when every required event reaches a person. The report names the first link where events are lost, and which events.`,
    rich`A verdict is inherited when the trail and its log group belong to another account. It is counted once, at the owner, and named in every account it reaches.`,
    rich`The score weighs verdicts by severity (critical 10, high 6, medium 3, low 1): a pass counts in full, a warn half, a fail nothing. Inherited, not applicable and unknown verdicts are left out, and the share that could not be seen stands beside the score.`,
    rich`Every verdict rests on answers that were stored, with the call, the region and the time. The reproduction commands ask AWS the same again.`,
  ];
}

export const ratingProse = {
  intro:
    'Each finding is rated by its impact if it is used, and the likelihood that it is. The severity follows from the square.',
  impact: {
    high: 'Control over the account, lasting loss of the record, or an attack nobody notices.',
    medium: 'Response is delayed, or evidence can be disputed.',
    low: 'Little is lost by itself; it weakens other safeguards.',
  },
  likelihood: {
    high: 'Needs no special access, or happens in ordinary use.',
    medium: 'Needs working credentials, and nothing else.',
    low: 'Needs rare access, or several failures together.',
  },
  raise:
    'In a production or internet-exposed account the likelihood is raised one step. The finding says so, and for which account or how many. The order of work keeps the severity before this step.',
};
