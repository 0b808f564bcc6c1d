import { expect, it } from '@jest/globals'
import { TODAY, given, someId } from '@prasan/event-sourcing/testing'
import { BeginDispatch, DispatchBegan } from './dispatch.js'
import { ChannelChosen, ChooseChannel, preferenceOf } from './preference.js'

const person = someId('person')
const chosen = { person, channel: 'line', language: 'th' } as const

it('a person chooses, and chooses anew; the same again is nothing new', () => {
  given().when(ChooseChannel, chosen).then(ChannelChosen(chosen))
  given(ChannelChosen(chosen)).when(ChooseChannel, chosen).thenNothing()
  given(ChannelChosen(chosen))
    .when(ChooseChannel, { ...chosen, channel: 'none' })
    .then(ChannelChosen({ ...chosen, channel: 'none' }))
})

it('each person has one preference', () => {
  expect(ChooseChannel.oneFor!(chosen)).toBe(preferenceOf(person))
  expect(preferenceOf(person)).toMatch(/^preference-/)
  expect(preferenceOf(someId('person', 'other'))).not.toBe(preferenceOf(person))
})

it('of a day is gathered once, and of one that is over nothing', () => {
  given()
    .when(BeginDispatch, { day: TODAY })
    .then(DispatchBegan({ day: TODAY }))
  given(DispatchBegan({ day: TODAY }))
    .when(BeginDispatch, { day: TODAY })
    .thenNothing()
  given().when(BeginDispatch, { day: '2026-11-01' }).thenNothing()
})
