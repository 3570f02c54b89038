import { z } from 'zod';

/** What was typed into the onboarding form, kept as typed so that a reload or an error loses nothing. */
export const OnboardingDraft = z.object({
  roleArn: z.string().max(2048).default(''),
  name: z.string().max(200).default(''),
  owner: z.string().max(200).default(''),
  environment: z.enum(['production', 'staging', 'development', 'sandbox', '']).default(''),
  isInternetExposed: z.boolean().default(false),
  group: z.string().max(200).default(''),
  /** Separated by commas, as typed. */
  tags: z.string().max(1000).default(''),
});
export type OnboardingDraft = z.infer<typeof OnboardingDraft>;
