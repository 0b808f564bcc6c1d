/**
 * What Nest wraps around the resolver of each field serves guards, interceptors, pipes and filters. It costs several promises a field, and
 * half of what a page costs; where a resolver has none of them it is called as it is.
 */
import { type PipeTransform, type Type } from '@nestjs/common'
import { EXCEPTION_FILTERS_METADATA, GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA } from '@nestjs/common/constants.js'
import type { ExternalContextCreator } from '@nestjs/core'

/** A parameter as its decorator described it, under `<kind>:<index>`. */
interface Parameter {
  readonly index: number
  readonly data?: string
  readonly pipes: readonly (Type<PipeTransform> | PipeTransform)[]
}

const ENHANCERS = [GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA, EXCEPTION_FILTERS_METADATA]

/** To be called before the schema is made. Enhancers of a class, a method or a parameter are heeded; global ones do not reach resolvers. */
export function callResolversDirectly(creator: ExternalContextCreator): void {
  const wrapped = creator.create.bind(creator) as (...args: unknown[]) => never
  creator.create = ((
    instance: object,
    method: (...given: unknown[]) => unknown,
    name: string,
    key: string,
    factory,
    ...rest: unknown[]
  ) => {
    const declared = Reflect.getMetadata(key, instance.constructor, name) as Record<string, Parameter> | undefined
    const parameters = Object.entries(declared ?? {}).map(([kind, parameter]) => ({ kind: Number.parseInt(kind), ...parameter }))
    const enhanced =
      parameters.some(({ pipes }) => pipes.length > 0) ||
      ENHANCERS.some((enhancer) => Reflect.hasMetadata(enhancer, method) || Reflect.hasMetadata(enhancer, instance.constructor))
    if (enhanced || !factory) return wrapped(instance, method, name, key, factory, ...rest)
    return (...asked: unknown[]) => {
      const given: unknown[] = []
      for (const { kind, index, data } of parameters) given[index] = factory.exchangeKeyForValue(kind, data as never, asked)
      return method.apply(instance, given)
    }
  }) as ExternalContextCreator['create']
}
