import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { changeAgent, readAgent } from '#features/agents/index.ts'
import {
  createKnowledgeBase,
  deleteKnowledgeBase,
  listKnowledgeBases,
  readKnowledgeBase,
} from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { inBothSpellings } from '../accept.ts'
import { findId, forget, note, notesOf, numbersOf } from '../numbers.ts'
import { provideAgents } from '../provide-agents.ts'
import { notThere } from '../refusal.ts'

const AT_ONCE = 100
const OF_AN_AGENT_MAX = 50
/** Where documents go that name no source. */
const STANDARD = { name: 'Default Knowledge Base', sourceType: 'general' }

/** Data of a source that the core does not store. */
interface SourceNotes {
  readonly sourceType?: string
  readonly config?: Record<string, unknown>
  readonly isStandard?: boolean
}

export interface NotedSource {
  readonly source: KnowledgeBase
  readonly notes: SourceNotes
}

/** The sources created here, oldest first, without those of the console. */
export async function sourcesMadeHere(elevated: ElevatedScope): Promise<NotedSource[]> {
  const all: KnowledgeBase[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listKnowledgeBases>> = await listKnowledgeBases(elevated, {
      limit: AT_ONCE,
      ...(after !== null && { after }),
    })
    all.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  const notes = await notesOf(
    elevated,
    'source-notes',
    all.map(({ id }) => id),
  )
  return all
    .toReversed()
    .map((source) => ({ source, notes: notes(source.id) as SourceNotes }))
    .filter((one) => one.notes.sourceType !== undefined)
}

/** The source with that number, if it was created here. */
export async function requireSource(elevated: ElevatedScope, number: unknown): Promise<NotedSource> {
  const knowledgeBaseId = await findId(elevated, 'source', number)
  const notes =
    knowledgeBaseId === null
      ? {}
      : ((await notesOf(elevated, 'source-notes', [knowledgeBaseId]))(knowledgeBaseId) as SourceNotes)
  if (knowledgeBaseId === null || notes.sourceType === undefined) throw notThere('Knowledge source')
  try {
    return { source: await readKnowledgeBase(elevated, { knowledgeBaseId }), notes }
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') throw notThere('Knowledge source')
    throw error
  }
}

interface Making {
  readonly name: string
  readonly sourceType: string
  readonly description?: string | null | undefined
  readonly config?: Record<string, unknown> | null | undefined
  readonly isStandard?: boolean
}

/** Creates a source, which the agent that answers from documents searches from now on. */
export async function makeSource(
  elevated: ElevatedScope,
  { name, description, sourceType, config, isStandard = false }: Making,
): Promise<NotedSource> {
  // If callers without an account can write to it, its content may come from anyone.
  const trustsLinks = !elevated.app.settings.guestsSetUp
  const source = await createKnowledgeBase(elevated, { name, description: description ?? '', trustsLinks })
  const notes: SourceNotes = { sourceType, config: config ?? {}, ...(isStandard && { isStandard }) }
  await note(elevated, 'source-notes', source.id, { ...notes })
  await lookUpIn(elevated)
  return { source, notes }
}

/** Lets the agent that answers from documents search all sources created here. */
export async function lookUpIn(elevated: ElevatedScope): Promise<void> {
  const { documents: agentId } = await provideAgents(elevated)
  const { knowledgeBaseIds } = await readAgent(elevated, { agentId })
  const made = (await sourcesMadeHere(elevated)).map(({ source }) => source.id)
  const wanted = [...new Set([...knowledgeBaseIds, ...made])].slice(0, OF_AN_AGENT_MAX)
  if (wanted.length > knowledgeBaseIds.length)
    await changeAgent(elevated, { agentId, knowledgeBaseIds: wanted })
}

/** The source with that number, or the default one for documents without a source. */
export async function provideSource(
  elevated: ElevatedScope,
  number?: number | string | null,
): Promise<NotedSource> {
  if (number !== undefined && number !== null) return requireSource(elevated, number)
  const known = (await sourcesMadeHere(elevated)).find(({ notes }) => notes.isStandard)
  return known ?? makeSource(elevated, { ...STANDARD, isStandard: true })
}

export async function removeSource(elevated: ElevatedScope, { source: { id } }: NotedSource): Promise<void> {
  await deleteKnowledgeBase(elevated, { knowledgeBaseId: id })
  await forget(elevated, 'source', [id])
  await forget(elevated, 'source-notes', [id])
}

export async function showSources(elevated: ElevatedScope, sources: readonly NotedSource[]) {
  const numberOf = await numbersOf(
    elevated,
    'source',
    sources.map(({ source }) => source.id),
  )
  return sources.map(({ source, notes }) =>
    inBothSpellings({
      id: numberOf(source.id),
      name: source.name,
      description: source.description,
      sourceType: notes.sourceType ?? STANDARD.sourceType,
      config: notes.config ?? {},
      isActive: true,
      documentCount: source.documentCount,
      createdAt: source.createdAt,
      updatedAt: source.updatedAt,
    }),
  )
}
