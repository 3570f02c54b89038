import type { Check } from '../check.ts';
import { trailExists } from './trails/trail-exists.ts';

/** Every check, in the order reports list them. */
export const checks: readonly Check[] = [trailExists];
