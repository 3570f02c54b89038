import type { Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

const made: unique symbol = Symbol('made by lib/auth');

/** Who looks or acts, in which workspace. Queries and commands demand one; only lib/auth can make it. */
export interface Viewer {
  readonly [made]: true;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly role: Role;
}

export type { Role };

const ranks: Record<Role, number> = { auditor: 0, lead: 1, admin: 2 };

export function makeViewer(facts: Omit<Viewer, typeof made>): Viewer {
  return { [made]: true, ...facts };
}

/** An admin may do what a lead may, a lead what an auditor may. */
export function hasRole(viewer: Viewer, role: Role): boolean {
  return ranks[viewer.role] >= ranks[role];
}

/** @throws AppError `not-allowed` */
export function demandRole(viewer: Viewer, role: Role): void {
  if (hasRole(viewer, role)) return;
  const who = role === 'admin' ? 'an admin' : 'an admin or a security lead';
  throw new AppError('not-allowed', `Only ${who} of ${viewer.workspaceName} can do this.`);
}

/** Who an audit event names. */
export function actorOf(viewer: Viewer): string {
  return viewer.userId ?? viewer.name;
}
