'use server';

import { redirect } from 'next/navigation';
import { claimFirstAdmin, FirstAdmin } from '#lib/auth/new-user.ts';
import { signIn } from '#lib/auth/sign-in.ts';
import { anonymousFormAction } from '#lib/form-action.ts';

export const claimAction = anonymousFormAction(FirstAdmin, async (input) => {
  const { email } = await claimFirstAdmin(input);
  await signIn({ email, password: input.password });
  redirect('/');
});
