import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { openTraffic, ownCredentials } from '../aws/sign-in.ts';

const againMs = 5 * 60 * 1000;

/**
 * Whom customers must trust: asked of STS now and again, because credentials may come later than the worker. A role
 * session is named by its role. Answers null until AWS has said it.
 */
export function openPrincipal(): () => string | null {
  let arn: string | null = env().WATCHPOST_PRINCIPAL_ARN ?? null;
  let askedAt = 0;
  return () => {
    if (arn === null && Date.now() - askedAt > againMs) {
      askedAt = Date.now();
      ask()
        .then((it) => {
          arn = it;
        })
        .catch((error: unknown) => log.warn({ error }, 'the worker has no AWS identity'));
    }
    return arn;
  };
}

async function ask(): Promise<string> {
  const { actingAs } = await ownCredentials(openTraffic(AbortSignal.timeout(20_000)));
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(actingAs);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : actingAs;
}
