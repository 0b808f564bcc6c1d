// The architecture's dependency rules. test/architecture.spec.ts proves that each can fail.

/** In order: each may know those before it. */
export const order = [
  ...['calendar', 'record', 'directory', 'committees', 'answering', 'plans', 'commitments'],
  ...['meetings', 'documents', 'continuity', 'feeds', 'notifications'],
]
const contexts = order.join('|')

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no beginning to read from, one of types neither.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nobody imports is not used: delete it.',
      from: {
        orphan: true,
        pathNot: [
          '(^|/)(main|index|contract|reading|print-schema)\\.ts$',
          '\\.(spec|int-spec|e2e-spec|fault-spec|data-spec)\\.ts$',
          '^test/',
        ],
      },
      to: {},
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'A domain file imports its own context’s domain, event-sourcing and the facts of another’s contract, nothing that does I/O.',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/$1/src/domain/', '^libs/event-sourcing/src/', '^libs/[^/]+/src/contract\\.ts$'] },
    },
    {
      name: 'contexts-meet-at-contracts',
      severity: 'error',
      comment: 'A context reaches another only through its contract.ts or its reading.ts.',
      from: { path: `^libs/(${contexts})/src/` },
      to: { path: `^libs/(${contexts})/src/`, pathNot: ['^libs/$1/src/', '^libs/[^/]+/src/(contract|reading)\\.ts$'] },
    },
    ...order.slice(0, -1).map((context, at) => ({
      name: 'contexts-know-those-before',
      severity: 'error',
      comment: 'A context knows those before it and not those after it, in the order above.',
      from: { path: `^libs/${context}/src/` },
      to: { path: `^libs/(${order.slice(at + 1).join('|')})/` },
    })),
    {
      name: 'reading-is-for-answers',
      severity: 'error',
      comment:
        'What others show is read by what answers and looks up: libs/answering, graphql/, processes/ and evidence.ts. A decision and a view know facts by the contract.',
      from: {
        path: `^libs/(${contexts})/src/`,
        pathNot: [
          '^libs/answering/src/',
          '/src/(graphql|processes)/',
          '/src/evidence\\.ts$',
          '/src/evidence-of-[a-z]+\\.ts$',
          '\\.(spec|int-spec)\\.ts$',
        ],
      },
      to: { path: '^libs/[^/]+/src/reading\\.ts$' },
    },
    {
      name: 'contracts-are-facts',
      severity: 'error',
      comment: 'A contract is events, states, ids and rules: no SQL, no Nest.',
      from: { path: '^libs/[^/]+/src/contract\\.ts$' },
      to: { path: '/src/(graphql|views)/' },
    },
    {
      name: 'one-folder-knows-eventstoredb',
      severity: 'error',
      comment: 'Only the adapter imports the client; the double in test/support speaks its wire.',
      from: { pathNot: ['^libs/event-store/src/eventstoredb/', '^test/'] },
      to: { path: '(^|node_modules/)@(eventstore|kurrent)/' },
    },
    {
      name: 'one-folder-knows-postgres',
      severity: 'error',
      comment: 'Only the adapters for what nodes share import the driver; tests ask the server beside them.',
      from: { pathNot: ['^libs/event-sourcing/src/postgres/', '^test/'] },
      to: { path: '(^|node_modules/)pg/' },
    },
    {
      name: 'one-folder-knows-word',
      severity: 'error',
      comment: 'Only the writer of Word documents imports docx.',
      from: { pathNot: ['^libs/papers/src/writers/'] },
      to: { path: '(^|node_modules/)docx/' },
    },
    {
      name: 'one-file-knows-icalendar',
      severity: 'error',
      comment: 'Only the writer of calendars imports ical-generator.',
      from: { pathNot: ['^libs/feeds/src/icalendar\\.ts$'] },
      to: { path: '(^|node_modules/)ical-generator/' },
    },
    {
      name: 'one-file-knows-zip',
      severity: 'error',
      comment: 'Only the writer of XLSX imports yazl.',
      from: { pathNot: ['^libs/tables/src/xlsx\\.ts$'] },
      to: { path: '(^|node_modules/)yazl/' },
    },
    {
      name: 'papers-know-answers-only',
      severity: 'error',
      comment: 'A paper is made of what the API answers, and a table is written as it is given: they know neither contexts nor the API.',
      from: { path: '^libs/(papers|tables)/src/' },
      to: { path: `^(apps|libs/(${contexts}|graphql|event-store))/` },
    },
    {
      name: 'kernel-knows-no-context',
      severity: 'error',
      comment: 'The kernel and the shared API know no context and no application.',
      from: { path: '^libs/(event-store|event-sourcing|graphql)/src/' },
      to: { path: `^(apps|libs/(${contexts}))/` },
    },
    {
      name: 'no-web-framework-in-the-kernel',
      severity: 'error',
      comment: 'The kernel runs without Nest: CLI, tests and workers use it as it is.',
      from: { path: '^libs/(event-store|event-sourcing)/src/' },
      to: { path: '(^|node_modules/)(@nestjs/|@apollo/|express(/|$)|graphql(/|$))' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((libs|apps)/[^/]+|test)/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'], extensions: ['.ts', '.js'] },
  },
}
