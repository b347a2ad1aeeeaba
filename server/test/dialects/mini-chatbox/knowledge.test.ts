import { expect, test } from 'vitest'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { openEmbeddingServer } from '#test/support/embedding-server.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { wav } from '#test/support/plain-sound.ts'
import { call, formOf, LISTEN, OPEN, ORIGIN } from './page-calls.ts'

const env = { ...OPEN, PARLEY_TITLES: 'first-words', PARLEY_INBOX_SUMMARIES: 'off' }
const HOURS = '# Opening hours\n\nThe shop opens at nine in the morning and closes at six in the evening.\n'

interface Ingested {
  success: boolean
  documentId: number
  chunksCreated: number
  totalTokens: number
  mediaType?: string
}
interface Shown {
  id: number
  title: string
  content: string
  knowledgeSourceId: number
  metadata: object
}
interface Result {
  documentId: number
  chunkText: string
  similarity: number
}

const documents = async (stage: Stage, source = '') =>
  (await call<{ documents: Shown[] }>(stage, `GET /rag/documents${source}`)).documents

test('projects contain conversations, and release them', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  await expect(call(stage, 'POST /projects/', { color: '#112233' })).rejects.toThrow('400 name: This field')
  const made = { name: 'Zoo', description: 'Animals', icon: 'rocket' }
  const { project } = await call<{ project: { id: number } }>(stage, 'POST /projects/', made)
  await call(stage, 'POST /projects', { name: 'Ark' })
  expect(await call(stage, 'GET /projects')).toMatchObject({
    projects: [
      { name: 'Ark', color: '#3B82F6', icon: 'folder' },
      { ...made, color: '#3B82F6', created_at: expect.any(String) },
    ],
    count: 2,
  })
  await call(stage, 'POST /conversations/', { sessionId: 's', projectId: project.id })
  expect(await call(stage, 'GET /conversations/s/')).toMatchObject({
    conversation: { projectId: project.id, project_id: project.id },
  })
  expect(await call(stage, `PUT /projects/${project.id}/`, { color: '#abcdef' })).toMatchObject({
    project: { name: 'Zoo', color: '#ABCDEF', icon: 'rocket' },
  })
  await expect(call(stage, 'PUT /conversations/s/', { projectId: 99 })).rejects.toThrow('400 projectId')
  const ann = await stage.tokenOf('ann')
  await expect(call(stage, `GET /projects/${project.id}`, undefined, ann)).rejects.toThrow('404')
  expect(await call(stage, `DELETE /projects/${project.id}`)).toEqual({ success: true })
  expect(await call(stage, 'GET /conversations/s/')).toMatchObject({ conversation: { projectId: null } })
})

