import type { Source } from '#contract/shapes/knowledge.ts'
import { changeAgent, readAgent } from '#features/agents/index.ts'
import { createSource, deleteSource, listSources, readSource } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Hand } from '../../lend-hand.ts'
import { inBothSpellings } from '../accept.ts'
import { findId, forget, note, notesOf, numbersOf } from '../numbers.ts'
import { provideAgents } from '../provide-agents.ts'
import { notThere } from '../refusal.ts'

const AT_ONCE = 100
const OF_AN_AGENT_MAX = 50
/** Where documents go that name no source. */
const STANDARD = { name: 'Default Knowledge Base', sourceType: 'general' }

/** What clients say of a source and the core has no place for. */
interface SourceNotes {
  readonly sourceType?: string
  readonly config?: Record<string, unknown>
  readonly isStandard?: boolean
}

export interface NotedSource {
  readonly source: Source
  readonly notes: SourceNotes
}

/** The sources that were made here, oldest first. Those of the console are nobody's here. */
export async function sourcesMadeHere(hand: Hand): Promise<NotedSource[]> {
  const all: Source[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listSources>> = await listSources(hand, {
      limit: AT_ONCE,
      ...(after !== null && { after }),
    })
    all.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  const notes = await notesOf(
    hand,
    'source-notes',
    all.map(({ id }) => id),
  )
  return all
    .toReversed()
    .map((source) => ({ source, notes: notes(source.id) as SourceNotes }))
    .filter((one) => one.notes.sourceType !== undefined)
}

/** The source of that number, if it was made here. */
export async function requireSource(hand: Hand, number: unknown): Promise<NotedSource> {
  const sourceId = await findId(hand, 'source', number)
  const notes =
    sourceId === null ? {} : ((await notesOf(hand, 'source-notes', [sourceId]))(sourceId) as SourceNotes)
  if (sourceId === null || notes.sourceType === undefined) throw notThere('Knowledge source')
  try {
    return { source: await readSource(hand, { sourceId }), notes }
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

/** Makes a source, which the agent that answers from documents looks answers up in from now on. */
export async function makeSource(
  hand: Hand,
  { name, description, sourceType, config, isStandard = false }: Making,
): Promise<NotedSource> {
  // Where callers without an account write into it, anybody may have.
  const trustsLinks = !hand.app.settings.guestsSetUp
  const source = await createSource(hand, { name, description: description ?? '', trustsLinks })
  const notes: SourceNotes = { sourceType, config: config ?? {}, ...(isStandard && { isStandard }) }
  await note(hand, 'source-notes', source.id, { ...notes })
  await lookUpIn(hand)
  return { source, notes }
}

/** Lets the agent that answers from documents look answers up in all sources that were made here. */
export async function lookUpIn(hand: Hand): Promise<void> {
  const { documents: agentId } = await provideAgents(hand, {})
  const { sourceIds } = await readAgent(hand, { agentId })
  const made = (await sourcesMadeHere(hand)).map(({ source }) => source.id)
  const wanted = [...new Set([...sourceIds, ...made])].slice(0, OF_AN_AGENT_MAX)
  if (wanted.length > sourceIds.length) await changeAgent(hand, { agentId, sourceIds: wanted })
}

/** The source of that number, or the one for documents that name none. */
export async function provideSource(hand: Hand, number?: number | string | null): Promise<NotedSource> {
  if (number !== undefined && number !== null) return requireSource(hand, number)
  const known = (await sourcesMadeHere(hand)).find(({ notes }) => notes.isStandard)
  return known ?? makeSource(hand, { ...STANDARD, isStandard: true })
}

export async function removeSource(hand: Hand, { source: { id } }: NotedSource): Promise<void> {
  await deleteSource(hand, { sourceId: id })
  await forget(hand, 'source', [id])
  await forget(hand, 'source-notes', [id])
}

export async function showSources(hand: Hand, sources: readonly NotedSource[]) {
  const numberOf = await numbersOf(
    hand,
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
