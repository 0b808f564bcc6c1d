import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Api } from '../support/api.js'

const both = (th: string, en: string) => ({ th, en })
const unknown = (category: string) => `${category}-00000000-0000-5000-8000-000000000000`

/** Every case: a typed answer with a code and the place, and a log as long as before. */
describe('bad input is answered with a code and leaves the log as it was', () => {
  let api: Api
  let office: string
  let post: string
  let holder: string
  let other: string
  let assignment: string
  let committee: string
  let later: string
  let seat: string
  let commitment: string

  beforeAll(async () => {
    api = await Api.start()
    office = await api.recorded('registerOrganization', { name: both('สำนักงานตัวอย่าง', 'Example office'), kind: 'PROVINCIAL' })
    post = await api.recorded('establishPost', { title: both('หัวหน้าสำนักงาน', 'Head of office'), organization: office })
    holder = await api.recorded('registerPerson', { name: { th: { given: 'เดิม' } } })
    other = await api.recorded('registerPerson', { name: { th: { given: 'ใหม่' } } })
    await api.recorded('assignRole', { post, person: holder, manner: 'SUBSTANTIVE', from: '2025-10-01' })
    assignment = (await api.query('query ($id: ID!) { post(id: $id) { line { id } } }', { id: post })).post.line[0].id
    committee = await api.recorded('establishCommittee', { name: both('คณะทำงานตัวอย่าง', 'Example group'), type: 'WORKING_GROUP' })
    later = await api.recorded('establishCommittee', { name: both('คณะที่จะตั้ง', 'Body to come'), type: 'WORKING_GROUP', from: '2027-01-15' })
    await api.recorded('establishCommittee', { name: both('คณะย่อย', 'Part'), type: 'SUBCOMMITTEE', parent: later, from: '2027-02-01' })
    await api.recorded('createSeat', {
      committee,
      number: 1,
      office: 'CHAIR',
      kind: { representative: { organization: office } },
      from: '2025-10-01',
    })
    seat = (await api.query('query ($id: ID!) { committee(id: $id) { seats { id } } }', { id: committee })).committee.seats[0].id
    commitment = await api.recorded('makeCommitment', {
      title: both('สำรวจ', 'Survey'),
      owner: seat,
      madeOn: '2026-01-05',
      dueOn: '2026-12-31',
    })
    await api.recorded('dissolveCommittee', { committee, on: '2026-10-01' })
  })
  afterAll(() => api.close())

  const refused = (mutation: string, input: Record<string, unknown>) => api.unrecorded(() => api.tell(mutation, input))
  const promise = () => ({ title: both('ลงพื้นที่', 'Visit'), owner: post, dueOn: '2026-12-31' })
  const invalid = (field: string, code: string) => ({ is: 'InputInvalid', problems: [{ field, code }] })
  const broken = (rule: string, field: string | null = null) => ({ is: 'RuleBroken', rule, field })

  describe('ids that name nothing', () => {
    it.each<[string, string, () => Record<string, unknown>, object]>([
      ['a target', 'assignRole', () => ({ post: unknown('post'), person: holder, manner: 'ACTING' }), broken('NotRecordedYet', 'post')],
      ['a field', 'assignRole', () => ({ post, person: unknown('person'), manner: 'ACTING' }), invalid('person', 'UnknownId')],
      [
        'one of a list',
        'makeCommitment',
        () => ({ ...promise(), supporting: [office, unknown('post')] }),
        invalid('supporting.1', 'UnknownId'),
      ],
      ['an id of another kind', 'makeCommitment', () => ({ ...promise(), owner: holder }), invalid('owner', 'NotAnId')],
      ['no id at all', 'makeCommitment', () => ({ ...promise(), owner: 'ผู้ว่าราชการจังหวัด' }), invalid('owner', 'NotAnId')],
      [
        'a target that is no id',
        'renameOrganization',
        () => ({ organization: '../../etc', name: both('ก', 'A'), from: '2026-01-01' }),
        invalid('organization', 'NotAnId'),
      ],
      [
        'an unknown area code',
        'establishPost',
        () => ({ title: both('นายอำเภอ', 'Chief'), organization: office, area: 'area-5699' }),
        invalid('area', 'UnknownId'),
      ],
      [
        'a malformed area code',
        'establishPost',
        () => ({ title: both('นายอำเภอ', 'Chief'), organization: office, area: 'area-561' }),
        invalid('area', 'NotAnId'),
      ],
    ])('%s', async (_, mutation, input, answer) => expect(await refused(mutation, input())).toMatchObject(answer))

    it.each([
      ['overdueCommitments', '{ overdueCommitments(filter: { area: "area-5" }) { totalCount } }', 'filter.area'],
      ['organizations', '{ organizations(area: "area-5") { totalCount } }', 'area'],
    ])('half an area code in a filter of %s is refused', async (_, query, field) => {
      const { errors } = await api.ask(query)
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field, reason: 'NotAnId' } }])
    })

    it('are null in a query', async () => {
      const asked = await api.query(
        `query ($post: ID!, $area: String!) { post(id: $post) { id } node(id: $post) { id } nodes(ids: [$post]) { id } area(code: $area) { code } }`,
        { post: unknown('post'), area: '99' },
      )
      expect(asked).toEqual({ post: null, node: null, nodes: [null], area: null })
    })
  })

  describe('days that do not exist', () => {
    it.each([
      ['2026-02-29', 'DayMalformed'],
      ['2026-13-01', 'DayMalformed'],
      ['31/12/2026', 'DayMalformed'],
      ['2569-12-31', 'DayOutOfRange'],
      ['1899-12-31', 'DayOutOfRange'],
      ['๒๕๖๙-๑๒-๓๑', 'DayMalformed'],
      ['', 'DayMalformed'],
    ])('%s in a command', async (dueOn, code) => {
      expect(await refused('makeCommitment', { ...promise(), dueOn })).toMatchObject(invalid('dueOn', code))
    })

    it.each([
      ['effective', '2569-11-02', '2026-11-02'],
      ['known', '2569-11-02T00:00:00+07:00', '2026-11-02T00:00:00+07:00'],
    ])('a year of the Buddhist Era is answered with the year to write: %s', async (field, asked, right) => {
      const { errors } = await api.post('query ($asOf: AsOfInput) { committees(asOf: $asOf) { totalCount } }', { asOf: { [field]: asked } })
      const { extensions } = errors![0]!
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: `asOf.${field}` })
      const { th, en } = extensions['message'] as { th: string; en: string }
      expect([th, en].every((words) => words.endsWith(right))).toBe(true)
    })

    it.each(['2026-02-30', 'yesterday'])('%s as the day asked about', async (effective) => {
      const { errors } = await api.post('query ($asOf: AsOfInput) { overdueCommitments(asOf: $asOf) { totalCount } }', {
        asOf: { effective },
      })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'DayMalformed', field: 'asOf.effective' } }])
    })
  })

  describe('contradictions in time', () => {
    it.each<[string, string, () => Record<string, unknown>, object]>([
      [
        'a meeting of a committee dissolved on that day',
        'scheduleMeeting',
        () => ({ bodies: [committee], on: '2026-10-01' }),
        broken('BodyMustNotBeDissolvedOnTheDay', 'on'),
      ],
      [
        'a meeting of a committee that has not begun by that day',
        'scheduleMeeting',
        () => ({ bodies: [later], on: '2027-01-14' }),
        broken('BodyMustHaveBegunOnTheDay', 'on'),
      ],
      [
        'a part of a committee that has not begun by that day',
        'establishCommittee',
        () => ({ name: both('คณะย่อย', 'Part'), type: 'SUBCOMMITTEE', parent: later, from: '2027-01-14' }),
        broken('CommitteeBeginsWithinItsParent', 'from'),
      ],
      [
        'a part of a committee dissolved on that day',
        'establishCommittee',
        () => ({ name: both('คณะย่อย', 'Part'), type: 'SUBCOMMITTEE', parent: committee, from: '2026-10-01' }),
        broken('CommitteeBeginsWithinItsParent', 'from'),
      ],
      [
        'the end of a committee before a part of it begins',
        'dissolveCommittee',
        () => ({ committee: later, on: '2027-02-01' }),
        broken('CommitteeBeginsWithinItsParent', 'on'),
      ],
      [
        'a second substantive holder',
        'assignRole',
        () => ({ post, person: other, manner: 'SUBSTANTIVE', from: '2026-10-01' }),
        broken('PostHasAtMostOneSubstantiveHolderAtATime', 'from'),
      ],
      [
        'a second substantive holder, back-dated',
        'assignRole',
        () => ({ post, person: other, manner: 'SUBSTANTIVE', from: '2024-10-01', until: '2025-10-02' }),
        broken('PostHasAtMostOneSubstantiveHolderAtATime', 'from'),
      ],
      [
        'an end before the beginning',
        'assignRole',
        () => ({ post, person: other, manner: 'ACTING', from: '2026-10-02', until: '2026-10-01' }),
        broken('RoleCannotEndBeforeItBegins', 'until'),
      ],
      ['an end on the first day', 'endRole', () => ({ post, assignment, on: '2025-10-01' }), broken('RoleCannotEndBeforeItBegins', 'on')],
      [
        'due before it is made',
        'makeCommitment',
        () => ({ ...promise(), madeOn: '2026-10-01', dueOn: '2026-09-30' }),
        broken('CommitmentCannotBeDueBeforeItIsMade', 'dueOn'),
      ],
      [
        'a seat of a dissolved committee',
        'makeCommitment',
        () => ({ ...promise(), owner: seat, madeOn: '2026-10-01' }),
        broken('OwnerMustNotHaveEnded', 'owner'),
      ],
      [
        'a new seat on a dissolved committee',
        'createSeat',
        () => ({ committee, number: 2, office: 'MEMBER', kind: { exOfficio: { post } }, from: '2026-10-01' }),
        broken('CommitteeMustNotBeDissolved', 'from'),
      ],
      [
        'a promise of a committee that has not begun by that day',
        'makeCommitment',
        () => ({ ...promise(), owner: later, madeOn: '2026-10-01' }),
        broken('OwnerMustHaveBegun', 'owner'),
      ],
      [
        'a transfer to a committee that has not begun by that day',
        'transferOwnership',
        () => ({ commitment, owner: later, on: '2027-01-14', reason: 'มติ' }),
        broken('OwnerMustHaveBegun', 'owner'),
      ],
      [
        'a plan of a committee that has not begun',
        'draftPlan',
        () => ({ committee: later, fiscalYear: 2570, title: both('แผน', 'Plan') }),
        broken('OwnerMustHaveBegun', 'committee'),
      ],
      [
        'a plan of a dissolved committee',
        'draftPlan',
        () => ({ committee, fiscalYear: 2570, title: both('แผน', 'Plan') }),
        broken('OwnerMustNotHaveEnded', 'committee'),
      ],
      [
        'a transfer to a dissolved committee',
        'transferOwnership',
        () => ({ commitment, owner: committee, on: '2026-10-15', reason: 'มติ' }),
        broken('OwnerMustNotHaveEnded', 'owner'),
      ],
    ])('%s', async (_, mutation, input, answer) => expect(await refused(mutation, input())).toMatchObject(answer))

    it('but a seat promised while its committee stood', async () => {
      const made = await api.tell('makeCommitment', { ...promise(), owner: seat, madeOn: '2026-09-30' })
      expect(made).toMatchObject({ is: 'Recorded' })
    })
  })

  describe('a stale look and a repeated key', () => {
    it('answers an expectedRevision that is not the last with both revisions', async () => {
      const input = { post, title: both('หัวหน้าใหม่', 'New head'), from: '2026-11-01' }
      expect(await refused('retitlePost', { ...input, expectedRevision: 0 })).toMatchObject({
        is: 'RevisionConflict',
        id: post,
        expected: 0,
        actual: 1,
      })
      expect(await refused('retitlePost', { ...input, expectedRevision: 7 })).toMatchObject({
        is: 'RevisionConflict',
        expected: 7,
        actual: 1,
      })
      expect(await api.tell('retitlePost', { ...input, expectedRevision: 1 })).toMatchObject({ is: 'Recorded', revision: 2 })
    })

    it('records a repeated command once and answers it as it was answered', async () => {
      const input = { idempotencyKey: 'once', commitment, on: '2026-10-20', word: 'ครึ่งทาง', percent: 50 }
      const first = await api.tell('reportProgress', input)
      await api.recorded('reportProgress', { commitment, on: '2026-10-25', word: 'ใกล้เสร็จ' })
      const again = await refused('reportProgress', input)
      expect(again).toEqual({ ...first, repeated: true })
    })

    it.each(['', '  '])('takes no key of nothing: "%s"', async (idempotencyKey) => {
      const answer = await api.unrecorded(() =>
        api.tell('registerOrganization', { name: both('หน่วยงาน', 'Office'), kind: 'PROVINCIAL', idempotencyKey }),
      )
      expect(answer).toMatchObject(invalid('idempotencyKey', 'TooShort'))
    })

    it('refuses the key under another body, or for another thing', async () => {
      const key = { idempotencyKey: 'twice' }
      await api.recorded('reportProgress', { ...key, commitment, on: '2026-10-20', word: 'ครึ่งทาง' })
      const answer = invalid('idempotencyKey', 'IdempotencyKeyReused')
      expect(await refused('reportProgress', { ...key, commitment, on: '2026-10-20', word: 'เสร็จแล้ว' })).toMatchObject(answer)
      expect(await refused('reportCompletion', { ...key, commitment, on: '2026-10-20', word: 'ครึ่งทาง' })).toMatchObject(answer)
    })
  })

  describe('texts', () => {
    it.each([
      ['a NUL byte', 'สำ\u0000รวจ', 'ControlCharacter'],
      ['an escape', 'สำรวจ\u001b[31m', 'ControlCharacter'],
      ['half a surrogate', 'สำรวจ \ud83d', 'BrokenCharacter'],
      ['only blanks', ' \u00a0\t', 'TooShort'],
      ['nothing', '', 'TooShort'],
      ['too much', 'ก'.repeat(10_001), 'TooLong'],
    ])('of %s are refused', async (_, th, code) => {
      expect(await refused('makeCommitment', { ...promise(), title: { th } })).toMatchObject(invalid('title.th', code))
    })

    it('name every problem at once', async () => {
      const answer = await refused('makeCommitment', { ...promise(), title: { th: '' }, dueOn: '2026-02-30', owner: 'x' })
      expect(answer.problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
        'dueOn DayMalformed',
        'owner NotAnId',
        'title.th TooShort',
      ])
    })

    // Sara am, tone marks and a Latin letter with a dot below and a circumflex, in all four forms.
    const written = 'สำนักงานน้ำตกĐậm ﬁ'
    it.each(['NFC', 'NFD', 'NFKC', 'NFKD'])('in %s are stored composed', async (form) => {
      const typed = `${written} ${form}`.normalize(form)
      const id = await api.recorded('registerOrganization', { name: { th: typed }, kind: 'NGO' })
      const { organization } = await api.query('query ($id: ID!) { organization(id: $id) { name { th } } }', { id })
      expect(organization.name.th).toBe(typed.normalize('NFC'))
    })

    it('are the same command in NFC and in NFD', async () => {
      const input = { idempotencyKey: 'same text', kind: 'NGO', name: { th: written.normalize('NFC') } }
      const first = await api.tell('registerOrganization', input)
      expect(first).toMatchObject({ is: 'Recorded' })
      const again = await refused('registerOrganization', { ...input, name: { th: written.normalize('NFD') } })
      expect(again).toEqual({ ...first, repeated: true })
    })

    it('are found in any form', async () => {
      const id = await api.recorded('registerOrganization', { name: both('มูลนิธิน้ำใจ', 'Đậm Foundation'), kind: 'NGO' })
      const find = async (nameContains: string) =>
        (await api.query('query ($name: String) { organizations(nameContains: $name) { nodes { id } } }', { name: nameContains }))
          .organizations.nodes
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
        expect(await find('น้ำใจ'.normalize(form))).toEqual([{ id }])
        expect(await find('đậm found'.normalize(form))).toEqual([{ id }])
      }
      expect(await find('ไม่มี')).toEqual([])
    })
  })

  describe('what is no input of this API', () => {
    it.each<[string, string]>([
      [
        'a required field left out',
        'mutation { makeCommitment(input: { idempotencyKey: "k", title: { th: "ก" }, dueOn: "2026-12-31" }) { __typename } }',
      ],
      [
        'an unknown field',
        'mutation { makeCommitment(input: { idempotencyKey: "k", title: { th: "ก" }, owner: "x", dueOn: "2026-12-31", dueBy: "x" }) { __typename } }',
      ],
      ['no idempotencyKey', 'mutation { registerOrganization(input: { name: { th: "ก" }, kind: NGO }) { __typename } }'],
      [
        'an unknown enum value',
        'mutation { registerOrganization(input: { idempotencyKey: "k", name: { th: "ก" }, kind: SECT }) { __typename } }',
      ],
      [
        'an unknown field asked for',
        'mutation { registerOrganization(input: { idempotencyKey: "k", name: { th: "ก" }, kind: NGO }) { secret } }',
      ],
    ])('%s', async (_, document) => {
      const { errors } = await api.unrecorded(() => api.post(document))
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    })

    it('both alternatives of one choice, in variables', async () => {
      const input = {
        idempotencyKey: 'k',
        committee,
        number: 3,
        office: 'MEMBER',
        kind: { exOfficio: { post }, representative: { organization: office } },
      }
      const answer = await api.unrecorded(() =>
        api.post(
          'mutation ($input: CreateSeatInput!) { createSeat(input: $input) { __typename ... on InputInvalid { problems { field code } } } }',
          { input },
        ),
      )
      if (answer.errors) expect(answer.errors[0]!.extensions['code']).toBe('BAD_USER_INPUT')
      else expect(answer.data.createSeat).toMatchObject({ __typename: 'InputInvalid', problems: [{ field: 'kind' }] })
    })
  })
})