test('documents are uploaded, found, shown, moved and deleted, as the knowledge page does', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  expect(await call(stage, 'GET /rag/knowledge-sources')).toMatchObject({ sources: [], results: [] })
  await expect(call(stage, 'POST /rag/knowledge-sources', { name: 'x' })).rejects.toThrow(
    '400 Name and source',
  )
  const source = await call<{ id: number; message: string }>(stage, 'POST /rag/knowledge-sources', {
    name: 'Shop',
    sourceType: 'manual',
    config: { colour: 'red' },
  })
  const text = {
    content: HOURS,
    title: 'Hours',
    knowledgeSourceId: source.id,
    metadata: { by: { whom: 'us' } },
  }
  const ingested = await call<Ingested>(stage, 'POST /rag/ingest/text', text)
  expect(ingested).toMatchObject({ success: true, chunksCreated: 1, totalTokens: expect.any(Number) })
  const file = new File(['# Parking\n\nParking behind the shop is free.\n'], 'parking.md')
  const uploaded = await call<Ingested>(stage, 'POST /api/rag/ingest/file', formOf(file))
  expect(uploaded).toMatchObject({ success: true, mediaType: 'document', chunksCreated: 1 })

  expect(await documents(stage)).toHaveLength(2)
  const [shown] = await documents(stage, `?knowledgeSourceId=${source.id}`)
  expect(shown).toMatchObject({ id: ingested.documentId, title: 'Hours', metadata: { by: { whom: 'us' } } })
  const { sources } = await call<{ sources: { id: number; name: string }[] }>(
    stage,
    'GET /rag/knowledge-sources',
  )
  expect(sources.map(({ name }) => name)).toEqual(['Shop', 'Default Knowledge Base'])
  const found = await call<{ relevantChunks: Result[]; contextText: string }>(stage, 'POST /rag/search', {
    query: 'When does the shop open?',
    maxResults: 3,
  })
  expect(found.relevantChunks[0]).toMatchObject({
    documentId: ingested.documentId,
    chunkText: expect.stringContaining('nine in the morning'),
    documentTitle: 'Hours',
    contextBefore: expect.any(String),
  })
  expect(found.contextText).toContain('nine in the morning')
  expect(
    await call(stage, `POST /rag/knowledge-sources/${source.id}/query/`, { query: 'parking', top_k: 2 }),
  ).toMatchObject({ knowledge_source_id: source.id, total_results: 0 })
  await expect(call(stage, `POST /rag/knowledge-sources/${source.id}/query/`, {})).rejects.toThrow(
    '400 query required',
  )
  expect(await call(stage, `GET /rag/documents/${ingested.documentId}/chunks`)).toMatchObject({
    total_chunks: 1,
    chunks: [{ chunkIndex: 0, documentId: ingested.documentId, tokenCount: expect.any(Number) }],
  })
  expect(await call(stage, 'GET /rag/info')).toMatchObject({
    database: { documentsCount: 2, chunksCount: 2, knowledgeSourcesCount: 2 },
    retrieval: { reranking: { isConfigured: false } },
  })
  expect(await call(stage, 'GET /rag/health')).toMatchObject({ status: 'healthy' })

  // Each keeps its number where it goes, whether it came as a text or as a file.
  for (const id of [ingested.documentId, uploaded.documentId])
    for (const target of [sources[1]?.id, source.id]) {
      const move = call(stage, `PUT /rag/documents/${id}/move`, { knowledgeSourceId: target })
      expect(await move).toMatchObject({ documentId: id, knowledgeSourceId: target })
      const { document } = await call<{ document: Shown }>(stage, `GET /rag/documents/${id}`)
      expect(document).toMatchObject({ id, knowledgeSourceId: target })
      expect(document.content).toMatch(/shop/)
    }
  await expect(
    call(stage, `PUT /rag/documents/${uploaded.documentId}/move`, { target_knowledge_source_id: 99 }),
  ).rejects.toThrow('404 Target')
  await expect(call(stage, `DELETE /rag/knowledge-sources/${source.id}`)).rejects.toThrow('400 The knowledge')

  await stage.restart()
  for (const { id } of await documents(stage))
    expect(await call(stage, `DELETE /rag/documents/${id}`)).toEqual({ message: expect.any(String) })
  expect(await call(stage, `DELETE /rag/knowledge-sources/${source.id}`)).toEqual({
    message: expect.any(String),
  })
  await expect(call(stage, `DELETE /rag/knowledge-sources/${source.id}`)).rejects.toThrow('404')
})

