// Parts of the sentences of a meeting's history.

interface Named {
  readonly person?: string | undefined
  readonly seat?: string | undefined
}

/** Who and the seat, where there is one, and what more is said; an absence may be of a seat that nobody holds. */
export function whose({ person, seat }: Named, ...more: readonly string[]): string {
  const [first, ...others] = [...(person === undefined ? [] : ['person']), ...(seat === undefined ? [] : ['seat']), ...more]
  return `{${first}}${others.length > 0 ? ` (${others.map((each) => `{${each}}`).join(', ')})` : ''}`
}

/** How minutes were certified, and by which meeting. */
export const how = ({ certifiedBy }: { readonly certifiedBy?: string | undefined }): string =>
  certifiedBy === undefined ? '({method})' : '({method}: {certifiedBy})'
