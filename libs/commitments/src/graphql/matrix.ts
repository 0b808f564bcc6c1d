/** Where all bodies stand with a directive, rolled up over the tree of bodies or of areas: pure, so that a day's matrix is what its parts say. */
import type { BodyBelow } from '@prasan/committees/reading'
import { type Day, categoryOf, daysBetween } from '@prasan/event-sourcing'
import type { Stand } from '../views/directives/queries.js'

/** Each body stands in one of these, the first that holds; what is adapted and what is overdue is counted beside them. */
export type StandIn = 'NOT_SENT' | 'SILENT' | 'ACCEPTED' | 'DECLINED' | 'IN_PROGRESS' | 'COMPLETED' | 'VERIFIED' | 'WITHDRAWN'
export type Column = StandIn | 'ADAPTED' | 'OVERDUE'
export type Grouping = 'BODY' | 'AREA' | 'ORGANIZATION'

/** One body, and where it stands on the day. */
export interface Cell {
  readonly body: string
  readonly commitment: string | null
  readonly standIn: StandIn
  readonly adapted: boolean
  /** Of what is open past its due date. */
  readonly daysOverdue: number | null
  /** Of what its owner neither accepted nor declined. */
  readonly daysSilent: number | null
  /** Null where the body owes nothing: not sent, or withdrawn. */
  readonly percent: number | null
}

const REPORTED = ['progress', 'obstacle', 'answer', 'returned']

function standIn({ state, owned, percent, wordKind }: Stand): StandIn {
  if (state === 'withdrawn') return 'WITHDRAWN'
  if (state === 'verified') return 'VERIFIED'
  if (state === 'completed') return 'COMPLETED'
  if (owned === 'declined') return 'DECLINED'
  if (percent !== null || REPORTED.includes(wordKind ?? '')) return 'IN_PROGRESS'
  return owned === 'accepted' ? 'ACCEPTED' : 'SILENT'
}

function cellOf(stand: Stand, day: Day): Cell {
  const { body, commitment, state, assignedOn, sentOn, dueOn, percent, isAdapted } = stand
  const open = state === 'open' || state === null
  const at = standIn(stand)
  const late = open && dueOn !== null ? daysBetween(dueOn, day) : 0
  return {
    ...{ body, commitment: state === null ? null : commitment, standIn: at, adapted: isAdapted === 1 },
    daysOverdue: late > 0 ? late : null,
    daysSilent: at === 'SILENT' ? daysBetween(assignedOn ?? sentOn, day) : null,
    percent: at === 'WITHDRAWN' ? null : open ? (percent ?? 0) : 100,
  }
}

export interface Asked {
  readonly by: Grouping
  /** A body, area or organization: only what lies in it. */
  readonly under?: string | undefined
  readonly day: Day
}
export interface Of {
  readonly committee: string
  readonly inForce: boolean
  readonly stands: readonly Stand[]
  /** The committee and all bodies below it. */
  readonly bodies: readonly BodyBelow[]
  /** Of bodies the organization of the post that answers for it. */
  readonly organizations: ReadonlyMap<string, string>
}

export interface MatrixRow {
  /** What the row is about; null: bodies of which it is not recorded. */
  readonly key: string | null
  /** True of what stands in `under` itself, and not in a part of it. */
  readonly own: boolean
  /** True where parts of it stand in rows of their own. */
  readonly drillable: boolean
  readonly cells: readonly Cell[]
}

/** Every body that was sent it, and while it is in force those directly below that were not; each once. */
export function cellsOf({ committee, inForce, stands, bodies }: Of, day: Day): Cell[] {
  const sent = new Set(stands.map(({ body }) => body))
  const missing = bodies.filter(({ id, parent, there }) => inForce && there && parent === committee && !sent.has(id))
  return [
    ...stands.map((stand) => cellOf(stand, day)),
    ...missing.map(({ id: body }): Cell => ({
      ...{ body, commitment: null, standIn: 'NOT_SENT', adapted: false, daysOverdue: null, daysSilent: null, percent: null },
    })),
  ]
}

