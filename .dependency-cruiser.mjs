/** The arrows of ARCHITECTURE.md as errors. Each has a planted breach in scripts/lint/arrows.test.ts. */
const test = '\\.test\\.tsx?$|/testdata/|/test-support/|/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one room, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-never-scanner',
      comment: 'The web app and the scanner share PostgreSQL and nothing else.',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^scanner/' },
    },
    {
      name: 'scanner-never-web',
      severity: 'error',
      from: { path: '^scanner/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'components-never-app',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-imports-none-above',
      severity: 'error',
      from: { path: '^lib/', pathNot: test },
      to: { path: '^(app|components|scanner|scripts|e2e)/' },
    },
    {
      name: 'pages-read-through-queries',
      comment: 'Pages touch the database only through lib/queries and lib/commands.',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^lib/db/|/@prisma/|/node_modules/pg/' },
    },
    {
      name: 'scanner-knows-no-web-concern',
      severity: 'error',
      from: { path: '^scanner/', pathNot: test },
      to: { path: '^lib/(auth|form-action|format)' },
    },
    {
      name: 'checks-are-pure',
      comment:
        'A check imports its contract, facts and pure helpers: no SDK, database, environment, network.',
      severity: 'error',
      from: {
        path: '^scanner/(checks|alarms|facts|link)/|^scanner/(link|world|check|snapshot)\\.ts$',
        pathNot: test,
      },
      to: {
        pathNot:
          '^scanner/(checks|alarms|facts|link)/|^scanner/(check|snapshot|link|world)\\.ts$|^lib/(posture|filter-pattern|alarm-controls)/',
      },
    },
    {
      name: 'filter-pattern-stands-alone',
      severity: 'error',
      from: { path: '^lib/filter-pattern/', pathNot: test },
      to: { pathNot: '^lib/filter-pattern/' },
    },
    {
      name: 'alarm-controls-stand-on-filter-pattern',
      severity: 'error',
      from: { path: '^lib/alarm-controls/', pathNot: test },
      to: { pathNot: '^lib/(alarm-controls|filter-pattern)/' },
    },
    {
      name: 'posture-is-pure',
      severity: 'error',
      from: { path: '^lib/posture/', pathNot: test },
      to: { pathNot: '^lib/posture/|node_modules/zod/' },
    },
    {
      name: 'nothing-imports-the-sandbox',
      comment: 'The product does not know its sandbox exists; tests, demo and benchmarks do.',
      severity: 'error',
      from: { pathNot: `^scanner/sandbox/|^scripts/|^e2e/|^vitest|${test}` },
      to: { path: '^scanner/sandbox/' },
    },
    {
      name: 'sandbox-knows-no-scanner',
      comment: 'A stand-in that shares code with what it tests would share its mistakes.',
      severity: 'error',
      from: { path: '^scanner/sandbox/', pathNot: test },
      to: { path: '^scanner/(?!sandbox/)|^lib/(?!filter-pattern/)' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^lib/db/generated/|\\.next/' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
