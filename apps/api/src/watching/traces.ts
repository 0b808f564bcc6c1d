/** Traces from the request through the command to the append and the views, by OpenTelemetry; loaded only where they are asked for. */
import type { Watch } from '@prasan/event-sourcing'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface Traces {
  /** Begins a span for each request, below that of the client's `traceparent`. */
  readonly heed: (request: IncomingMessage, response: ServerResponse, next: () => void) => void
  readonly watch: Watch
  /** Sends what is left. */
  close(): Promise<void>
}

/** @param endpoint of a collector of OTLP over HTTP, as in http://127.0.0.1:4318 */
export async function tracesTo(endpoint: string): Promise<Traces> {
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, propagation, trace } = await import('@opentelemetry/api')
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const exporter = new OTLPTraceExporter({ url: new URL('v1/traces', endpoint.replace(/\/?$/, '/')).href })
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
  provider.register()
  const tracer = provider.getTracer('prasan')
  return {
    heed(request, response, next) {
      const above = propagation.extract(ROOT_CONTEXT, request.headers)
      const [path = ''] = (request.url ?? '').split('?')
      const span = tracer.startSpan(`${request.method} ${path.split('/', 2).join('/')}`, { kind: SpanKind.SERVER }, above)
      response.once('close', () => {
        span.setAttribute('http.response.status_code', response.statusCode)
        if (!response.writableFinished) span.setStatus({ code: SpanStatusCode.ERROR, message: 'broken off' })
        span.end()
      })
      context.with(trace.setSpan(above, span), next)
    },
    watch: (step, command, work) =>
      tracer.startActiveSpan(step, { attributes: { 'prasan.command': command } }, async (span) => {
        try {
          const result = await work()
          if (step === 'command') span.setAttribute('prasan.outcome', (result as { is: string }).is)
          return result
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' })
          throw error
        } finally {
          span.end()
        }
      }),
    async close() {
      await provider.shutdown()
      trace.disable()
      context.disable()
      propagation.disable()
    },
  }
}
