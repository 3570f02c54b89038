import { verifyPassword } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { inviteMember, removeMember } from '#lib/commands/members.ts';
import { db } from '#lib/db/client.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeWorkspace } from '#lib/test-support/workspaces.ts';
import { ensureFirstAdminLink } from './first-admin-link.ts';
import { acceptInvitation, claimFirstAdmin, peekInvitation, peekSetupLink } from './new-user.ts';
import { consumeLink, makeLink } from './one-time-link.ts';

testDatabase();

const person = {
  name: 'Ada Vogt',
  email: 'ada@example.com',
  password: 'a long enough password',
  workspaceName: 'Acme',
};

describe('the first admin', () => {
  it('is made by a link that works once, and makes no second', async () => {
    const stale = tokenOf(await ensureFirstAdminLink());
    const token = tokenOf(await ensureFirstAdminLink());
    expect(await peekSetupLink(stale)).toBeNull();
    expect(await peekSetupLink(token)).not.toBeNull();
    const both = await Promise.allSettled([
      claimFirstAdmin({ ...person, token }),
      claimFirstAdmin({ ...person, token, email: 'eve@example.com' }),
    ]);
    expect(both.filter((it) => it.status === 'fulfilled')).toHaveLength(1);
    expect(await db().membership.findMany({ select: { role: true } })).toEqual([{ role: 'admin' }]);
    expect(await db().workspace.findMany({ select: { name: true } })).toEqual([{ name: 'Acme' }]);
    expect(await ensureFirstAdminLink()).toBeNull();
  });

  it('stores neither the token nor the password', async () => {
    const stored = JSON.stringify([await db().oneTimeLink.findMany(), await db().credential.findMany()]);
    expect(stored).not.toContain(person.password);
    expect(stored).toMatch(/"tokenHash":"[0-9a-f]{64}"/);
  });
});

describe('a one-time link', () => {
  it.each([
    ['is used', 60_000, true],
    ['has expired', -1, false],
  ])('does not work once it %s', async (_name, lifetimeMs, isUsedFirst) => {
    const { workspaceId, userId } = await makeWorkspace();
    const facts = { workspaceId, userId: userId ?? '', purpose: 'sign_in', lifetimeMs } as const;
    const token = tokenOf(await makeLink(db(), facts));
    if (isUsedFirst) expect(await consumeLink(db(), 'sign_in', token)).toMatchObject({ userId });
    expect(await consumeLink(db(), 'sign_in', token)).toBeNull();
  });

  it('serves its own purpose only', async () => {
    const viewer = await makeWorkspace();
    const token = tokenOf(await inviteMember(viewer, { email: 'kai@example.com', role: 'lead' }));
    expect(await consumeLink(db(), 'sign_in', token)).toBeNull();
    expect(await peekInvitation(token)).toEqual({
      email: 'kai@example.com',
      role: 'lead',
      workspaceName: viewer.workspaceName,
    });
  });
});

describe('an invitation', () => {
  it('makes the invited address a member with the role it names', async () => {
    const viewer = await makeWorkspace();
    const token = tokenOf(await inviteMember(viewer, { email: 'mia@example.com', role: 'auditor' }));
    expect(await acceptInvitation({ token, name: 'Mia', password: person.password })).toEqual({
      email: 'mia@example.com',
    });
    const member = await db().membership.findFirst({ where: { user: { email: 'mia@example.com' } } });
    expect(member).toMatchObject({ workspaceId: viewer.workspaceId, role: 'auditor' });
    const again = acceptInvitation({ token, name: 'Mia', password: person.password });
    await expect(again).rejects.toMatchObject({ code: 'expired' });
  });

  it('lets somebody back in who was taken out, with a new password and no old session', async () => {
    const viewer = await makeWorkspace();
    const email = 'ida@example.com';
    const first = tokenOf(await inviteMember(viewer, { email, role: 'admin' }));
    await acceptInvitation({ token: first, name: 'Ida', password: person.password });
    const { id } = await db().user.findUniqueOrThrow({ where: { email } });
    const expiresAt = new Date(Date.now() + 60_000);
    await db().session.create({ data: { userId: id, token: 'old', expiresAt } });
    await removeMember(viewer, id);

    const token = tokenOf(await inviteMember(viewer, { email, role: 'auditor' }));
    await acceptInvitation({ token, name: 'Ida Holm', password: 'another long password' });
    const user = await db().user.findUniqueOrThrow({
      where: { email },
      select: { id: true, name: true, memberships: true, credentials: true, sessions: true },
    });
    expect(user).toMatchObject({ id, name: 'Ida Holm', memberships: [{ role: 'auditor' }], sessions: [] });
    const [credential, ...others] = user.credentials;
    expect(others).toEqual([]);
    const hash = credential?.password ?? '';
    expect(await verifyPassword({ hash, password: 'another long password' })).toBe(true);
  });

  it('does not take over somebody who is a member elsewhere', async () => {
    const [one, other] = [await makeWorkspace(), await makeWorkspace()];
    const email = one.email ?? '';
    const token = tokenOf(await inviteMember(other, { email, role: 'auditor' }));
    const taken = acceptInvitation({ token, name: 'Eve', password: person.password });
    await expect(taken).rejects.toMatchObject({ code: 'conflict' });
    expect(await db().user.findUnique({ where: { email } })).toMatchObject({ name: one.name });
  });

  it('ends when the same address is invited again', async () => {
    const viewer = await makeWorkspace();
    const first = tokenOf(await inviteMember(viewer, { email: 'noa@example.com', role: 'lead' }));
    await inviteMember(viewer, { email: 'noa@example.com', role: 'lead' });
    expect(await peekInvitation(first)).toBeNull();
  });
});

function tokenOf(link: { url: string } | null): string {
  if (!link) throw new Error('no link');
  return new URL(link.url).searchParams.get('token') ?? '';
}
