import js from '@eslint/js'
import ts from 'typescript-eslint'

const impure = 'A domain file is pure: clock, ids and I/O come in with the command.'

export default ts.config(
  { ignores: ['**/dist/', '**/node_modules/', 'data/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.mjs', 'scripts/*.mjs'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_$' }],
      '@typescript-eslint/require-await': 'off',
      // heterogeneous declarations (events, commands, views) meet in lists: their own files are fully typed, `no-unsafe-*` guards the use
      '@typescript-eslint/no-explicit-any': 'off',
      // declarations are records of functions that use no `this`
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    ...ts.configs.disableTypeChecked,
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly' },
      parserOptions: { program: null, project: false, projectService: false },
    },
  },
  {
    files: ['libs/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: impure },
        { name: 'crypto', message: impure },
        { name: 'process', message: impure },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@nestjs/*', 'node:*', 'uuid', 'better-sqlite3', 'graphql'], message: impure }] },
      ],
      'max-lines': ['error', { max: 280, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.ts', '**/*spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
)
