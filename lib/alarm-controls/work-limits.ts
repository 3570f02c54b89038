/** Steps of work for all decisions of one control over one set of trails; 82 ordinary filters take up to a third. */
export const stepsPerControl = 400_000;

/** Steps of work for one decision among them, so that one class of events leaves something to the others. */
export const stepsPerDecision = 200_000;

/** Steps of work to tell how many of a control's events each filter that is shown catches. */
export const stepsForDetail = 200_000;

/** Steps of work to prove a mended pattern, and again to prove a new one. */
export const stepsForFix = 100_000;

/** Steps of work to find out which filters of an account fire on routine activity. */
export const stepsForNoise = 1_000_000;
