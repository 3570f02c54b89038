import { missingPermissions, policyText } from '#lib/onboarding/role-documents.ts';
import { confirmAction } from '#lib/posture/confirmation.ts';
import type { ConnectionProblem } from '#lib/posture/connection-test.ts';
import type { SignInError } from '../aws/sign-in.ts';
import type { Gap } from '../snapshot.ts';

const later = 'This says nothing about the pattern. Ask again in a minute.';

/** Why logs:TestMetricFilter came to no answer. */
export function unanswered(gap: Gap, roleArn: string): ConnectionProblem {
  if (gap.kind === 'denied') return denied(gap, roleArn);
  const said: Partial<Record<Gap['kind'], [code: string, whatHappened: string]>> = {
    throttled: ['throttled', 'AWS throttled the questions: too many were asked in this account and region.'],
    timeout: ['timeout', 'CloudWatch Logs did not answer in time.'],
    unreachable: ['unreachable', 'CloudWatch Logs could not be reached.'],
  };
  const [code, whatHappened] = said[gap.kind] ?? ['no-answer', 'CloudWatch Logs gave no usable answer.'];
  const causes = [{ title: 'In AWS’s words', detail: gap.message }];
  return problem({ code, whatHappened, causes, whatToDo: later, requestId: gap.requestId ?? null });
}

/** AWS named a record it was not sent: what it matched cannot be told. */
export function strangeAnswer(): ConnectionProblem {
  return problem({
    code: 'no-answer',
    whatHappened: 'CloudWatch Logs answered about a record it was not sent.',
    causes: [],
    whatToDo: later,
    requestId: null,
  });
}

export function notSignedIn(error: SignInError): ConnectionProblem {
  return problem({
    code: error.code,
    whatHappened: error.message,
    causes: [],
    whatToDo:
      error.code === 'inconclusive'
        ? later
        : 'Nothing was asked. A scan of this account meets the same problem, and says how to mend it.',
    requestId: error.requestId,
  });
}

function denied(gap: Gap, roleArn: string): ConnectionProblem {
  const role = roleArn.split('/').at(-1) ?? roleArn;
  const { deniedBy = 'unstated', message } = gap;
  // An explicit deny wins over every statement that allows.
  const isByRole = /^(identity-policy|unstated)$/.test(deniedBy) && !/explicit deny/i.test(message);
  return problem({
    code: 'denied',
    whatHappened: `AWS denies ${confirmAction} to ${role}.`,
    causes: [
      ...(isByRole
        ? [
            {
              title: 'The role’s policy does not allow it',
              detail: `Scans do without ${confirmAction}, so it is not part of the policy Watchpost asks for.`,
            },
          ]
        : []),
      { title: 'In AWS’s words', detail: message },
    ],
    whatToDo: isByRole
      ? `Add this statement to the permissions policy of ${role}, then ask again. The action reads no logs.`
      : `The role’s policy is not enough: allow ${confirmAction} where AWS says it is denied. If the role lacks it too, add this statement.`,
    copy: policyText(missingPermissions([confirmAction])),
    requestId: gap.requestId ?? null,
  });
}

function problem(
  facts: Omit<ConnectionProblem, 'at' | 'copy'> & Partial<Pick<ConnectionProblem, 'copy'>>,
): ConnectionProblem {
  return { copy: null, ...facts, at: new Date().toISOString() };
}
