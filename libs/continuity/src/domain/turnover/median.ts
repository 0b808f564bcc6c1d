/**
 * The median of lengths in days of which some are censored: known to last so long, not how long. That of Kaplan and Meier (JASA 53, 1958): the fewest
 * days t at which the product, over all lengths d <= t that ended, of (1 - ended at d / observed for d days or more), is a half or less; null where so
 * few ended that it stays above.
 */
export function medianOf(observed: readonly { readonly days: number; readonly ended: boolean }[]): number | null {
  const lengths = [...new Set(observed.filter(({ ended }) => ended).map(({ days }) => days))].sort((a, b) => a - b)
  let staying = 1
  for (const length of lengths) {
    const there = observed.filter(({ days }) => days >= length).length
    staying *= 1 - observed.filter(({ ended, days }) => ended && days === length).length / there
    if (staying <= HALF) return length
  }
  return null
}
/** A half, though the product is not reckoned to the last digit. */
const HALF = 0.5 + 1e-9
