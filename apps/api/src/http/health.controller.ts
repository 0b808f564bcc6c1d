import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common'
import { webhookTroubles } from '@prasan/notifications'
import { RUNTIME, type Runtime } from '../runtime.js'
import { Drain } from './drain.js'

@Controller('health')
export class HealthController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' }
  }

  /** As `ready`: what is asked for without saying which. */
  @Get()
  async health() {
    return this.ready()
  }

  /** Ready when store and keys are at hand and the views have reached the end of the log once; says what it could not take or read. */
  @Get('ready')
  async ready() {
    const trouble = this.drain.reason ?? (await this.runtime.trouble())
    const { views, processes, keys, sending } = this.runtime
    const report = {
      status: trouble === null ? 'ok' : 'not ready',
      logNumber: views.logNumber,
      poison: views.poison(),
      refusedReactions: processes.refused(),
      keysNotHere: keys.notHere(),
      deliveries: sending.report,
      webhooks: webhookTroubles.run(views, {}).troubles,
    }
    if (trouble !== null) throw new ServiceUnavailableException({ ...report, reason: trouble })
    return report
  }
}
