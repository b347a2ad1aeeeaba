import type { Connection } from '#contract/shapes/model.ts'
import { changeAgent, readAgent } from '#features/agents/index.ts'
import { changeKnowledgeBase } from '#features/knowledge/index.ts'
import {
  changeConnection,
  createConnection,
  deleteConnection,
  listConnections,
  testConnection,
} from '#features/models/index.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { connectedModels, findModelId } from './capabilities.ts'
import { note, notesOf } from './numbers.ts'
import { provideAgents } from './provide-agents.ts'
import { embeddingModels } from './rag/means.ts'
import { sourcesMadeHere } from './rag/sources.ts'

export const OPENAI = 'https://api.openai.com/v1'
const CHAT = 'mini-chatbox'
const EMBEDDINGS = 'mini-chatbox-embeddings'
const MASKED = /^[*•]/

/** Settings that the core does not store. */
export interface SettingsNotes {
  readonly connectionId?: string | null
  readonly embeddingConnectionId?: string | null
  readonly model?: string | null
  readonly embedding?: { model?: string; endpoint?: string }
  readonly retrieval?: Record<string, number | string>
}

/** The settings made here, with the connection created from them. */
export interface Settings {
  readonly notes: SettingsNotes
  readonly connection: Connection | null
  readonly embeddingConnection: Connection | null
}

export async function readSettings(elevated: ElevatedScope): Promise<Settings> {
  const { tenantId } = elevated
  const notes = (await notesOf(elevated, 'tenant-notes', [tenantId]))(tenantId) as SettingsNotes
  const { items } = await listConnections(elevated, {})
  const byId = (id: string | null | undefined) => items.find((one) => one.id === id) ?? null
  return {
    notes,
    connection: byId(notes.connectionId),
    embeddingConnection: byId(notes.embeddingConnectionId),
  }
}

export const noteSettings = (elevated: ElevatedScope, said: SettingsNotes): Promise<void> =>
  note(elevated, 'tenant-notes', elevated.tenantId, { ...said })

/** The address as its server used it: one without a version gets one. */
export function withVersion(address: string): string {
  const plain = address.trim().replace(/(?<!\/)\/+$/, '')
  return /\/v\d+(beta)?$/.test(plain) ? plain : `${plain}/v1`
}

/** A key as it was typed; null for none, and for a masked one that was sent back. */
export const givenKey = (key: string | null | undefined): string | null =>
  key?.trim() && !MASKED.test(key.trim()) ? key.trim() : null

interface Access {
  readonly key: string | null
  readonly baseUrl: string | null
  readonly model: string | null
}

/**
 * Connects these clients' provider with their settings, and lets their agents use it. The key is encrypted with the
 * connection, like all provider keys.
 */
export async function connect(elevated: ElevatedScope, { key, baseUrl, model }: Access): Promise<string[]> {
  const { connection } = await readSettings(elevated)
  const address = baseUrl === null ? null : withVersion(baseUrl)
  const isOwn = key !== null || connection !== null || (address !== null && address !== OPENAI)
  if (isOwn)
    await (connection
      ? change(elevated, connection, key, address, model)
      : open(elevated, key, address, model))
  if (model === null) return []
  await noteSettings(elevated, { model })
  const made = (await readSettings(elevated)).connection
  const id = made?.models.find(({ name }) => name === model)?.id ?? (await findModelId(elevated, model))
  await speakThrough(elevated, id)
  return id === null ? [`The model ${model} is not connected; the default answers.`] : []
}

async function open(
  elevated: ElevatedScope,
  key: string | null,
  address: string | null,
  model: string | null,
) {
  const made = await createConnection(elevated, {
    name: CHAT,
    provider: 'openai-compatible',
    baseUrl: address ?? OPENAI,
    key,
    models: model === null ? [] : [{ name: model }],
  })
  await noteSettings(elevated, { connectionId: made.id })
}

