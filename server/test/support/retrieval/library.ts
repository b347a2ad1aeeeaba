import type { Scope } from '#kernel/scope.ts'
import type { Application } from '#kernel/application.ts'
import { makeTenant } from '#features/access/testing.ts'
import { addDocument, createKnowledgeBase } from '#features/knowledge/index.ts'
import type { CorpusEntry } from './question-set.ts'

const AT_ONCE = 8
const LOOK_EVERY_MS = 100

/** A tenant of its own, as whoever runs the server sees it. */
export const ownTenant = async (app: Application): Promise<Scope> => (await makeTenant(app)).system

/** A knowledge base that holds each passage of a corpus as a document of its own. */
export interface Library {
  readonly knowledgeBaseId: string
  /** The id in the corpus of a document. */
  readonly entryOf: ReadonlyMap<string, string>
}

// Two documents of one name would be one that was sent twice, so each has a number, in signs that nothing is found by.
const nameOf = (entry: CorpusEntry, at: number): string => {
  const number = at.toString(2).replaceAll('0', '·').replaceAll('1', '–')
  return `${(entry.title ?? '').slice(0, 200).trim()} ${number}.txt`
}

/** Puts a corpus into a new knowledge base as anybody would, and waits until all of it can be found. */
export async function fillLibrary(
  scope: Scope,
  name: string,
  corpus: readonly CorpusEntry[],
): Promise<Library> {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name })
  const entryOf = new Map<string, string>()
  for (let at = 0; at < corpus.length; at += AT_ONCE)
    await Promise.all(
      corpus.slice(at, at + AT_ONCE).map(async (entry, index) => {
        const document = await addDocument(scope, {
          knowledgeBaseId,
          name: nameOf(entry, at + index),
          text: entry.text,
        })
        entryOf.set(document.id, entry._id)
      }),
    )
  await allReady(scope, knowledgeBaseId)
  return { knowledgeBaseId, entryOf }
}

/** Waits until no document of the knowledge base is being indexed. Throws when one has failed. */
export async function allReady(scope: Scope, knowledgeBaseId: string): Promise<void> {
  for (;;) {
    const states = await scope.app.database.read(scope.tenantId, (tx) =>
      tx
        .selectFrom('documents')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where('knowledge_base_id', '=', knowledgeBaseId)
        .groupBy('state')
        .execute(),
    )
    if (states.some(({ state }) => state === 'failed')) throw new Error('A document could not be indexed.')
    if (states.every(({ state }) => state === 'ready')) return
    await new Promise((go) => setTimeout(go, LOOK_EVERY_MS))
  }
}