/** The rows of the matrix, in the order of areas and ids; what is not recorded stands last. */
export function rowsOf(of: Of, { by, under, day }: Asked): MatrixRow[] {
  const tree = new Map(of.bodies.map((body) => [body.id, body]))
  /** A body and those above it, up to the one that issued the directive where that is one of them. */
  const lineOf = (body: string): string[] => {
    const line = [body]
    for (let at = tree.get(body)?.parent; at && !line.includes(at); at = tree.get(at)?.parent) line.push(at)
    return line
  }
  const areaOf = (body: string) => tree.get(body)?.area ?? null
  const isWithin = (body: string) => {
    switch (under === undefined ? undefined : categoryOf(under)) {
      case undefined:
        return true
      case 'committee':
        return lineOf(body).includes(under!)
      case 'area':
        return areaOf(body)?.startsWith(under!) ?? false
      default:
        return of.organizations.get(body) === under
    }
  }
  const base =
    under !== undefined && categoryOf(under) === { BODY: 'committee', AREA: 'area', ORGANIZATION: 'organization' }[by] ? under : undefined
  const keyOf = (body: string): string | null => {
    if (by === 'ORGANIZATION') return of.organizations.get(body) ?? null
    if (by === 'BODY') {
      const line = lineOf(body)
      const at = line.indexOf(base ?? of.committee)
      return at < 0 ? null : line[Math.max(at - 1, 0)]!
    }
    const area = areaOf(body)
    const whole = base ?? areaOf(of.committee) ?? 'area-'
    return area?.startsWith(whole) ? area.slice(0, whole.length + 2) : null
  }
  const rows = new Map<string | null, Cell[]>()
  for (const cell of cellsOf(of, day)) {
    if (!isWithin(cell.body)) continue
    const key = keyOf(cell.body)
    rows.set(key, [...(rows.get(key) ?? []), cell])
  }
  const isPart = (key: string | null, { body }: Cell) =>
    key !== null && (by === 'BODY' ? body !== key : by === 'AREA' && areaOf(body) !== key)
  const order = (key: string | null) => (key === null ? '~' : by === 'BODY' ? `${areaOf(key) ?? '~'} ${key}` : key)
  return [...rows]
    .map(([key, cells]) => ({ key, cells, own: key !== null && key === (base ?? (by === 'BODY' ? of.committee : areaOf(of.committee))) }))
    .map((row) => ({ ...row, drillable: !row.own && row.cells.some((cell) => isPart(row.key, cell)) }))
    .sort((one, other) => (one.own === other.own ? (order(one.key) < order(other.key) ? -1 : 1) : one.own ? -1 : 1))
}

export const isIn = (column: Column, { standIn, adapted, daysOverdue }: Cell): boolean =>
  column === 'ADAPTED' ? adapted : column === 'OVERDUE' ? daysOverdue !== null : standIn === column

const longest = (days: readonly (number | null)[]) =>
  days.reduce((one, other) => (other !== null && other > (one ?? -1) ? other : one), null)

/** How many bodies stand where. */
export function tallyOf(cells: readonly Cell[]) {
  const count = (column: Column) => cells.filter((cell) => isIn(column, cell)).length
  const owing = cells.flatMap(({ percent }) => percent ?? [])
  return {
    bodies: cells.length,
    ...{ notSent: count('NOT_SENT'), silent: count('SILENT'), accepted: count('ACCEPTED'), declined: count('DECLINED') },
    ...{ inProgress: count('IN_PROGRESS'), completed: count('COMPLETED'), verified: count('VERIFIED'), withdrawn: count('WITHDRAWN') },
    ...{ adapted: count('ADAPTED'), overdue: count('OVERDUE') },
    percent: owing.length === 0 ? null : Math.floor(owing.reduce((sum, each) => sum + each, 0) / owing.length),
    longestSilence: longest(cells.map(({ daysSilent }) => daysSilent)),
    longestOverdue: longest(cells.map(({ daysOverdue }) => daysOverdue)),
  }
}
