import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { flow, query } from '#kernel/use-case.ts'
import { findPassages } from './find-passages.ts'
import type { FoundPassage } from './passage.ts'

const Wanted = z.strictObject({
  sourceIds: z.array(id('source')).nullable().describe('Checked by the caller; all of the tenant for null.'),
  query: z.string(),
  earlier: z.array(z.string()).default([]).describe('What was asked before, the last first. It counts half.'),
  limit: z.int(),
})

const searchWords = query({
  name: 'passage.search-words',
  permission: 'internal',
  input: Wanted,
  run: ({ tx, scope }, wanted): Promise<FoundPassage[]> => findPassages(tx, scope, wanted),
})

/** What a search came to. */
export interface Retrieved {
  /** Best first. */
  readonly passages: FoundPassage[]
}

/** Finds the passages that fit a question best. */
export const retrievePassages = flow({
  name: 'passage.retrieve',
  permission: 'internal',
  input: Wanted,
  async run({ scope }, wanted): Promise<Retrieved> {
    return { passages: await searchWords(scope, wanted) }
  },
})
