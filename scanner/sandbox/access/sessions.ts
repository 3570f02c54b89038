import { randomBytes } from 'node:crypto';
import type { Role } from '../cloud/roles.ts';
import type { Caller } from './caller.ts';

export interface Session {
  caller: Caller;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: Date;
}

/** Temporary credentials handed out by AssumeRole, until they expire. */
export class Sessions {
  readonly #byKey = new Map<string, Session>();

  open(role: Role, accountId: string, partition: string, sessionName: string, seconds: number): Session {
    const accessKeyId = `ASIA${token(16)}`;
    const session: Session = {
      caller: {
        accountId,
        arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
        userId: `${role.roleId}:${sessionName}`,
        roleName: role.name,
      },
      accessKeyId,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(180).toString('base64'),
      expiresAt: new Date(Date.now() + seconds * 1000),
    };
    this.#byKey.set(accessKeyId, session);
    return session;
  }

  find(accessKeyId: string): Session | undefined {
    return this.#byKey.get(accessKeyId);
  }

  /** Ends every session, as an hour passing would. */
  expireAll(): void {
    for (const session of this.#byKey.values()) session.expiresAt = new Date(0);
  }
}

function token(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}
