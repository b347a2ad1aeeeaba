import { expect, test } from 'vitest'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { addDocument, editPassage, listPassages } from '../index.ts'
import { replaceTerms } from '../term-store.ts'
import { countsOf, makeLibrary, settled, textsFor } from '../testing.ts'
import { reanalyseKnowledgeBase } from './reanalyse-knowledge-base.ts'

test('content of an earlier version is found as before, and by new queries once it is analysed again', async () => {
  const { scope, knowledgeBaseId } = await makeLibrary(await sharedTestApp())
  const text = Array.from({ length: 80 }, (_, at) => `# Part ${at}\n\nOrchard ${at}.`).join('\n\n')
  const { id: documentId } = await settled(
    scope,
    (await addDocument(scope, { knowledgeBaseId, name: 'a.md', text })).id,
  )
  const { items } = await listPassages(scope, { documentId, limit: 100 })
  expect(items).toHaveLength(80)
  await editPassage(scope, { passageId: items[3]?.id ?? '', isDisabled: true })
  const relics = items.map(({ id }) => ({
    id,
    terms: new Map([['relic', 1]]),
    termCount: 1,
    textAnalysis: '1',
  }))
  await scope.app.database.write(scope.tenantId, (tx) => replaceTerms(tx, scope, knowledgeBaseId, relics))
  expect(await textsFor(scope, 'relic', [knowledgeBaseId])).toHaveLength(8)
  expect(await textsFor(scope, 'orchard', [knowledgeBaseId])).toEqual([])

  await reanalyseKnowledgeBase(scope, { knowledgeBaseId })
  expect(await textsFor(scope, 'relic', [knowledgeBaseId])).toEqual([])
  expect((await textsFor(scope, 'orchard 79', [knowledgeBaseId]))[0]).toContain('Orchard 79.')
  expect(await textsFor(scope, 'part 3 orchard', [knowledgeBaseId])).not.toContain(items[3]?.text)
  const { kept, counted } = await countsOf(scope, knowledgeBaseId)
  expect(kept).toEqual(counted)
})
