import { described } from '@prasan/event-sourcing'
import { idOf, listOf } from '@prasan/graphql'
import { committees } from '../views/committees/queries.js'
import { Committee } from './types.js'

export const committeeLists = [
  listOf(committees, Committee, {
    description: described('คณะทั้งหมดที่มีในวันที่ถามถึง', 'The committees that there are on the day asked about.'),
    args: {
      area: idOf('area', described('เฉพาะคณะของพื้นที่นี้และพื้นที่ภายใน', 'Only those of this area, as in `area-56`, and of those that lie in it.')),
      parent: idOf('committee', described('เฉพาะคณะที่อยู่ภายใต้คณะนี้โดยตรง', 'Only those directly under this committee.')),
    },
  }),
]