test('an answer from documents ends with its sources, and only where documents are wanted', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  await call(stage, 'POST /rag/ingest/text', { text: HOURS, title: 'Hours' })
  const ask = async (ragEnabled: boolean) => {
    stage.script([{ text: ['The shop opens at nine in the morning.'] }])
    const response = await fetch(`${stage.url('mini-chatbox')}/api/chat/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({
        messages: [{ role: 'user', content: `When does the shop open? ${ragEnabled}` }],
        ragEnabled,
      }),
    })
    return response.text()
  }
  const answer = await ask(true)
  expect(answer).toMatch(
    /^The shop opens at nine in the morning\.\n\n--- References ---\n\[1\] Hours( \(Page \d+\))? - Similarity: \d+\.\d%\n"[^"]+"$/,
  )
  expect(JSON.stringify(stage.models.requests.at(-1)?.body)).toContain('closes at six')
  expect(await ask(false)).toBe('The shop opens at nine in the morning.')
  const { conversations } = await call<{ conversations: { sessionId: string }[] }>(
    stage,
    'GET /conversations/',
  )
  const said = await call(stage, `GET /conversations/${conversations[1]?.sessionId}/messages/`)
  expect(said).toMatchObject({ messages: [{ role: 'user' }, { role: 'assistant', content: answer }] })
})

test('a file for a question is read and stored in no knowledge base', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  const note = formOf(new File(['Milk and bread'], 'list.txt'), { multimodal: 'true' })
  expect(await call(stage, 'POST /rag/process/chat-file', note)).toMatchObject({
    success: true,
    filename: 'list.txt',
    textExtracted: true,
    extractedText: 'Milk and bread',
    analysis: { extractedText: 'Milk and bread' },
  })
  expect(await documents(stage)).toEqual([])
  await expect(call(stage, 'POST /rag/process/chat-file/', {})).rejects.toThrow('400 No file')
  const nameless = formOf(new File(['x'], 'noending'))
  await expect(call(stage, 'POST /rag/ingest/file/', nameless)).rejects.toThrow('extension')
})

test('vectors come from the configured model, and its key is never shown', async () => {
  const embeddings = await openEmbeddingServer([['shop', 'store'], ['parking']])
  await using stage = await openStage({
    listen: LISTEN,
    env: { ...env, PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' },
  })
  try {
    await expect(call(stage, 'POST /rag/embedding', { text: 'shop' })).rejects.toThrow('503 No embedding')
    await call(stage, 'POST /rag/ingest/text', { text: HOURS, title: 'Hours' })
    const environment = {
      OPENAI_API_KEY: 'sk-embedding-secret-1234',
      EMBEDDING_MODEL: 'text-embedding-3-small',
      EMBEDDING_ENDPOINT: embeddings.url,
    }
    expect(await call(stage, 'PUT /rag/config', { embedding: environment })).toMatchObject({ success: true })
    const shown = JSON.stringify(await call(stage, 'GET /rag/config'))
    expect(shown).toContain('****1234')
    expect(shown).not.toContain('secret')
    const made = await call<{ embedding: number[] }>(stage, 'POST /rag/embedding', { text: 'shop' })
    expect(made.embedding[0]).toBeGreaterThan(made.embedding[1] ?? 1)
  } finally {
    await embeddings.close()
  }
})

test('members use knowledge within their permissions, and another tenant sees none of it', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  const { documentId } = await call<Ingested>(stage, 'POST /rag/ingest/text', { text: HOURS, title: 'Hours' })
  const ann = await stage.tokenOf('ann')
  for (const [request, body] of [
    ['POST /rag/knowledge-sources', { name: 'x', sourceType: 'y' }],
    ['POST /rag/search', { query: 'shop' }],
    ['POST /rag/ingest/text', { text: 'x' }],
    [`DELETE /rag/documents/${documentId}`, undefined],
    ['PUT /rag/config', { chunk_size: 400 }],
    ['PUT /settings', { openai: { apiKey: 'sk-from-ann' } }],
    ['POST /settings/reset/', undefined],
  ] as const)
    await expect(call(stage, request, body, ann), request).rejects.toThrow('403')
  const owner = await stage.tokenOf('owner')
  const native = async (path: string, body: object) =>
    fetch(stage.url('native') + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${owner}` },
      body: JSON.stringify(body),
    }).then((response) => response.json() as Promise<Record<string, unknown>>)
  // What was made in the console is nobody's here.
  const { id } = await native('/v1/knowledge-bases', { name: 'Console' })
  await native(`/v1/knowledge-bases/${String(id)}/documents`, {
    name: 'a.txt',
    text: 'A secret of the console',
  })
  expect(JSON.stringify(await call(stage, 'GET /rag/knowledge-sources'))).not.toContain('Console')
  expect(JSON.stringify(await call(stage, 'POST /rag/search', { query: 'secret console' }))).not.toContain(
    'A secret of',
  )
  const person = { email: 'other@example.com', name: 'Other', password: 'long walks by the sea 1' }
  await native('/v1/tenants', { name: 'Other', slug: 'other', owner: person })
  const signedIn = await native('/v1/auth/login', { email: person.email, password: person.password })
  const other = String(signedIn.accessToken)
  expect(await call(stage, 'GET /rag/documents', undefined, other)).toMatchObject({ documents: [] })
  await expect(call(stage, `GET /rag/documents/${documentId}`, undefined, other)).rejects.toThrow('404')
  expect(await call(stage, 'POST /rag/search', { query: 'shop' }, other)).toMatchObject({ results: [] })
})

test('sound is found by its transcript', async () => {
  const models = await startModelServer()
  const hearing = { ...scriptedModels(models), PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1' }
  await using stage = await openStage({ listen: LISTEN, env: { ...env, ...hearing } })
  const form = formOf(new File([wav() as BlobPart], 'harbour.wav', { type: 'audio/wav' }))
  const uploaded = await call<Ingested>(stage, 'POST /rag/ingest/file', form)
  expect(uploaded).toMatchObject({ success: true, mediaType: 'audio', chunksCreated: 1 })
  expect(await documents(stage)).toMatchObject([{ content: 'The boat leaves at seven.' }])
  await models.close()
})
