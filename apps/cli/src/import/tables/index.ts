import type { Facet, Table } from '../table.js'
import { committees, orders, representatives, seats } from './committees.js'
import { commitments, progress } from './commitments.js'
import { directiveBodies, directives } from './directives.js'
import { agenda, attendance, meetings, resolutions } from './meetings.js'
import { organizations, people, posts, roleAssignments, transfers } from './directory.js'

/** The tables of a secretary's office, each after those to which its rows refer. */
export const tables: readonly Table[] = [
  organizations,
  people,
  posts,
  roleAssignments,
  transfers,
  committees,
  orders,
  seats,
  representatives,
  meetings,
  agenda,
  attendance,
  resolutions,
  commitments,
  directives,
  directiveBodies,
  progress,
]

export const facets: readonly Facet[] = tables.flatMap((table) => table.facets)
