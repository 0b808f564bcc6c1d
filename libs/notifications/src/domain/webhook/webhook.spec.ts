import { describe, expect, it } from '@jest/globals'
import { given, someId } from '@prasan/event-sourcing/testing'
import { NoteDelivery } from './delivery.js'
import { ChangeWebhook, DisableWebhook, EnableWebhook, RegisterWebhook, ReplayWebhook, RotateWebhookSecret } from './decide.js'
import {
  DeliveryNoted,
  WebhookChanged,
  WebhookDisabled,
  WebhookEnabled,
  WebhookGivenUp,
  WebhookRegistered,
  WebhookReplayed,
  WebhookSecretRotated,
} from './events.js'
import { AWebhookIsEnabledOnce, ADisabledWebhookIsEnabledFirst, AReplayBeginsInTheLog, AWebhookIsReachedInPublic } from './rules.js'

const what = { url: 'https://hooks.example.org/prasan', topics: ['commitments' as const] }
const input = { organization: someId('organization'), ...what }
const registered = WebhookRegistered(input)
const reason = 'ย้ายระบบ'
const inside = { evidence: { notPublic: '10.0.0.1 is not a public address' } }

describe('a webhook', () => {
  it('is registered at a public address, and changed to one', () => {
    given()
      .when(RegisterWebhook, input, { evidence: { notPublic: null } })
      .then(registered)
    given().when(RegisterWebhook, input, inside).thenRefused(AWebhookIsReachedInPublic)
    const changed = { url: 'https://other.example.org/', topics: ['decisions' as const], about: someId('committee') }
    given(registered).when(ChangeWebhook, changed).then(WebhookChanged(changed))
    given(registered).when(ChangeWebhook, changed, inside).thenRefused(AWebhookIsReachedInPublic)
    given(registered).when(ChangeWebhook, what, inside).thenNothing()
  })

  it.each([
    ...['', 'hooks.example.org', 'ftp://hooks.example.org/', 'javascript:alert(1)', 'https://', 'https://a b/', ' https://a.example/'],
    ...[
      'https://user:secret@hooks.example.org/',
      'https://user@hooks.example.org/',
      'https://hooks.example.org/#part',
      `https://a.example/${'x'.repeat(2_000)}`,
    ],
  ])('is not at %j', (url) => expect(RegisterWebhook.shape.safeParse({ ...input, url }).success).toBe(false))

  it('is told of topics, each once', () => {
    const shape = RegisterWebhook.shape
    expect(shape.safeParse({ ...input, topics: [] }).success).toBe(false)
    expect(shape.safeParse({ ...input, topics: ['meetings', 'meetings'] }).success).toBe(false)
    expect(shape.safeParse({ ...input, topics: ['meetings', 'decisions'] }).success).toBe(true)
  })

  it('is disabled and enabled, also once it was given up', () => {
    const disabled = WebhookDisabled({ reason })
    const givenUp = WebhookGivenUp({ cause: 'gone', at: 7 })
    given(registered).when(DisableWebhook, { reason }).then(disabled)
    given(registered, disabled).when(DisableWebhook, { reason }).thenNothing()
    given(registered, disabled).when(EnableWebhook, { reason }).then(WebhookEnabled({ reason }))
    given(registered).when(EnableWebhook, { reason }).thenRefused(AWebhookIsEnabledOnce)
    given(registered, disabled, WebhookEnabled({ reason })).when(EnableWebhook, { reason }).thenNothing()
    given(registered, disabled)
      .when(DisableWebhook, { reason: 'ปิดตัวลง' })
      .then(WebhookDisabled({ reason: 'ปิดตัวลง' }))
    given(registered, givenUp).when(EnableWebhook, { reason }).then(WebhookEnabled({ reason }))
    given(registered, givenUp).when(DisableWebhook, { reason }).then(disabled)
  })

  it('has its secret rotated once for a reason', () => {
    given(registered).when(RotateWebhookSecret, { reason }).then(WebhookSecretRotated({ reason }))
    given(registered, WebhookSecretRotated({ reason })).when(RotateWebhookSecret, { reason }).thenNothing()
    given(registered, WebhookSecretRotated({ reason }))
      .when(RotateWebhookSecret, { reason: 'อีกครั้ง' })
      .then(WebhookSecretRotated({ reason: 'อีกครั้ง' }))
  })

  it('is told again from an event that there is, while it is active', () => {
    const replay = { from: 5, reason }
    const evidence = { last: 5 }
    given(registered).when(ReplayWebhook, replay, { evidence }).then(WebhookReplayed(replay))
    given(registered, WebhookReplayed(replay)).when(ReplayWebhook, replay, { evidence }).thenNothing()
    given(registered).when(ReplayWebhook, { from: 6, reason }, { evidence }).thenRefused(AReplayBeginsInTheLog)
    given(registered, WebhookDisabled({ reason })).when(ReplayWebhook, replay, { evidence }).thenRefused(ADisabledWebhookIsEnabledFirst)
  })

  it('has its delivery recorded by whoever knew its state: not by a node that another took it from, nor across a replay', () => {
    const noted = { node: 'b', through: 9 }
    const by = (was: string | null, replays = 0) => ({ was, replays, noted })
    given(registered).when(NoteDelivery, by(null)).then(DeliveryNoted(noted))
    given(registered).when(NoteDelivery, by('a')).thenNothing()
    const taken = DeliveryNoted({ node: 'a', through: 8 })
    given(registered, taken).when(NoteDelivery, by(null)).thenNothing()
    given(registered, taken).when(NoteDelivery, by('a')).then(DeliveryNoted(noted))
    given(registered, taken, DeliveryNoted({ node: 'a', through: 8, released: true }))
      .when(NoteDelivery, by(null))
      .then(DeliveryNoted(noted))
    given(registered, taken, WebhookReplayed({ from: 2, reason }))
      .when(NoteDelivery, by('a'))
      .thenNothing()
    given(registered, taken, WebhookReplayed({ from: 2, reason }))
      .when(NoteDelivery, by('a', 1))
      .then(DeliveryNoted(noted))
    given(registered, taken, WebhookDisabled({ reason })).when(NoteDelivery, by('a')).thenNothing()
  })
})
