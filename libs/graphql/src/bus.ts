/** What the buses of @nestjs/cqrs carry: one command class and one query class; the buses dispatch, no more. */
import { type Handling, type Outcome, type Query, ReadModel, type Request, handle } from '@prasan/event-sourcing'
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, Query as BusQuery, type ICommandHandler, type IQueryHandler, QueryHandler } from '@nestjs/cqrs'

export const HANDLING = Symbol('Handling')

/** Record something: dispatched through the CommandBus. */
export class Tell extends Command<Outcome> {
  constructor(readonly request: Request) {
    super()
  }
}

/** Ask the views: dispatched through the QueryBus. */
export class Ask<A, R> extends BusQuery<R> {
  constructor(
    readonly query: Query<A, R>,
    readonly args: A,
  ) {
    super()
  }
}

@CommandHandler(Tell)
export class TellHandler implements ICommandHandler<Tell> {
  constructor(@Inject(HANDLING) private readonly handling: Handling) {}
  execute({ request }: Tell): Promise<Outcome> {
    return handle(this.handling, request)
  }
}

@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask<unknown, unknown>> {
  constructor(private readonly views: ReadModel) {}
  async execute({ query, args }: Ask<unknown, unknown>): Promise<unknown> {
    return query.run(this.views, args)
  }
}
