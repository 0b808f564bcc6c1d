// Tests run as built by scripts/build.mjs: no transform here, so they exercise the code that ships.
export default {
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test/dist'],
  testMatch: [
    '**/dist/**/*.spec.js',
    '**/dist/**/*.int-spec.js',
    '**/dist/**/*.e2e-spec.js',
    '**/dist/**/*.fault-spec.js',
    '**/dist/**/*.data-spec.js',
  ],
  testEnvironment: 'node',
  transform: {},
  testTimeout: 60_000,
  maxWorkers: 2,
  // The modules of suites that ended stay in a worker's memory, and the rest then run slower and slower: one that has grown is made anew.
  workerIdleMemoryLimit: '600MB',
  injectGlobals: false,
}
