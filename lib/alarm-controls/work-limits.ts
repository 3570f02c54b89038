/** Steps of work for all decisions of one control over one set of log groups; about 30 ms of one core. */
export const stepsPerControl = 800_000;

/** Steps of work for one decision among them, so that one class of events leaves something to the others. */
export const stepsPerDecision = 300_000;

/** Steps of work to find out which filters of an account fire on routine activity. */
export const stepsForNoise = 1_500_000;
