import { policyText, trustPolicy } from '#lib/onboarding/role-documents.ts';
import type { ConnectionProblem } from '#lib/posture/connection-test.ts';
import type { SignInError } from '../aws/sign-in.ts';

export interface Attempt {
  roleArn: string;
  externalId: string;
  /** ARN the worker acts as; null when unknown. */
  principalArn: string | null;
}

/** AWS does not say why AssumeRole is refused: the causes, likeliest first. */
export function roleRefused(attempt: Attempt, error: SignInError): ConnectionProblem {
  const roleName = attempt.roleArn.split('/').at(-1) ?? '';
  const principal = attempt.principalArn ?? 'the identity Watchpost runs as';
  return {
    code: 'role-refused',
    whatHappened: error.message,
    causes: [
      {
        title: 'The role does not exist',
        detail: `Look for ${roleName} in this account, with the same path and spelling. AWS answers the same for a role that is not there.`,
      },
      {
        title: 'The external ID differs',
        detail: 'The trust policy must name exactly the external ID shown above, under sts:ExternalId.',
      },
      {
        title: 'The trust policy names another principal',
        detail: `It must allow ${principal} to call sts:AssumeRole. A role that was deleted and made again has a new identity: save the trust policy again.`,
      },
      {
        title: 'A policy of the organization forbids it',
        detail: 'A service or resource control policy may deny sts:AssumeRole from outside.',
      },
      { title: 'The role is new', detail: 'A role takes up to a minute to be known everywhere.' },
    ],
    whatToDo: 'Read the trust policy with this command, compare it with the role of step 1, then test again.',
    copy: `aws iam get-role --role-name ${roleName} --query Role.AssumeRolePolicyDocument`,
    requestId: error.requestId,
    at: now(),
  };
}

/** The role can be taken by someone who does not know the ID, or who knows another. */
export function openRole(attempt: Attempt, how: 'without' | 'wrong'): ConnectionProblem {
  const { principalArn, externalId } = attempt;
  const fixed = policyText(trustPolicy({ principalArn: principalArn ?? 'PRINCIPAL-ARN', externalId }));
  return {
    code: 'open-role',
    whatHappened:
      how === 'without'
        ? 'AWS let us assume the role without any external ID.'
        : 'AWS let us assume the role with a wrong external ID.',
    causes: [
      how === 'without'
        ? {
            title: 'The trust policy does not demand the external ID',
            detail: 'Its statement has no condition on sts:ExternalId, or a second statement has none.',
          }
        : {
            title: 'The condition on sts:ExternalId is too wide',
            detail: 'StringLike with a wildcard, or a list of several IDs, accepts more than this one.',
          },
    ],
    whatToDo:
      'Anyone who can use this Watchpost could read the account by naming your role. Replace the trust policy with the one below, then test again.',
    copy: fixed,
    requestId: null,
    at: now(),
  };
}

export function notUsable(error: SignInError): ConnectionProblem {
  const base = {
    code: error.code,
    whatHappened: error.message,
    copy: null,
    requestId: error.requestId,
    at: now(),
  };
  if (error.code === 'no-credentials') {
    return {
      ...base,
      causes: [
        {
          title: 'The worker has no AWS identity',
          detail: 'This is for whoever runs Watchpost, not for the owner of the account.',
        },
      ],
      whatToDo: 'Give the worker credentials that the AWS SDK finds, then test again.',
      copy: 'aws sts get-caller-identity',
    };
  }
  if (error.code === 'wrong-account' || error.code === 'invalid-role-arn') {
    return { ...base, causes: [], whatToDo: 'Correct the role ARN, then test again.' };
  }
  return {
    ...base,
    causes: [
      {
        title: 'AWS or the network did not answer',
        detail: 'Nothing is known about the role yet. This says nothing for or against it.',
      },
    ],
    whatToDo: 'Test again in a minute.',
  };
}

function now(): string {
  return new Date().toISOString();
}
