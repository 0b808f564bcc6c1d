/** An answer says for which day and through which log number it was given: asked again with both, it is given again. */
import type { ApolloServerPlugin } from '@apollo/server'
import type { RequestContext } from '@prasan/graphql'
import { OperationTypeNode } from 'graphql'
import { refusal } from './errors.js'
import { AS_KNOWN, AS_OF_DAY } from './request-context.js'

/** Says both in `extensions.asOf`, as an `asOf` takes them; refuses a mutation that asks for another present than that of all. */
export const asIssued: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue: { asIssued } }) {
        if (operation?.operation !== OperationTypeNode.MUTATION) return
        if (asIssued.day === undefined && asIssued.logNumber === undefined) return
        throw refusal(
          'BAD_USER_INPUT',
          {
            th: `บันทึกได้ ณ ปัจจุบันเท่านั้น: ใช้ส่วนหัว ${AS_KNOWN} และ ${AS_OF_DAY} เมื่อถามเท่านั้น`,
            en: `Recording is of the present: the headers ${AS_KNOWN} and ${AS_OF_DAY} are for questions alone.`,
          },
          400,
          { header: asIssued.logNumber === undefined ? AS_OF_DAY : AS_KNOWN, reason: 'NotTogether' },
        )
      },
      async willSendResponse({ contextValue: { today, logNumber }, response: { body } }) {
        if (body.kind !== 'single' || !body.singleResult.data) return
        body.singleResult.extensions = { ...body.singleResult.extensions, asOf: { effective: today, logNumber } }
      },
    }
  },
}
