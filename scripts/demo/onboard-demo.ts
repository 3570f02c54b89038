import { makeLink, type OneTimeUrl } from '#lib/auth/one-time-link.ts';
import { makeViewer, type Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { buildCloud } from '../../scanner/sandbox/cloud/cloud.ts';
import type { AccountDocument } from '../../scanner/sandbox/document/cloud-document.ts';
import { readCloud } from '../../scanner/sandbox/document/read-files.ts';
import { setDemoPolicy } from './set-policy.ts';

const workspaceName = 'Halvorsen Line';
const admin = { name: 'Maren Solheim', email: 'maren.solheim@halvorsen.example' };
const hour = 60 * 60 * 1000;

/** The demo's workspace, its admin, its policy, and every account its cloud files want onboarded. Doing it again adds what is new. */
export async function onboardDemo(cloudPath: string): Promise<Viewer> {
  const viewer = await demoAdmin();
  const document = await readCloud(cloudPath);
  const cloud = buildCloud(document);
  const rows = (document.accounts ?? []).flatMap((account) => {
    const role = cloud.accounts
      .get(account.id)
      ?.roles.get(account.role ? (account.role.name ?? roleName) : roleName);
    const isWanted = account.onboard && account.onboard.isOnboarded !== false;
    return isWanted && role ? [rowOf(viewer, account, role.arn)] : [];
  });
  await db().account.createMany({ data: rows, skipDuplicates: true });
  await setDemoPolicy(viewer, cloudPath);
  return viewer;
}

/** Signs the demo's admin in, once, within the hour. */
export function demoSignInLink(viewer: Viewer): Promise<OneTimeUrl> {
  const { workspaceId, userId } = viewer;
  if (userId === null) throw new Error('the demo has no admin');
  return makeLink(db(), { workspaceId, userId, purpose: 'sign_in', lifetimeMs: hour });
}

const roleName = 'WatchpostReadOnly';

function rowOf({ workspaceId }: Viewer, account: AccountDocument, roleArn: string) {
  const onboard = account.onboard ?? {};
  const given = account.role ? account.role.externalId : undefined;
  return {
    workspaceId,
    partition: account.partition ?? 'aws',
    accountId: account.id,
    name: account.name,
    roleArn,
    externalId: typeof given === 'string' ? given : `wp-${account.id}`,
    environment: onboard.environment ?? 'production',
    owner: onboard.owner ?? null,
    group: account.ou ?? null,
    tags: Object.entries(onboard.tags ?? {}).map(([key, value]) => `${key}=${value}`),
    isInternetExposed: onboard.isInternetExposed ?? false,
  };
}

async function demoAdmin(): Promise<Viewer> {
  return db().$transaction(async (tx) => {
    const user = await tx.user.upsert({
      where: { email: admin.email },
      create: { ...admin, emailVerified: true },
      update: {},
      select: { id: true, memberships: { select: { workspaceId: true } } },
    });
    const known = user.memberships[0]?.workspaceId;
    const workspaceId = known ?? (await tx.workspace.create({ data: { name: workspaceName } })).id;
    if (!known) await tx.membership.create({ data: { workspaceId, userId: user.id, role: 'admin' } });
    return makeViewer({ userId: user.id, ...admin, workspaceId, workspaceName, role: 'admin' });
  });
}
