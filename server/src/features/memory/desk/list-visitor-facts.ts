import { FactPage, ListVisitorFacts } from '#contract/shapes/fact.ts'
import { query } from '#kernel/use-case.ts'
import { pageOfFacts } from '../page-of-facts.ts'
import { requireVisitor } from './require-visitor.ts'

/** Lists what agents know of a visitor, for those who read at the desk what visitors say anyway. */
export const listVisitorFacts = query({
  name: 'visitor-fact.list',
  permission: 'conversation:read-desk',
  input: ListVisitorFacts,
  output: FactPage,
  run: async ({ tx, scope }, { visitorId, ...wanted }) =>
    pageOfFacts(tx, scope, await requireVisitor(tx, scope, visitorId), wanted),
})
