import { ErasedFacts, EraseVisitorFacts } from '#contract/shapes/fact.ts'
import { command } from '#kernel/use-case.ts'
import { forgetPerson } from '../forget-person.ts'
import { requireVisitor } from './require-visitor.ts'

/** Makes agents forget everything about a visitor who asked for that. */
export const eraseVisitorFacts = command({
  name: 'visitor-fact.erase-all',
  permission: 'conversation:read-desk',
  input: EraseVisitorFacts,
  output: ErasedFacts,
  run: async (context, { visitorId }) =>
    forgetPerson(context, await requireVisitor(context.tx, context.scope, visitorId), null),
})
