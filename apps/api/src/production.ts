/**
 * Imported before all else: where nothing says otherwise this is production. graphql-js compares types by name as well as by identity
 * elsewhere, in every field of every answer.
 */
process.env['NODE_ENV'] ??= 'production'
