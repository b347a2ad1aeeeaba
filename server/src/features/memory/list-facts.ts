import { FactPage, ListFacts } from '#contract/shapes/fact.ts'
import { query } from '#kernel/use-case.ts'
import { pageOfFacts } from './page-of-facts.ts'
import { personOf } from './person.ts'

/** Lists what agents know of one, the newest first. */
export const listFacts = query({
  name: 'fact.list',
  permission: 'memory:read',
  input: ListFacts,
  output: FactPage,
  run: ({ tx, scope }, wanted) => pageOfFacts(tx, scope, personOf(scope), wanted),
})
