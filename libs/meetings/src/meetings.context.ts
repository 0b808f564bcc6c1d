import type { BoundedContext } from '@prasan/graphql'

/** Meetings, agenda, attendance, resolutions, minutes. */
export const meetings: BoundedContext = { name: 'meetings', aggregates: [], commands: [], views: [], nodes: [], resolvers: [] }
