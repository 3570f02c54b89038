import { Section } from '#components/ui/section.tsx';
import { formatInstant } from '#lib/format.ts';
import type { AccountError } from '#lib/posture/account-error.ts';
import type { ConnectionProblem } from '#lib/posture/connection-test.ts';
import { ProblemSteps } from '../onboard/connection-problem.tsx';

/** An account that is out of reach: what may have caused it and what to do, in that order. */
export function AccessProblem({
  error,
  roleArn,
  lastReadAt,
}: {
  error: AccountError;
  roleArn: string;
  lastReadAt: Date | null;
}) {
  return (
    <Section title="How to reach it again">
      <div className="problem max-w-[760px]">
        <ProblemSteps problem={{ ...adviceOn(error, roleArn, lastReadAt), ...facts(error) }} />
      </div>
    </Section>
  );
}

type Advice = Pick<ConnectionProblem, 'causes' | 'whatToDo' | 'copy'>;

function facts(error: AccountError): Omit<ConnectionProblem, keyof Advice> {
  return { code: error.code, whatHappened: error.message, requestId: error.requestId, at: error.at };
}

function adviceOn(error: AccountError, roleArn: string, lastReadAt: Date | null): Advice {
  if (error.code === 'role-refused') return refused(roleArn, lastReadAt);
  if (error.code === 'no-credentials') {
    return {
      causes: [
        {
          title: 'The worker has no AWS identity',
          detail: 'This is for whoever runs Watchpost, not for the owner of the account.',
        },
      ],
      whatToDo: 'Give the worker credentials that the AWS SDK finds, then scan the account again.',
      copy: 'aws sts get-caller-identity',
    };
  }
  if (error.code === 'wrong-account' || error.code === 'invalid-role-arn') {
    return {
      causes: [],
      whatToDo: `Role ${roleArn} is not a role of this account. Take the account out and onboard it with the right ARN.`,
      copy: null,
    };
  }
  return {
    causes: [
      {
        title: 'AWS or the network did not answer',
        detail: 'Nothing is known about the role. This says nothing for or against it.',
      },
    ],
    whatToDo: 'Scan the account again in a minute.',
    copy: null,
  };
}

/** AWS answers the same for every one of these. */
function refused(roleArn: string, lastReadAt: Date | null): Advice {
  const roleName = roleArn.split('/').at(-1) ?? '';
  return {
    causes: [
      {
        title: `Role ${roleName} is gone or renamed`,
        detail: lastReadAt
          ? `It was there on ${formatInstant(lastReadAt)}. AWS answers the same for a role that does not exist.`
          : 'AWS answers the same for a role that does not exist.',
      },
      {
        title: 'Its trust policy no longer names Watchpost',
        detail:
          'A role that was deleted and made again has a new identity: a trust policy that named the old one counts no longer.',
      },
      {
        title: 'The external ID in the trust policy was changed',
        detail: 'The condition on sts:ExternalId must name exactly the ID this account was onboarded with.',
      },
      {
        title: 'A policy of the organization forbids it',
        detail: 'A service or resource control policy may deny sts:AssumeRole from outside.',
      },
    ],
    whatToDo: 'Look at the trust policy of the role, correct it, then scan the account again.',
    copy: `aws iam get-role --role-name ${roleName} --query Role.AssumeRolePolicyDocument`,
  };
}
