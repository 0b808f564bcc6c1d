import { describe, expect, it } from '@jest/globals'
import { given } from '@prasan/event-sourcing/testing'
import {
  AddAreas,
  AreaCodeIsKnown,
  AreaIsWhatItsCodeSays,
  AreaLiesInAKnownArea,
  AreaNameCorrected,
  AreasListed,
  CorrectAreaName,
  ListAreas,
  ProvinceIsListedOnce,
} from './area.js'

const province = { code: '56', level: 'province' as const, name: { th: 'พะเยา', en: 'Payao' } }
const district = { code: '5601', level: 'district' as const, parent: '56', name: { th: 'เมืองพะเยา' } }
const village = { code: '56010101', level: 'village' as const, parent: '560101', name: { th: 'บ้านตัวอย่าง' } }
const subdistrict = { code: '560101', level: 'subdistrict' as const, parent: '5601', name: { th: 'เวียง' } }
const listed = AreasListed({ areas: [province, district] })
const correction = { code: '56', name: { th: 'พะเยา', en: 'Phayao' }, reason: 'สะกดผิด' }

describe('the areas of a province', () => {
  it('are listed by official code', () => {
    given().when(ListAreas, listed.data).then(listed)
    expect(ListAreas.shape.safeParse({ areas: [] }).success).toBe(false)
  })
  it.each(['5', '560', '5601011', '5601010101', '๕๖', '56 '])('are not coded %p', (code) =>
    expect(ListAreas.shape.safeParse({ areas: [{ ...province, code }] }).success).toBe(false),
  )
  it('are added to: what is known already is left as it is', () => {
    given(listed)
      .when(AddAreas, { areas: [{ ...district, name: { th: 'อื่น' } }, village, subdistrict] })
      .then(AreasListed({ areas: [village, subdistrict] }))
    given(listed)
      .when(AddAreas, { areas: [district] })
      .thenNothing()
  })
  it('AreaLiesInAKnownArea: the district or sub-district is listed before, or with it', () => {
    given(listed)
      .when(AddAreas, { areas: [village] })
      .thenRefused(AreaLiesInAKnownArea)
    given()
      .when(ListAreas, { areas: [province, subdistrict] })
      .thenRefused(AreaLiesInAKnownArea)
  })
  it('AreaIsWhatItsCodeSays: its level, what it lies in, and its province; so that none lies in itself', () => {
    const refused = (...areas: object[]) => given().when(ListAreas, { areas }).thenRefused(AreaIsWhatItsCodeSays)
    refused(province, { ...district, level: 'village' })
    refused(province, { ...district, parent: '5601' })
    refused({ ...province, parent: '57' })
    refused(province, { ...province, code: '57' })
    given(listed)
      .when(AddAreas, { areas: [{ ...district, code: '5701', parent: '57' }] })
      .thenRefused(AreaIsWhatItsCodeSays)
  })
  it('are listed once, each once', () => {
    given()
      .when(ListAreas, listed.data, { evidence: { listed: true } })
      .thenRefused(ProvinceIsListedOnce)
    expect(ListAreas.shape.safeParse({ areas: [province, { ...province, name: { th: 'อื่น' } }] }).error?.issues).toMatchObject([
      { path: ['areas', 1], message: 'TwiceInTheList' },
    ])
  })
  it('keep their code when a name is corrected, once', () => {
    given(listed).when(CorrectAreaName, correction).then(AreaNameCorrected(correction))
    given(listed, AreaNameCorrected(correction)).when(CorrectAreaName, correction).thenNothing()
    given(listed)
      .when(CorrectAreaName, { ...correction, name: { th: 'พะเยา' } })
      .then(AreaNameCorrected({ ...correction, name: { th: 'พะเยา' } }))
  })
  it('AreaCodeIsKnown: also one that was added later', () => {
    given(listed)
      .when(CorrectAreaName, { ...correction, code: '57' })
      .thenRefused(AreaCodeIsKnown)
    const renamed = { ...correction, code: village.code }
    given(listed).when(CorrectAreaName, renamed).thenRefused(AreaCodeIsKnown)
    given(listed, AreasListed({ areas: [subdistrict, village] }))
      .when(CorrectAreaName, renamed)
      .then(AreaNameCorrected(renamed))
  })
})
