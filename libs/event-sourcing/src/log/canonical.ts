/** JSON with sorted keys, so that the same body gives the same digest. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value))

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const from = value as Record<string, unknown>
  const to = Object.create(null) as Record<string, unknown> // `__proto__` is a key like any other
  for (const key of Object.keys(from).sort()) to[key] = sorted(from[key])
  return to
}

/** Whether two facts say the same; what one leaves out the other leaves out, or has as undefined. */
export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)
