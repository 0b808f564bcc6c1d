import { history, plain, view } from '@prasan/event-sourcing'
import { AreaNameCorrected, AreasListed } from '../../domain/area.js'
import {
  HeadPostNamed,
  MandateClauseAdded,
  MandateClauseRetired,
  OrganizationClosed,
  OrganizationCorrected,
  OrganizationRegistered,
  OrganizationRenamed,
} from '../../domain/organization.js'
import { ContactChanged, NameCorrected, PersonMergeReversed, PersonMerged, PersonRegistered } from '../../domain/person.js'
import {
  DelegationEnded,
  DutiesDescribed,
  PostAbolished,
  PostCorrected,
  PostEstablished,
  PostRetitled,
  RoleAssigned,
  RoleAssignmentCorrected,
  RoleAssignmentReversed,
  RoleDelegated,
  RoleEnded,
} from '../../domain/post/events.js'
import { foldedForSearch } from './folded.js'

/** Areas, organizations, people (ciphertext only), posts and who holds them. */
export const directoryView = view(
  'directory',
  3,
  {
    area: plain(
      'area',
      { id: 'text', code: 'text', level: 'text', parent: 'text?', name: 'bilingual' },
      { key: ['id'], indexes: ['parent', 'level'] },
    ),
    organization: history('organization', {
      name: 'bilingual',
      folded: 'text',
      kind: 'text',
      parent: 'text?',
      areas: 'json?',
      headPost: 'text?',
    }),
    clause: history('mandateClause', { organization: 'text', text: 'bilingual', source: 'text?' }, { today: ['organization'] }),
    /** `named`: log number of the event that gave the name. */
    person: plain('person', { id: 'text', name: 'text', contacts: 'text?', named: 'int' }, { key: ['id'], indexes: ['named'] }),
    /** Records of persons that answer as another one. */
    alias: history('personAlias', { survivor: 'text' }, { today: ['survivor'] }),
    post: history('post', { title: 'bilingual', organization: 'text', area: 'text?', duties: 'bilingual?' }, { today: ['organization'] }),
    assignment: history(
      'assignment',
      { post: 'text', person: 'text', manner: 'text', orderNumber: 'text?' },
      { today: ['post', 'person'] },
    ),
    delegation: history('delegation', { post: 'text', receiver: 'text', scope: 'text', orderNumber: 'text?' }, { today: ['post'] }),
  },
  (on) => [
    on(AreasListed, ({ area }, { data }) => {
      for (const { code, level, parent, name } of data.areas)
        area.put({ id: `area-${code}`, code, level, parent: parent && `area-${parent}`, name })
    }),
    on(AreaNameCorrected, ({ area }, { data }) => {
      for (const row of area.where({ code: data.code })) area.put({ ...row, name: data.name })
    }),

    on(OrganizationRegistered, ({ organization }, { id, data }) =>
      organization.begin(id, null, { ...data, folded: foldedForSearch(data.name) }),
    ),
    on(OrganizationRenamed, ({ organization }, { id, data }) =>
      organization.change(id, data.from, { name: data.name, folded: foldedForSearch(data.name) }),
    ),
    on(OrganizationCorrected, ({ organization }, { id, data }) =>
      organization.correctLast(id, {
        name: data.name,
        folded: foldedForSearch(data.name),
        kind: data.kind,
        parent: data.parent ?? null,
        areas: data.areas ?? null,
      }),
    ),
    on(HeadPostNamed, ({ organization }, { id, data }) => organization.change(id, data.from ?? '', { headPost: data.post })),
    on(MandateClauseAdded, ({ clause }, { id, data }) =>
      clause.begin(data.clause, data.from ?? null, { organization: id, text: data.text, source: data.source }),
    ),
    on(MandateClauseRetired, ({ clause }, { data }) => clause.end(data.clause, data.on)),
    on(OrganizationClosed, ({ organization }, { id, data }) => organization.end(id, data.on)),

    on(PersonRegistered, ({ person }, { id, data, log }) => person.put({ id, ...data, named: log })),
    on(NameCorrected, ({ person }, { id, data, log }) => person.put({ ...person.where({ id })[0], id, name: data.name, named: log })),
    on(ContactChanged, ({ person }, { id, data }) => person.put({ ...person.where({ id })[0], id, contacts: data.contacts })),
    on(PersonMerged, ({ alias }, { id, data }) => {
      // of two merges that crossed each other the first holds: else neither record would stay
      for (let at: string | undefined = data.into; at !== undefined; at = alias.of(at)[0]?.survivor) if (at === id) return
      alias.correct(id, null, { survivor: data.into })
    }),
    on(PersonMergeReversed, ({ alias }, { id }) => alias.reverse(id)),

    on(PostEstablished, ({ post }, { id, data }) => post.begin(id, null, data)),
    on(PostRetitled, ({ post }, { id, data }) => post.change(id, data.from, { title: data.title })),
    on(DutiesDescribed, ({ post }, { id, data }) => post.change(id, data.from ?? '', { duties: data.duties })),
    on(PostCorrected, ({ post }, { id, data }) =>
      post.correctLast(id, { title: data.title, organization: data.organization, area: data.area ?? null }),
    ),
    on(RoleDelegated, ({ delegation }, { id, data }) =>
      delegation.begin(data.delegation, data.from, { post: id, receiver: data.to, scope: data.scope, orderNumber: data.order }, data.until),
    ),
    on(DelegationEnded, ({ delegation }, { data }) => {
      const [held] = delegation.of(data.delegation)
      if (held) delegation.correct(data.delegation, held.validFrom, held, data.on)
    }),
    on(PostAbolished, ({ post }, { id, data }) => post.end(id, data.on)),
    on(RoleAssigned, ({ assignment }, { id, data }) => {
      assignment.begin(
        data.assignment,
        data.from ?? null,
        { post: id, person: data.person, manner: data.manner, orderNumber: data.order },
        data.until,
      )
    }),
    on(RoleEnded, ({ assignment }, { data, id }) => {
      const [held] = assignment.of(data.assignment)
      if (held) assignment.correct(data.assignment, held.validFrom, { ...held, post: id }, data.on)
    }),
    on(RoleAssignmentCorrected, ({ assignment }, { id, data }) => {
      assignment.correct(
        data.assignment,
        data.from ?? null,
        { post: id, person: data.person, manner: data.manner, orderNumber: data.order },
        data.until,
      )
    }),
    on(RoleAssignmentReversed, ({ assignment }, { data }) => assignment.reverse(data.assignment)),
  ],
)
