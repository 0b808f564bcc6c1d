import { type ArgumentsHost, Catch } from '@nestjs/common'
import { BaseExceptionFilter } from '@nestjs/core'

/** Leaves the errors of GraphQL resolvers to `formatError`, which knows which are a client's to act on and logs only the others. */
@Catch()
export class ExceptionsFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    if (host.getType<string>() === 'graphql') throw exception
    super.catch(exception, host)
  }
}
