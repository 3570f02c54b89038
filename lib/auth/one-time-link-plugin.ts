import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { db } from '#lib/db/client.ts';
import { consumeLink } from './one-time-link.ts';

/** `GET /api/auth/one-time-link?token=…` signs in whom the link was made for, and works once. */
export function oneTimeLinkPlugin() {
  return {
    id: 'one-time-link',
    endpoints: {
      signInWithLink: createAuthEndpoint(
        '/one-time-link',
        { method: 'GET', query: z.object({ token: z.string() }) },
        async (ctx) => {
          const link = await consumeLink(db(), 'sign_in', ctx.query.token);
          const user = link?.userId ? await ctx.context.internalAdapter.findUserById(link.userId) : null;
          if (!user) throw ctx.redirect('/sign-in?problem=link');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          throw ctx.redirect('/');
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
