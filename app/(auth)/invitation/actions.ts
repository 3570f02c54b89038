'use server';

import { redirect } from 'next/navigation';
import { AcceptedInvitation, acceptInvitation } from '#lib/auth/new-user.ts';
import { signIn } from '#lib/auth/sign-in.ts';
import { anonymousFormAction } from '#lib/form-action.ts';

export const acceptAction = anonymousFormAction(AcceptedInvitation, async (input) => {
  const { email } = await acceptInvitation(input);
  await signIn({ email, password: input.password });
  redirect('/');
});
