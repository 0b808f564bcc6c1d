import { Controller, Get, Header, Inject } from '@nestjs/common'
import { Metrics } from '../watching/metrics.js'
import { RUNTIME, type Runtime } from '../runtime.js'

@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly metrics: Metrics,
  ) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text(this.runtime)
  }
}
