import {
  addDocument,
  changeKnowledgeBase,
  createKnowledgeBase,
  readKnowledgeBase,
} from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { allReady, ownTenant } from '#test/support/retrieval/library.ts'
import type { Maker } from './made-passages.ts'

const PASSAGES_PER_DOCUMENT = 500
const DOCUMENTS_AT_ONCE = 20
const LOOK_EVERY_MS = 200

/** The word that all passages have, so that every search of a tenant has hits enough. */
export const EVERYWHERE = 'everywhere'

/** A tenant, its content, and questions for it. */
export interface Filled {
  readonly scope: Scope
  readonly knowledgeBaseId: string
  readonly texts: readonly string[]
  readonly questions: readonly string[]
  readonly indexedPerSecond: number
}

/** A tenant with this many passages, added through the API. */
export async function fillTenant(
  app: Application,
  maker: Maker,
  passages: number,
  say: (text: string) => void = () => {},
): Promise<Filled> {
  const scope = await ownTenant(app)
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: 'Made', embeddingModel: null })
  const made = Array.from({ length: passages }, () => maker.passage())
  const texts = made.map((text) => `${text} ${EVERYWHERE}`)
  const begunAt = performance.now()
  for (let at = 0; at < passages; at += PASSAGES_PER_DOCUMENT) {
    // Under a heading each, so that each becomes one passage.
    const part = texts.slice(at, at + PASSAGES_PER_DOCUMENT)
    const text = part.map((passage, index) => `# Part ${at + index}\n\n${passage}`).join('\n\n')
    await addDocument(scope, { knowledgeBaseId, name: `made-${at}.md`, text })
    if ((at / PASSAGES_PER_DOCUMENT) % DOCUMENTS_AT_ONCE !== DOCUMENTS_AT_ONCE - 1) continue
    await allReady(scope, knowledgeBaseId)
    say(`  ${at + part.length} passages`)
  }
  await allReady(scope, knowledgeBaseId)
  const seconds = (performance.now() - begunAt) / 1_000
  const step = Math.ceil(made.length / 400)
  const questions = made.filter((_, at) => at % step === 0).map((text) => maker.question(text))
  return { scope, knowledgeBaseId, texts, questions, indexedPerSecond: passages / seconds }
}

/** Gives the knowledge base that embedding model, or none; resolves when every passage has its vector. */
export async function setMeanings(
  { scope, knowledgeBaseId, texts }: Filled,
  model: string | null,
): Promise<void> {
  await changeKnowledgeBase(scope, { knowledgeBaseId, embeddingModel: model })
  if (model === null) return
  while ((await readKnowledgeBase(scope, { knowledgeBaseId })).embeddedCount < texts.length)
    await new Promise((go) => setTimeout(go, LOOK_EVERY_MS))
}
