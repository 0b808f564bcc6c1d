/** JSON with sorted keys, so that the same body gives the same digest. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** Whether two facts say the same; what one leaves out the other leaves out, or has as undefined. */
export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