/** Its page sends all settings each time it is opened: unchanged ones are not written. */
async function change(
  elevated: ElevatedScope,
  { id, baseUrl, keyEnding, models }: Connection,
  key: string | null,
  address: string | null,
  model: string | null,
) {
  const isMoved = address !== null && address !== baseUrl
  const isSameKey = key === null || (Boolean(keyEnding) && key.endsWith(keyEnding ?? ''))
  const isKnown = model === null || models.some(({ name }) => name === model)
  if (!isMoved && isSameKey && isKnown) return
  await changeConnection(elevated, {
    connectionId: id,
    ...(isMoved && { baseUrl: address }),
    ...(key !== null && (isMoved || !isSameKey) && { key }),
    ...(!isKnown && model !== null && { models: [{ name: model }, ...models.map(({ name }) => ({ name }))] }),
  })
}

async function speakThrough(elevated: ElevatedScope, model: string | null): Promise<void> {
  for (const agentId of Object.values(await provideAgents(elevated)))
    if ((await readAgent(elevated, { agentId })).model !== model)
      await changeAgent(elevated, { agentId, model })
}

interface EmbeddingAccess {
  readonly key: string | null
  readonly endpoint: string | null
  readonly model: string | null
}

/** Sets the embedding model of the sources created here. */
export async function embedWith(
  elevated: ElevatedScope,
  { key, endpoint, model }: EmbeddingAccess,
): Promise<string[]> {
  const { notes, connection, embeddingConnection } = await readSettings(elevated)
  const address = endpoint ? withVersion(endpoint.replace(/\/embeddings\/?$/, '')) : null
  if (key !== null && embeddingConnection === null) {
    const made = await createConnection(elevated, {
      name: EMBEDDINGS,
      provider: 'openai-compatible',
      baseUrl: address ?? OPENAI,
      key,
      models: [],
    })
    await noteSettings(elevated, { embeddingConnectionId: made.id })
  } else if (key !== null && embeddingConnection !== null)
    await changeConnection(elevated, {
      connectionId: embeddingConnection.id,
      key,
      ...(address !== null && { baseUrl: address }),
    })
  const embedding = { ...notes.embedding, ...(model && { model }), ...(endpoint && { endpoint }) }
  await noteSettings(elevated, { embedding })
  if (!model) return []
  const known = (await embeddingModels(elevated)).find((id) => id === model || id.endsWith(`/${model}`))
  const through = (await readSettings(elevated)).embeddingConnection ?? connection
  const id = known ?? (through ? `${through.name}/${model}` : null)
  if (id === null) return [`The embedding model ${model} is not connected.`]
  for (const { source } of await sourcesMadeHere(elevated))
    if (source.embeddingModel !== id)
      await changeKnowledgeBase(elevated, { knowledgeBaseId: source.id, embeddingModel: id })
  return []
}

/** Deletes the settings made here, with their keys; the agents use the default again. */
export async function reset(elevated: ElevatedScope): Promise<void> {
  const { connection, embeddingConnection } = await readSettings(elevated)
  await speakThrough(elevated, null)
  if (embeddingConnection) {
    for (const { source } of await sourcesMadeHere(elevated))
      if (source.embeddingModel?.startsWith(`${embeddingConnection.name}/`))
        await changeKnowledgeBase(elevated, { knowledgeBaseId: source.id, embeddingModel: null })
    await deleteConnection(elevated, { connectionId: embeddingConnection.id })
  }
  if (connection) await deleteConnection(elevated, { connectionId: connection.id })
  await noteSettings(elevated, {
    connectionId: null,
    embeddingConnectionId: null,
    model: null,
    embedding: {},
    retrieval: {},
  })
}

const FAMILIES = /gpt|claude|llama|qwen|deepseek|mistral|mixtral|gemma|gemini|yi-|glm|phi|command/i

/** The models to choose from: those listed by the provider, otherwise the connected ones. */
export async function availableModels(elevated: ElevatedScope, { connection }: Settings): Promise<string[]> {
  if (!connection) return (await connectedModels(elevated)).map(({ id }) => id.slice(id.indexOf('/') + 1))
  const { offered } = await testConnection(elevated, { connectionId: connection.id })
  const isOpenAi = connection.baseUrl === OPENAI
  return (offered ?? []).filter((name) =>
    isOpenAi ? name.includes('gpt') && !name.includes('instruct') : FAMILIES.test(name),
  )
}
