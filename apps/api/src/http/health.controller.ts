import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common'
import { RUNTIME, type Runtime } from '../runtime.js'

@Controller('health')
export class HealthController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('live')
  live() {
    return { status: 'ok' }
  }

  /** Ready when the store answers and the views have reached its end once; says what it could not take. */
  @Get('ready')
  async ready() {
    const trouble = await this.runtime.trouble()
    const { views, processes } = this.runtime
    const report = {
      status: trouble === null ? 'ok' : 'not ready',
      logNumber: views.logNumber,
      poison: views.poison(),
      refusedReactions: processes.refused(),
    }
    if (trouble !== null) throw new ServiceUnavailableException({ ...report, reason: trouble })
    return report
  }
}
